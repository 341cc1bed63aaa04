import type { Engine } from '../../src/core/engine';
import type { Opened } from '../../src/data/open';
const { signal } = new AbortController();

/** All rows of a table with nested cells as JSON has them, in the order of the file. */
export async function jsonRows(engine: Pick<Engine, 'query'>, opened: Opened): Promise<unknown[][]> {
  const nested = (type: string): boolean => /\[\]|STRUCT|MAP|JSON|UNION/.test(type);
  const cells = opened.columns.map(({ name, type }, i) => {
    const column = `"${name.replaceAll('"', '""')}"`;
    const text = nested(type) ? `to_json(${column})` : column;
    return `CAST(${text} AS VARCHAR) AS "c${i}"`;
  });
  const frame = await engine.query(signal, {
    text: `SELECT ${cells.join(', ')} FROM "${opened.table}" ORDER BY rowid`,
    values: [],
  });
  return Array.from({ length: frame.length }, (_, row) =>
    frame.columns.map((column, c) => {
      const value = column.values[row] ?? null;
      return typeof value === 'string' && nested(opened.columns[c]?.type ?? '')
        ? (JSON.parse(value) as unknown)
        : value;
    }),
  );
}

/**
 * Whether a cell is what a JSON of the corpus says. Numbers of 32 bits are printed with fewer digits, times in another
 * form, and the corpus has null for an empty list.
 */
export function sameCell(expected: unknown, ours: unknown): boolean {
  if (expected === null || expected === undefined) return ours === null || ours === 'nan' || isEmpty(ours);
  if (typeof expected === 'boolean') return String(expected) === String(ours);
  if (typeof expected === 'number') return sameNumber(expected, ours);
  if (typeof expected === 'string') return expected === ours || sameNumber(expected, ours) || sameTime(expected, ours);
  if (Array.isArray(expected)) {
    return Array.isArray(ours) && expected.length === ours.length && expected.every((x, i) => sameCell(x, ours[i]));
  }
  if (typeof ours !== 'object' || ours === null) return false;
  const fields = ours as Readonly<Record<string, unknown>>;
  return Object.entries(expected).every(([key, value]) => sameCell(value, fields[key]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function sameNumber(expected: number | string, ours: unknown): boolean {
  if (ours === null || typeof ours === 'object' || String(expected).trim() === '') return false;
  const [a, b] = [Number(expected), Number(ours === 'true' ? 1 : ours === 'false' ? 0 : ours)];
  return a === b || Math.abs(a - b) <= 1e-6 * Math.abs(a);
}

function sameTime(expected: string, ours: unknown): boolean {
  if (typeof ours !== 'string' || !/^\d{4,6}-\d{2}-\d{2}/.test(ours)) return false;
  // Years of more than four digits have a sign and six.
  const year = ours.replace(/^\d{5,6}/, (y) => `+${y.padStart(6, '0')}`);
  const iso = year.replace(' ', 'T').replace(/(:\d{2}(?:\.\d+)?[+-]\d{2})$/, '$1:00');
  const zoned = /(?:Z|[+-]\d{2}:\d{2})$/.test(iso) || iso.length === 10 ? iso : `${iso}Z`;
  // Beyond milliseconds a Date knows nothing.
  return Date.parse(expected) === Date.parse(zoned.replace(/(\.\d{3})\d+/, '$1'));
}
