import { countAt, numberAt, texts } from '../core/frame';
import type { Statement } from '../core/engine';
import type { Warning } from '../core/result';
import { VitrineError } from '../core/errors';
import { LEAST_ROWS, MOST_CLASSES } from '../learn/dataset';
import { roundNumber } from '../core/rounding';
import { ident, join, raw, sql } from '../sql/sql';
import type { Maker } from './maker';
import type { Part, Prepared, PreparedFeature, PreparedPart } from './prepared';
import { aucAlone } from './radar/alone';
import type { Finding, ProofLine } from './radar/radar';
import { fewWarnings, tooFew } from './enough';
import { typeOf, type Task } from './spec';

/** AUC from which a feature alone tells the answer, and from which it deserves a look. */
export const TELLS = 0.98;
export const SUSPICIOUS = 0.9;

/** Columns looked at in one statement. */
const COLUMNS_AT_ONCE = 100;

/** A feature as it was made, before it is looked at. */
export type MadeFeature = Pick<PreparedFeature, 'name' | 'group' | 'kind' | 'window' | 'unit' | 'latest'>;

/** A table of rows as a preparation made it. */
export interface MadeTable {
  readonly table: string;
  readonly columns: Omit<Prepared['columns'], 'features'>;
  readonly features: readonly MadeFeature[];
  readonly proof: readonly ProofLine[];
  /** Whether all rows of a part share few cutoffs, by which they are counted. */
  readonly byCutoff: boolean;
  /** Names of the rest and of the positive (binary). */
  readonly names: readonly [rest: string, positive: string];
}

/**
 * Counts what was made and looks at each feature.
 * @throws VitrineError `task.few`, `learn.constant`, `learn.rows` where nothing can be learnt
 */
export async function inspect(make: Maker, task: Task, made: MadeTable): Promise<Prepared> {
  const type = typeOf(task);
  const parts = await countParts(make, type, made);
  const classes = await countClasses(make, type, made, parts);
  const warnings = checkEnough(type, parts, classes, made.columns.label);
  const counted = await countFeatures(make, made);
  const train = total(parts, 'train');
  const positive = positiveOf(type, made, parts, classes);
  const varied = made.features.filter((f) => counted.get(f.name)?.constant === false);
  const aucs = await aucAlone(make, { table: made.table, part: made.columns.part, positive, rows: train }, varied);
  const features = made.features.map((f): PreparedFeature => {
    const auc = aucs.get(f.name) ?? null;
    const { missing, constant } = counted.get(f.name) ?? { missing: 0, constant: true };
    const flag = flagOf(task, constant, auc);
    const dropped = flag === 'constant' || (flag === 'encodes-label' && !task.trusted.includes(f.name));
    return {
      ...f,
      missing,
      auc: type === 'binary' ? auc : null,
      flag,
      used: !dropped && !task.off.includes(f.name) && task.groups.includes(f.group),
    };
  });
  const findings = features.flatMap(({ name: feature, flag, used }): Finding[] =>
    flag === null ? [] : [{ feature, flag, auc: flag === 'constant' ? null : (aucs.get(feature) ?? null), used }],
  );
  return {
    task,
    type,
    table: made.table,
    columns: { ...made.columns, features },
    parts,
    classes,
    radar: { findings, proof: made.proof },
    warnings,
    statements: make.statements,
  };
}

/** What a log's features saw is proved; a strong one is strong. A table's may have been written after the fact. */
function flagOf(task: Task, constant: boolean, auc: number | null): PreparedFeature['flag'] {
  if (constant) return 'constant';
  if (auc === null || auc < SUSPICIOUS) return null;
  return auc >= TELLS && task.kind === 'table' ? 'encodes-label' : 'suspicious';
}

const total = (parts: readonly PreparedPart[], part: Part): number =>
  parts.reduce((n, p) => n + (p.part === part ? p.rows : 0), 0);

async function countParts(
  make: Maker,
  type: Prepared['type'],
  { table, columns, byCutoff }: MadeTable,
): Promise<readonly PreparedPart[]> {
  const [part, cutoff, label] = [ident(columns.part), ident(columns.cutoff), ident(columns.label)];
  const none = sql`CAST(NULL AS DOUBLE)`;
  const frame = await make.rows(sql`SELECT ${part} AS part, ${byCutoff ? cutoff : none} AS cutoff, count(*) AS n,
      ${type === 'binary' ? sql`sum(${label})` : none} AS positives, ${type === 'regression' ? sql`avg(${label})` : none} AS mean
    FROM ${ident(table)} GROUP BY 1, 2 ORDER BY min(row_id)`);
  return texts(frame, 'part').map((name, row): PreparedPart => {
    const labelled = name !== 'current';
    return {
      part: name === 'train' || name === 'test' ? name : 'current',
      cutoff: numberAt(frame, 'cutoff', row),
      rows: countAt(frame, 'n', row),
      positives: labelled && type === 'binary' ? countAt(frame, 'positives', row) : null,
      mean: labelled && type === 'regression' ? rounded(numberAt(frame, 'mean', row)) : null,
    };
  });
}

/** Sums of floats differ in their last digits between engines. */
const rounded = (mean: number | null): number | null => (mean === null ? null : roundNumber(mean));

async function countClasses(
  make: Maker,
  type: Prepared['type'],
  { table, columns, names }: MadeTable,
  parts: readonly PreparedPart[],
): Promise<Prepared['classes']> {
  if (type === 'regression') return [];
  if (type === 'binary') {
    const labelled = parts.filter((p) => p.part !== 'current');
    const positives = labelled.reduce((n, p) => n + (p.positives ?? 0), 0);
    const rows = labelled.reduce((n, p) => n + p.rows, 0);
    return [
      { name: names[0], rows: rows - positives },
      { name: names[1], rows: positives },
    ];
  }
  const label = ident(columns.label);
  const frame = await make.rows(
    sql`SELECT ${label} AS name, count(*) AS n FROM ${ident(table)} WHERE ${label} IS NOT NULL GROUP BY 1 ORDER BY name`,
  );
  return texts(frame, 'name').map((name, row) => ({ name: name ?? '', rows: countAt(frame, 'n', row) }));
}

function checkEnough(
  type: Prepared['type'],
  parts: readonly PreparedPart[],
  classes: Prepared['classes'],
  label: string,
): readonly Warning[] {
  const train = total(parts, 'train');
  if (train < LEAST_ROWS) throw new VitrineError('learn.rows', { rows: train, needed: LEAST_ROWS });
  if (type === 'binary') {
    const few = tooFew(parts);
    if (few !== null) throw few;
    return fewWarnings(parts);
  }
  if (type === 'multiclass') {
    if (classes.length < 2) throw new VitrineError('learn.one-class', { column: label, value: classes[0]?.name ?? '' });
    if (classes.length > MOST_CLASSES) {
      throw new VitrineError('learn.levels', { column: label, levels: classes.length, most: MOST_CLASSES });
    }
  }
  return [];
}

/** Rows without a value over all parts, and whether the training rows differ. */
async function countFeatures(
  make: Maker,
  { table, columns, features }: MadeTable,
): Promise<ReadonlyMap<string, { readonly missing: number; readonly constant: boolean }>> {
  const found = new Map<string, { readonly missing: number; readonly constant: boolean }>();
  for (let from = 0; from < features.length; from += COLUMNS_AT_ONCE) {
    const some = features.slice(from, from + COLUMNS_AT_ONCE);
    const missing = await make.rows(
      sql`SELECT ${join(
        some.map(({ name }, i) => sql`count(*) - count(${ident(name)}) AS ${raw(`m${i}`)}`),
        ', ',
      )} FROM ${ident(table)}`,
    );
    const varied = some.map(({ name }, i) => {
      const column = ident(name);
      return sql`CASE WHEN min(${column}) < max(${column}) OR (count(${column}) > 0 AND count(${column}) < count(*)) THEN 0 ELSE 1 END AS ${raw(`c${i}`)}`;
    });
    const train = await make.rows(
      sql`SELECT ${join(varied, ', ')} FROM ${ident(table)} WHERE ${ident(columns.part)} = 'train'`,
    );
    some.forEach(({ name }, i) => {
      found.set(name, { missing: countAt(missing, `m${i}`), constant: countAt(train, `c${i}`) === 1 });
    });
  }
  return found;
}

/** Which rows a feature alone is to tell: class 1, the most frequent of several, numbers above the mean. */
function positiveOf(
  type: Prepared['type'],
  { columns }: MadeTable,
  parts: readonly PreparedPart[],
  classes: Prepared['classes'],
): Statement {
  const label = ident(columns.label);
  if (type === 'binary') return sql`${label} = 1`;
  if (type === 'regression') return sql`${label} > ${parts.find((p) => p.part === 'train')?.mean ?? 0}`;
  const most = classes.reduce((a, b) => (b.rows > a.rows ? b : a), classes[0] ?? { name: '', rows: 0 });
  return sql`${label} = ${most.name}`;
}
