import { VitrineError } from '../core/errors';
import type { Frame } from '../core/frame';
import { encoded, frameColumn, tableFromFrame, textsOf, type ColumnPlan } from './frame';
import type { Dataset, Target, Task } from './table';

/** Which columns of an engine's rows are what. */
export interface DatasetPlan {
  /** What may be learnt from. */
  readonly columns: readonly ColumnPlan[];
  readonly target:
    /** `positive` is the value that is class 1, as text; every other value is class 0. */
    | { readonly task: 'binary'; readonly column: string; readonly positive: string }
    | { readonly task: 'multiclass'; readonly column: string }
    | { readonly task: 'regression'; readonly column: string };
  /**
   * Rows without a label are kept, to be predicted and explained beside the others; no job learns from them.
   * Refused when not said.
   */
  readonly unlabelled?: 'keep';
  /** Columns of numbers. */
  readonly weights?: string;
  readonly times?: string;
  /** A column of any kind: equal values are one group. */
  readonly groups?: string;
}

/** Fewer rows than this teach nothing that could be held on other rows. */
export const LEAST_ROWS = 50;
/** A column with more different texts names its rows rather than describing them. */
export const MOST_LEVELS = 10_000;
/** More classes than this are no classes. */
export const MOST_CLASSES = 50;

/** What a person wants to know of a dataset before it is learnt from. */
export interface DatasetSummary {
  readonly rows: number;
  /** Rows whose label is known. */
  readonly labelled: number;
  readonly task: Task;
  /** Rows per class, in the order of the answers (binary: 0, 1); empty for numbers. */
  readonly classes: readonly { readonly name: string; readonly rows: number }[];
  readonly columns: readonly {
    readonly name: string;
    readonly kind: 'number' | 'category';
    readonly missing: number;
    /** Different texts; null for numbers. */
    readonly levels: number | null;
  }[];
}

/**
 * A dataset of an engine's rows. Features and target are kept apart: a target among the columns is refused as
 * a fault of our own. Rows are counted where they have a label.
 * @throws VitrineError `property.unknown`, `learn.kind`, `learn.rows`, `learn.gaps` (target, weights or times
 * missing), `learn.one-class`, `learn.constant`, `learn.levels`
 */
export function datasetFromFrame(frame: Frame, plan: DatasetPlan): Dataset {
  const own = new Set([plan.target.column, plan.weights, plan.times]);
  const leaking = plan.columns.find((c) => own.has(c.name));
  if (leaking !== undefined) throw new Error(`${leaking.name} cannot be learnt from: it is told apart`);
  if (frame.length < LEAST_ROWS) throw new VitrineError('learn.rows', { rows: frame.length, needed: LEAST_ROWS });
  const keep = plan.unlabelled === 'keep';
  const { target, unlabelled } =
    plan.target.task === 'regression'
      ? numberLabels(frame, plan.target.column, keep)
      : classLabels(frame, plan.target, keep);
  const gaps = unlabelled.reduce((n, u) => n + u, 0);
  if (frame.length - gaps < LEAST_ROWS)
    throw new VitrineError('learn.rows', { rows: frame.length - gaps, needed: LEAST_ROWS });
  const table = tableFromFrame(frame, plan.columns);
  for (const c of table.columns) {
    if (c.kind === 'category' && c.levels.length > MOST_LEVELS) {
      throw new VitrineError('learn.levels', { column: c.name, levels: c.levels.length, most: MOST_LEVELS });
    }
  }
  const { weights, times, groups } = plan;
  return {
    table,
    target,
    ...(gaps === 0 ? {} : { unlabelled }),
    ...(weights === undefined ? {} : { weights: known(frame, weights, (w) => w >= 0) }),
    ...(times === undefined ? {} : { times: known(frame, times, () => true) }),
    ...(groups === undefined ? {} : { groups: groupsFrom(frame, groups) }),
  };
}

interface Labels {
  readonly target: Target;
  /** 1 per row without a label. */
  readonly unlabelled: Uint8Array;
}

/** @throws VitrineError `learn.gaps` when there are some and they are not to be kept */
function gapsOf(column: string, missing: Uint8Array, keep: boolean): Uint8Array {
  const rows = missing.reduce((n, m) => n + m, 0);
  if (rows > 0 && !keep) throw new VitrineError('learn.gaps', { column, rows });
  return missing;
}

function numberLabels(frame: Frame, name: string, keep: boolean): Labels {
  const column = frameColumn(frame, name);
  if (column.type === 'text') throw new VitrineError('learn.kind', { column: name });
  const values = column.values.map((v) => (Number.isFinite(v) ? v : NaN));
  const missing = Uint8Array.from(values, (v) => (Number.isNaN(v) ? 1 : 0));
  const unlabelled = gapsOf(name, missing, keep);
  const known = values.filter((v) => !Number.isNaN(v));
  const [first] = known;
  if (first !== undefined && known.every((v) => v === first))
    throw new VitrineError('learn.constant', { column: name, value: String(first) });
  return { target: { task: 'regression', values }, unlabelled };
}

type ClassPlan = Exclude<DatasetPlan['target'], { readonly task: 'regression' }>;

function classLabels(frame: Frame, plan: ClassPlan, keep: boolean): Labels {
  const { task, column } = plan;
  const { codes, levels } = encoded(textsOf(frameColumn(frame, column)));
  const missing = Uint8Array.from(codes, (code) => (code < 0 ? 1 : 0));
  const unlabelled = gapsOf(column, missing, keep);
  if (levels.length === 1) throw new VitrineError('learn.one-class', { column, value: levels[0] ?? '' });
  if (task === 'multiclass') {
    if (levels.length > MOST_CLASSES)
      throw new VitrineError('learn.levels', { column, levels: levels.length, most: MOST_CLASSES });
    return { target: { task, labels: codes.map((code) => Math.max(0, code)), classes: levels }, unlabelled };
  }
  const positive = levels.indexOf(plan.positive);
  // All rows are of the other class then.
  if (positive < 0) throw new VitrineError('learn.one-class', { column, value: `≠ ${plan.positive}` });
  return { target: { task, labels: Uint8Array.from(codes, (code) => (code === positive ? 1 : 0)) }, unlabelled };
}

/** Numbers that have to be there in every row. */
function known(frame: Frame, name: string, fits: (value: number) => boolean): Float64Array {
  const column = frameColumn(frame, name);
  if (column.type === 'text') throw new VitrineError('learn.kind', { column: name });
  const rows = column.values.reduce((n, v) => (Number.isFinite(v) && fits(v) ? n : n + 1), 0);
  if (rows > 0) throw new VitrineError('learn.gaps', { column: name, rows });
  return column.values;
}

/** A number per different value; every missing one is a group of its own. */
function groupsFrom(frame: Frame, name: string): Int32Array {
  const { codes, levels } = encoded(textsOf(frameColumn(frame, name)));
  let next = levels.length;
  return codes.map((code) => (code < 0 ? next++ : code));
}

/** Counts of a dataset. */
export function summaryOf({ table, target, unlabelled }: Dataset): DatasetSummary {
  const names = target.task === 'binary' ? ['0', '1'] : target.task === 'multiclass' ? target.classes : [];
  const counts = new Float64Array(names.length);
  if (target.task !== 'regression') {
    target.labels.forEach((y, i) => {
      if (unlabelled?.[i] !== 1) counts[y] = (counts[y] ?? 0) + 1;
    });
  }
  return {
    rows: table.rows,
    labelled: table.rows - (unlabelled?.reduce((n, u) => n + u, 0) ?? 0),
    task: target.task,
    classes: names.map((name, k) => ({ name, rows: counts[k] ?? 0 })),
    columns: table.columns.map((c) => ({
      name: c.name,
      kind: c.kind,
      missing: c.kind === 'number' ? count(c.values, Number.isNaN) : count(c.codes, (code) => code < 0),
      levels: c.kind === 'number' ? null : c.levels.length,
    })),
  };
}

function count(values: Float64Array | Int32Array, is: (value: number) => boolean): number {
  let n = 0;
  for (const v of values) if (is(v)) n++;
  return n;
}
