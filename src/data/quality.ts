import type { Combination } from '../core/combine';
import type { FileRows, Spine } from '../core/spine';
import type { JoinedRows } from './joined-rows';
import type { Opened } from './open';

/** What became of a file, from its bytes to the rows that are counted. Plain JSON: it is kept beside a result. */
export interface QualityReport {
  readonly vitrine: 1;
  readonly file: { readonly name: string; readonly bytes: number; readonly fingerprint: string };
  readonly rows: FileRows & {
    /** Rows of the table. */
    readonly read: number;
    /** Rows that analyses count; null while there is no log. */
    readonly used: number | null;
  };
  /** Rows set apart, by reason; the reasons of the first 100 are known. */
  readonly rejects: { readonly listed: number; readonly reasons: Readonly<Record<string, number>> };
  /** Columns read as text that were numbers or times but for some values, and what was done. */
  readonly columns: readonly {
    readonly column: string;
    readonly kind: 'number' | 'time' | 'boolean' | 'text';
    readonly values: number;
    readonly done: 'kept as text' | 'made empty' | 'rows left out';
    readonly example: string;
  }[];
  /** Characters that mean nothing in the file's character set. */
  readonly replacedCharacters: number;
  /** Columns left in a Parquet file: they hold spans of time, which cannot be read. */
  readonly spans: readonly string[];
  /** Cells that hold whole rows, maybe of two stray quotes; null where there are none. */
  readonly joined: JoinedRows | null;
  /** Rows that equal an earlier row and are kept; null while there is no log. */
  readonly duplicatesKept: number | null;
  /** Rows left out by each rule, those set apart among them. */
  readonly excluded: Spine['excluded'];
  /** What combining several tables dropped; null for one file. */
  readonly combined: {
    /** Rows of the main table left out because a column was empty (or zero). */
    readonly incomplete: readonly { readonly columns: readonly string[]; readonly rows: number }[];
    /** Rows of the main table without a row in another. */
    readonly unmatched: readonly { readonly table: string; readonly rows: number }[];
    /** Rows of the others that no row of the main table asked for: without a key, or of a period that is not wanted. */
    readonly unused: readonly { readonly table: string; readonly rows: number }[];
    /** Values whose spelling was changed. */
    readonly merged: number;
  } | null;
}

/** What the reader made of a file's rows. Of a combined table: of its main one, and what was made of the others. */
export function fileRows({ rows, rejected, read, combined }: Opened): FileRows {
  const found = (read?.values ?? []).reduce((n, v) => n + (v.faults?.then === 'null' ? v.faults.rows : 0), 0);
  const typed = (read?.typed ?? []).reduce((n, t) => n + (t.then === 'null' ? t.faults.rows : 0), 0);
  // Of a table that was made of others, one that is a sample makes it one.
  const sample = read?.as.sample ?? combined?.sources.find((s) => s.read?.sample !== undefined)?.read?.sample;
  const of = sample === undefined ? {} : { sample };
  const file = { rows: rows + rejected, rejected, emptied: found + typed, ...of };
  if (combined === undefined) return file;
  const incomplete = combined.dropped.reduce((n, d) => n + d, 0);
  const unmatched = unmatchedRows(combined).reduce((n, t) => Math.max(n, t.rows), 0);
  return { ...file, rows: file.rows + incomplete, incomplete, unmatched };
}

/** Rows of the main table that found no row in each of the others. */
function unmatchedRows({ tables, plan }: Combination): readonly { readonly table: string; readonly rows: number }[] {
  const rows = tables[0]?.shaped ?? 0;
  return tables.flatMap(({ matched }, i) =>
    matched === null ? [] : [{ table: plan.tables[i]?.of.join(', ') ?? '', rows: rows - matched }],
  );
}

/**
 * The report of a file. `rows.rows` = `rows.used` + all of `excluded`, once there is a log.
 * @param spine null while there is none
 */
export function qualityReport(opened: Opened, spine: Spine | null): QualityReport {
  return {
    vitrine: 1,
    file: { name: opened.file, bytes: opened.size, fingerprint: opened.fingerprint },
    rows: { ...fileRows(opened), read: opened.rows, used: spine?.rows ?? null },
    rejects: { listed: opened.rejects.length, reasons: byReason(opened.rejects) },
    columns: [...typedColumns(opened), ...foundColumns(opened)],
    replacedCharacters: opened.read?.replaced ?? 0,
    spans: opened.read?.parquet?.spans ?? [],
    joined: opened.read?.joined ?? null,
    duplicatesKept: spine?.duplicates ?? null,
    excluded: spine?.excluded ?? [],
    combined: opened.combined === undefined ? null : combinedReport(opened.combined),
  };
}

/** Columns that a person gave a type, where some values are none. */
function typedColumns({ read }: Opened): QualityReport['columns'] {
  return (read?.typed ?? []).flatMap(({ column, as, then, faults }) => {
    if (faults.rows === 0) return [];
    const kind = as === 'integer' || as === 'decimal' ? ('number' as const) : as;
    const done = then === 'null' ? ('made empty' as const) : ('rows left out' as const);
    return [{ column, kind, values: faults.rows, done, example: faults.examples[0] ?? '' }];
  });
}

function foundColumns({ read }: Opened): QualityReport['columns'] {
  return (read?.values ?? []).flatMap(
    ({ column, kind, outcome, rows, example, faults }): QualityReport['columns'][number][] => {
      if (outcome === 'kept') return [{ column, kind, values: rows, done: 'kept as text', example }];
      if (faults === undefined) return [];
      const done = faults.then === 'null' ? 'made empty' : 'rows left out';
      return [{ column, kind, values: faults.rows, done, example: faults.examples[0] ?? example }];
    },
  );
}

function combinedReport(combined: Combination): NonNullable<QualityReport['combined']> {
  const { plan, tables, dropped } = combined;
  return {
    incomplete: dropped.map((rows, i) => ({ columns: plan.drop?.[i]?.columns ?? [], rows })),
    unmatched: unmatchedRows(combined),
    unused: tables.flatMap(({ unused }, i) =>
      unused === 0 ? [] : [{ table: plan.tables[i]?.of.join(', ') ?? '', rows: unused }],
    ),
    merged: tables.reduce((n, t) => n + t.merged.reduce((m, x) => m + x, 0), 0),
  };
}

function byReason(rejects: Opened['rejects']): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { reason } of rejects) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries(counts);
}
