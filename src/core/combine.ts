import * as v from 'valibot';
import type { ReadAs } from './reading';

/**
 * How a customer's many rows become one value: `last` is the last value that is there, in time where the plan says by
 * which column, else in the order of the file.
 */
export const summaries = ['sum', 'mean', 'count', 'min', 'max', 'last'] as const;
export type Summary = (typeof summaries)[number];

/**
 * When two keys are the same: as they are written; without the blanks around them; or as numbers, so that `007`, `7`
 * and `7.0` are one.
 */
export const keyMatches = ['exact', 'trimmed', 'number'] as const;
export type KeyMatch = (typeof keyMatches)[number];

/** When a row of the combined table is left out: one of the columns is empty, or is empty or zero. */
export const incompletes = ['empty', 'empty or zero'] as const;
export type Incomplete = (typeof incompletes)[number];

/** Most tables, and most columns that a pivot makes of one; more is a mistake in a recipe. */
const MOST_TABLES = 50;
export const MOST_PERIODS = 60;

const name = v.pipe(v.string(), v.minLength(1));
const names = v.pipe(v.array(name), v.minLength(1));

const mergeSchema = v.strictObject({
  column: name,
  from: v.pipe(v.string(), v.description('A spelling as it stands in the file.')),
  to: v.pipe(v.string(), v.description('The spelling it becomes.')),
});

const pivotSchema = v.strictObject({
  column: v.pipe(name, v.description('Column whose values become columns, for instance the period.')),
  values: v.pipe(
    v.array(v.string()),
    v.minLength(1),
    v.maxLength(MOST_PERIODS),
    v.description('Its values, in the order of the columns.'),
  ),
  cells: v.pipe(names, v.description('Columns that fill the cells.')),
  how: v.pipe(v.picklist(summaries), v.description('What becomes of several rows with one customer and one value.')),
});

const groupSchema = v.strictObject({
  columns: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          column: v.optional(v.pipe(name, v.description('None: the rows are counted.'))),
          how: v.picklist(summaries),
          as: v.pipe(name, v.description('Name of the column that comes out.')),
        }),
        v.check((c) => c.column !== undefined || c.how === 'count', 'a "column", or "count" of rows'),
      ),
    ),
    v.minLength(1),
    v.description('One column of the result each.'),
  ),
  by: v.optional(v.pipe(name, v.description('Column of time that says what is last; the order of the file else.'))),
});

const tableSchema = v.pipe(
  v.strictObject({
    of: v.pipe(names, v.description('Sources; of several the rows stand one after the other, columns by name.')),
    file: v.optional(v.pipe(name, v.description('Column that says which of several sources a row came from.'))),
    merge: v.optional(v.pipe(v.array(mergeSchema), v.description('Spellings that are one value.'))),
    key: v.optional(v.pipe(name, v.description('Column with the customer, by which tables are joined.'))),
    match: v.optional(v.pipe(v.picklist(keyMatches), v.description('When two keys are the same; "exact" else.'))),
    pivot: v.optional(v.pipe(pivotSchema, v.description('One row per key, one column per period.'))),
    group: v.optional(v.pipe(groupSchema, v.description('One row per key, summed up.'))),
  }),
  v.check((t) => t.pivot === undefined || t.group === undefined, 'either "pivot" or "group"'),
  v.check((t) => t.key !== undefined || (t.pivot === undefined && t.group === undefined), 'a "key" to sum up by'),
);

/** How several sources become one table: plain data, part of a recipe. */
export const combineSchema = v.pipe(
  v.strictObject({
    tables: v.pipe(
      v.array(tableSchema),
      v.minLength(1),
      v.maxLength(MOST_TABLES),
      v.description('The first is the main table and keeps all its rows; the others are joined onto it.'),
    ),
    drop: v.optional(
      v.pipe(
        v.array(v.strictObject({ columns: names, is: v.picklist(incompletes) })),
        v.description('Rows of the combined table to leave out: where one of the columns is empty (or zero).'),
      ),
    ),
    label: v.optional(v.pipe(name, v.description('Column of the combined table that is to be predicted.'))),
  }),
  v.check((p) => p.tables.length === 1 || p.tables.every((t) => t.key !== undefined), 'a "key" in every table'),
);

/** Every key of a plan; enough to propose the nearest. */
export const combineKeys: readonly string[] = [
  ...['tables', 'drop', 'label', 'of', 'file', 'merge', 'key', 'match', 'pivot', 'group', 'columns', 'is'],
  ...['column', 'from', 'to', 'values', 'cells', 'how', 'as', 'by'],
];

export type CombinePlan = v.InferOutput<typeof combineSchema>;

/**
 * A plan as the schema writes it: the same keys in the same order.
 * @throws v.ValiError for what is no plan: a fault in our own code, for recipes are checked before
 */
export function parsePlan(plan: CombinePlan): CombinePlan {
  return v.parse(combineSchema, plan);
}

export type CombinedTable = CombinePlan['tables'][number];
export type SpellingMerge = v.InferOutput<typeof mergeSchema>;
export type Pivot = v.InferOutput<typeof pivotSchema>;
export type Grouping = v.InferOutput<typeof groupSchema>;

/** How a combined table was made: what its receipt is written from. Plain data. */
export interface Combination {
  readonly plan: CombinePlan;
  readonly sources: readonly {
    readonly name: string;
    readonly file: string;
    readonly fingerprint: string;
    readonly rows: number;
    /** How the file is read, and which part of it, where it does not say itself. */
    readonly read?: ReadAs;
  }[];
  /** What became of each table of the plan, in its order. */
  readonly tables: readonly CombinedCount[];
  /** Rows left out because they were incomplete, for each entry of `drop`; a row is counted under the first. */
  readonly dropped: readonly number[];
  readonly sql: readonly { readonly name: string; readonly text: string }[];
}

export interface CombinedCount {
  /** Rows of its sources together. */
  readonly rows: number;
  /** Cells that were written differently, for each entry of `merge`. */
  readonly merged: readonly number[];
  /** Rows not used: without a key, or with a value that the pivot does not name. */
  readonly unused: number;
  /** Rows after pivot or summing up; as many as `rows` without. */
  readonly shaped: number;
  /** Rows of the main table that found one here; null for the main table. */
  readonly matched: number | null;
}
