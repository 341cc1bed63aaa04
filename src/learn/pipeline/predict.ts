import { calibrate } from '../judge/calibration';
import { predictLinear } from '../linear/predict';
import { logit } from '../linear/sigmoid';
import type { Matrix } from '../matrix';
import { transform } from '../preprocess/transform';
import { partOf, type Report } from '../report';
import { categoryColumn, everyRow, numberColumn } from '../rows';
import type { Table, Task } from '../table';
import { LOGIT_LIMIT, type Fitted, type FittedSegments, type Part } from './fitted';
import { predictModel } from './learners';

/** Numbers that a fitted model answers per row. */
export function outputsOf({ task, classes }: { readonly task: Task; readonly classes: readonly string[] }): number {
  return task === 'multiclass' ? classes.length : 1;
}

/**
 * What a fitted model says of some rows (all when not said), in their order: P(class 1), the probability of
 * each class (row after row), or the number. Columns are found by name.
 * @throws Error when a column is not there or of another kind
 */
export function predictPipeline(fitted: Fitted, table: Table, rows?: Int32Array, report?: Report): Float64Array {
  const chosen = rows ?? everyRow(table.rows);
  switch (fitted.kind) {
    case 'pipeline':
      return predictModel(fitted.model, transform(fitted.preprocessing, table, chosen), report);
    case 'calibrated':
      return predictPipeline(fitted.model, table, chosen, report).map((p) => calibrate(fitted.by, p));
    case 'stack': {
      const answers = fitted.bases.map((base, k) =>
        predictPipeline(
          base,
          table,
          chosen,
          report && partOf(report, k / fitted.bases.length, (k + 1) / fitted.bases.length),
        ),
      );
      return predictLinear(fitted.meta, metaFeatures(fitted.task, answers, chosen.length));
    }
    case 'segments':
      return predictSegments(fitted, table, chosen, report);
  }
}

/** The features of a stack's meta-learner, from its bases' answers; see `FittedStack`. */
export function metaFeatures(task: Task, answers: readonly Float64Array[], rows: number): Matrix {
  const widths = answers.map((a) => (rows === 0 ? 1 : a.length / rows));
  const columns = widths.reduce((n, w) => n + w, 0);
  const values = new Float64Array(rows * columns);
  let at = 0;
  answers.forEach((answer, k) => {
    const width = widths[k] ?? 1;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) {
        const v = answer[i * width + j] ?? NaN;
        values[i * columns + at + j] = task === 'binary' ? logit(v, LOGIT_LIMIT) : v;
      }
    }
    at += width;
  });
  return { rows, columns, values };
}

function predictSegments(fitted: FittedSegments, table: Table, rows: Int32Array, report?: Report): Float64Array {
  const places = placeRows(
    fitted.parts.map((p) => p.where),
    fitted.column,
    table,
    rows,
  );
  const width = outputsOf(fitted);
  const out = new Float64Array(rows.length * width);
  const models = [...fitted.parts.map((p) => p.model), fitted.rest];
  models.forEach((model, k) => {
    const part = k < fitted.parts.length ? k : -1;
    const at: number[] = [];
    places.forEach((p, i) => {
      if (p === part) at.push(i);
    });
    if (at.length === 0) return;
    const own = Int32Array.from(at, (i) => rows[i] ?? 0);
    const answer = predictPipeline(
      model,
      table,
      own,
      report && partOf(report, k / models.length, (k + 1) / models.length),
    );
    at.forEach((i, a) => out.set(answer.subarray(a * width, (a + 1) * width), i * width));
  });
  return out;
}

/** The first part that each of some rows is in, −1 for none. */
export function placeRows(parts: readonly Part[], column: string, table: Table, rows: Int32Array): Int32Array {
  const byLevel = parts.some((p) => 'level' in p);
  if (byLevel) {
    const { codes, levels } = categoryColumn(table, column);
    const place = levels.map((level) => parts.findIndex((p) => 'level' in p && p.level === level));
    return Int32Array.from(rows, (i) => place[codes[i] ?? -1] ?? -1);
  }
  if (parts.length === 0) return new Int32Array(rows.length).fill(-1);
  const { values } = numberColumn(table, column);
  return Int32Array.from(rows, (i) => {
    const v = Math.fround(values[i] ?? NaN);
    return parts.findIndex(
      (p) => 'range' in p && Number.isFinite(v) && v >= (p.range.low ?? -Infinity) && v < (p.range.high ?? Infinity),
    );
  });
}
