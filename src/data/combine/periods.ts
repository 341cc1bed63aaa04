/** Columns that are a period by their name, in the languages that headers are written in here. */
const named =
  /period|период|month|месяц|monat|mes\b|mois|quarter|квартал|week|недел|year|\bгод|date|дата|\bday|день|wave|срез|snapshot|time_id/i;

/** Whether a column's name says that it holds a period. */
export const isPeriodName = (name: string): boolean => named.test(name);

/** Words for periods that follow one another, from long ago to later. */
const relative: readonly (readonly [RegExp, number])[] = [
  [/позапрошл|препред|before.?last|two.*ago/i, -2],
  [/предыд|прошл|previous|\bprev|\blast|prior/i, -1],
  [/текущ|нынешн|current|\bthis\b/i, 0],
  [/следующ|будущ|next/i, 1],
];

const months = [
  /^(?:jan|янв)/i,
  /^(?:feb|фев)/i,
  /^(?:mar|мар)/i,
  /^(?:apr|апр)/i,
  /^(?:may|ма[йя])/i,
  /^(?:jun|июн)/i,
  /^(?:jul|июл)/i,
  /^(?:aug|авг)/i,
  /^(?:sep|сен)/i,
  /^(?:oct|окт)/i,
  /^(?:nov|ноя)/i,
  /^(?:dec|дек)/i,
];

/**
 * Periods in their order: "before last, last, current" as said, months by their place in the year, numbers by size, anything
 * else (dates of ISO form among it) by code points. Each once.
 */
export function inOrder(values: readonly string[]): readonly string[] {
  const all = [...new Set(values)];
  const rank = [relativeRank, monthRank, numberRank].find((r) => all.every((v) => r(v) !== null)) ?? (() => 0);
  return all.sort((a, b) => (rank(a) ?? 0) - (rank(b) ?? 0) || (a < b ? -1 : 1));
}

function relativeRank(value: string): number | null {
  return relative.find(([words]) => words.test(value))?.[1] ?? null;
}

function monthRank(value: string): number | null {
  const at = months.findIndex((m) => m.test(value.trim()));
  return at < 0 ? null : at;
}

function numberRank(value: string): number | null {
  return /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : null;
}
