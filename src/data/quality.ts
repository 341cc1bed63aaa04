import type { FileRows, Spine } from '../core/spine';
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
    readonly kind: 'number' | 'time';
    readonly values: number;
    readonly done: 'kept as text' | 'made empty' | 'rows left out';
    readonly example: string;
  }[];
  /** Characters that mean nothing in the file's character set. */
  readonly replacedCharacters: number;
  /** Rows that equal an earlier row and are kept; null while there is no log. */
  readonly duplicatesKept: number | null;
  /** Rows left out by each rule, those set apart among them. */
  readonly excluded: Spine['excluded'];
}

/** What the reader made of a file's rows. */
export function fileRows({ rows, rejected, read }: Opened): FileRows {
  const emptied = (read?.values ?? []).reduce((n, v) => n + (v.faults?.then === 'null' ? v.faults.rows : 0), 0);
  return { rows: rows + rejected, rejected, emptied };
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
    columns: (opened.read?.values ?? []).flatMap(
      ({ column, kind, outcome, rows, example, faults }): QualityReport['columns'][number][] => {
        if (outcome === 'kept') return [{ column, kind, values: rows, done: 'kept as text', example }];
        if (faults === undefined) return [];
        const done = faults.then === 'null' ? 'made empty' : 'rows left out';
        return [{ column, kind, values: faults.rows, done, example: faults.examples[0] ?? example }];
      },
    ),
    replacedCharacters: opened.read?.replaced ?? 0,
    duplicatesKept: spine?.duplicates ?? null,
    excluded: spine?.excluded ?? [],
  };
}

function byReason(rejects: Opened['rejects']): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { reason } of rejects) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries(counts);
}
