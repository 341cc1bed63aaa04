/** Lines looked at, and how many are too few to tell. */
const FEW = 4;
/** A table of fixed width has at least so many columns of its own. */
const LEAST_COLUMNS = 2;

/** Columns of a text by the places where they begin and end, in characters: `[from, to)`; the last has no end. */
export type Fields = readonly (readonly [from: number, to: number])[];

/**
 * Where the columns of a table of fixed width stand, or null when the text is none: the same places are blank in
 * every line, two blanks wide at least once beside each column or with a line of dashes under the names. Texts with
 * blanks within stay whole, which tells such a table from one that is set apart by blanks.
 * @param text whole lines
 */
export function fixedFields(text: string): Fields | null {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  if (lines.length < FEW || lines.some((line) => line.includes('\t'))) return null;
  const width = Math.max(...lines.map((line) => line.length));
  if (width > 10_000) return null;
  const body = lines.filter((line) => !isRule(line));
  const blank = Array.from({ length: width }, (_, i) => body.every((line) => i >= line.length || line[i] === ' '));
  const fields: [number, number][] = [];
  let from = -1;
  for (let i = 0; i <= width; i++) {
    const gap = i === width || blank[i] === true;
    if (!gap && from === -1) from = i;
    else if (gap && from !== -1) {
      fields.push([from, i]);
      from = -1;
    }
  }
  joinUnnamed(fields, body[0] ?? '');
  if (fields.length < LEAST_COLUMNS) return null;
  // Values that are padded: each column but the last has lines that leave two blanks or more beside the gap.
  const padded = fields.slice(0, -1).filter(([a, b], i) => {
    const next = fields[i + 1]?.[0] ?? b;
    return (
      next - b > 1 ||
      body.some((line) => line.slice(a, b).trimEnd().length < b - a) ||
      body.some((line) => /^ /.test(line.slice(a, b)))
    );
  });
  if (padded.length < fields.length - 1) return null;
  const last = fields.at(-1);
  if (last !== undefined) last[1] = Infinity;
  return fields;
}

/** Under names, a column without one that stands a single blank from the last belongs to it: a day and its time. */
function joinUnnamed(fields: [number, number][], names: string): void {
  const name = ([from, to]: Fields[number]): string => names.slice(from, to).trim();
  if (fields.some((field) => /^[\d.,:/+-]+$/.test(name(field)))) return;
  for (let i = fields.length - 1; i > 0; i--) {
    const [before, field] = [fields[i - 1], fields[i]];
    if (before === undefined || field === undefined || field[0] - before[1] !== 1) continue;
    if (name(field) !== '' || name(before) === '') continue;
    before[1] = field[1];
    fields.splice(i, 1);
  }
}

/** A line of dashes under the names of the columns. */
export function isRule(line: string): boolean {
  return /^[-=+| ]*[-=]{2}[-=+| ]*$/.test(line);
}

/** The cells of a line, blanks around them taken off. */
export function cut(line: string, fields: Fields): readonly string[] {
  return fields.map(([from, to]) => line.slice(from, to === Infinity ? undefined : to).trim());
}

/** Lines of text parts, without their ends. */
export async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of texts) {
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}
