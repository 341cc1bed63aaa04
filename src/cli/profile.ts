import { basename } from 'node:path';
import { roleNames } from '../core/roles';
import { roundJson } from '../core/rounding';
import { openSource, type Opened } from '../data/open';
import { profileTable, type ColumnProfile, type Profile } from '../data/profile';
import { pathSource } from '../engines/native/duckdb';
import type { Command } from './args';
import { withPlace } from './place';
import type { ProgressLine } from './progress';

/**
 * Opens a table and says what its columns are and mean, as text for a person or as JSON.
 * @throws VitrineError `data.missing`, `file.*`, `parquet.broken`, `engine.*`, `cancelled`
 */
export async function profileFile(
  signal: AbortSignal,
  { file: path, json, engine: name }: Extract<Command, { command: 'profile' }>,
  line: ProgressLine,
): Promise<string> {
  const file = await pathSource(path);
  return withPlace(name, async ({ engine }) => {
    const opened = await openSource(signal, engine, file, basename(path), line.of(`reading ${file.name}`));
    line.show(`profiling ${file.name}`, null);
    const profile = await profileTable(signal, engine, opened.table, opened.columns);
    return json ? `${JSON.stringify(roundJson({ opened, profile }), null, 2)}\n` : asText(opened, profile);
  });
}

function asText(opened: Opened, profile: Profile): string {
  const roles = roleNames.flatMap((role) => {
    const column = opened.roles[role];
    return column === undefined ? [] : [`${role} = ${column}`];
  });
  const kept = `${count(opened.rows)} rows, ${count(opened.columns.length)} columns`;
  const lost = opened.rejected === 0 ? '' : `, ${count(opened.rejected)} rows not readable`;
  return [
    `${opened.file}: ${kept}${lost}`,
    `roles: ${roles.length === 0 ? 'none found' : roles.join(', ')}`,
    '',
    ...aligned([['column', 'type', 'empty', 'different', 'from', 'to'], ...profile.columns.map(cells)]),
    '',
  ].join('\n');
}

function cells(column: ColumnProfile): string[] {
  return [
    short(column.name),
    column.type,
    count(column.nulls),
    `${column.approximate ? '~' : ''}${count(column.distinct)}`,
    bound(column, column.min),
    bound(column, column.max),
  ];
}

function bound({ kind }: ColumnProfile, value: number | string | null): string {
  if (value === null) return '';
  if (kind === 'time' && typeof value === 'number') return new Date(value).toISOString();
  return short(String(value));
}

const count = (n: number): string => n.toLocaleString('en-GB');
const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 32 ? `${line.slice(0, 31)}…` : line;
};

/** Rows as columns of equal width. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((text, i) => text.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
