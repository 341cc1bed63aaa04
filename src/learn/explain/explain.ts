import type { Fitted, FittedPipeline } from '../pipeline/fitted';
import { outputsOf, placeRows, predictPipeline } from '../pipeline/predict';
import { transform } from '../preprocess/transform';
import { partOf, type Report } from '../report';
import { everyRow } from '../rows';
import type { Table } from '../table';
import { treeShap } from '../trees/shap';
import { bySource, type Explanation } from './explanation';
import { featureMeans, linearShap } from './linear';
import { composed } from './stack';

/** What cannot be taken apart: a stack of several classes, whose meta-learner sees probabilities of models. */
export type Unexplained = 'stack';

/**
 * SHAP values of some rows (all when not said) by source column: exact for linear models, path-dependent for
 * trees. Answers of segment-wise models are explained by the model that gave them, those of stacks by composition (see
 * stack.ts).
 * @param background rows whose feature means stand for "not known" in linear models; training rows
 * @throws what `report` throws; Error when a column is not there
 */
export function explainPipeline(
  fitted: Fitted,
  table: Table,
  background: { readonly table: Table; readonly rows: Int32Array },
  rows: Int32Array = everyRow(table.rows),
  report: Report = () => undefined,
): Explanation | { readonly unexplained: Unexplained } {
  const columns = [...new Set(columnsOf(fitted))];
  switch (fitted.kind) {
    case 'stack': {
      // Not the walk through all bases, where nothing would come of it.
      if (fitted.task === 'multiclass') return { unexplained: 'stack' };
      const { bases } = fitted;
      const parts = bases.map((base, k) => {
        const step = partOf(report, k / bases.length, (k + 1) / bases.length);
        const e = explainPipeline(base, table, background, rows, step);
        return { explanation: 'unexplained' in e ? null : e, answers: predictPipeline(base, table, rows) };
      });
      return composed(fitted, parts, columns) ?? { unexplained: 'stack' };
    }
    case 'calibrated':
      return explainPipeline(fitted.model, table, background, rows, report);
    case 'pipeline':
      return explainOne(fitted, table, background, rows, columns, report);
    case 'segments': {
      const places = placeRows(
        fitted.parts.map((p) => p.where),
        fitted.column,
        table,
        rows,
      );
      const outputs = outputsOf(fitted);
      const values = new Float64Array(rows.length * outputs * columns.length);
      const base = new Float64Array(rows.length * outputs);
      let space: Explanation['space'] = 'margin';
      const models = [...fitted.parts.map((p) => p.model), fitted.rest];
      for (const [m, model] of models.entries()) {
        const part = m < fitted.parts.length ? m : -1;
        const at = Array.from(places.keys()).filter((i) => places[i] === part);
        const own = Int32Array.from(at, (i) => rows[i] ?? 0);
        const step = partOf(report, m / models.length, (m + 1) / models.length);
        const e = explainPipeline(model, table, background, own, step);
        if ('unexplained' in e) return e;
        space = e.space;
        at.forEach((i, r) => {
          base.set(e.base.subarray(r * outputs, (r + 1) * outputs), i * outputs);
          for (let k = 0; k < outputs; k++) {
            e.columns.forEach((column, j) => {
              const from = (r * outputs + k) * e.columns.length + j;
              values[(i * outputs + k) * columns.length + columns.indexOf(column)] = e.values[from] ?? NaN;
            });
          }
        });
      }
      return { rows: rows.length, outputs, columns, values, base, space };
    }
  }
}

function columnsOf(fitted: Fitted): readonly string[] {
  switch (fitted.kind) {
    case 'pipeline':
      return fitted.preprocessing.inputs.map((i) => i.name);
    case 'stack':
      return fitted.bases.flatMap(columnsOf);
    case 'segments':
      return [fitted.rest, ...fitted.parts.map((p) => p.model)].flatMap(columnsOf);
    case 'calibrated':
      return columnsOf(fitted.model);
  }
}

function explainOne(
  { preprocessing, model, task }: FittedPipeline,
  table: Table,
  background: { readonly table: Table; readonly rows: Int32Array },
  rows: Int32Array,
  columns: readonly string[],
  report: Report,
): Explanation {
  const { features } = preprocessing;
  const of = (values: Float64Array, base: Float64Array, space: Explanation['space']): Explanation => ({
    rows: rows.length,
    outputs: base.length,
    columns,
    values: bySource(values, features, columns),
    base: Float64Array.from({ length: rows.length * base.length }, (_, k) => base[k % base.length] ?? NaN),
    space: task === 'regression' ? 'number' : space,
  });
  if (model.kind === 'constant') {
    return of(new Float64Array(rows.length * model.values.length * features.length), model.values, 'probability');
  }
  const x = transform(preprocessing, table, rows);
  if (model.kind === 'linear') {
    const means = featureMeans(transform(preprocessing, background.table, background.rows));
    const { values, base } = linearShap(model, x, means);
    report(1);
    return of(values, base, 'margin');
  }
  const { values, base } = treeShap(model, x, report);
  return of(values, base, model.link === 'identity' ? 'probability' : 'margin');
}
