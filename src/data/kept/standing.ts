import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A file that was open: enough to know it again, and nothing of what is in it. */
const fileEntries = {
  name: v.string(),
  /** Bytes. */
  size: count,
  /** Last change, epoch ms. */
  modified: v.number(),
  /** As `data/fingerprint` makes it. */
  fingerprint: v.string(),
};

/** A table that was open: its columns' names, and the recipe of what was chosen on it. */
const tableSchema = v.object({
  /** What a person knows it by. */
  name: v.string(),
  /** Place of its file; null where it was made of others. */
  file: v.nullable(count),
  columns: v.array(v.string()),
  /** Checked when it is used: the version that reads it may know other analyses. */
  recipe: v.unknown(),
});

const standingEntries = {
  /** When it was written, epoch ms. */
  at: v.number(),
  tables: v.pipe(v.array(tableSchema), v.minLength(1)),
  /** Place of the table in view. */
  current: count,
  /** Whether figures were asked for. */
  analysed: v.boolean(),
  /** How many choices a person made. */
  choices: count,
};

const standingSchema = v.object({ ...standingEntries, files: v.array(v.object(fileEntries)) });

/** What stood open, to be opened again. Plain data. */
export type Standing = v.InferOutput<typeof standingSchema>;
export type StandingFile = Standing['files'][number];
export type StandingTable = Standing['tables'][number];

/** Where the bytes of a kept file are: a copy of our own, or the file where it lies, by a handle of the browser's. */
const keptFileSchema = v.object({
  ...fileEntries,
  place: v.variant('is', [
    v.object({ is: v.literal('copy'), id: v.pipe(v.string(), v.regex(/^file-[\w-]{1,80}$/)), checksum: v.string() }),
    v.object({ is: v.literal('handle'), id: v.string() }),
  ]),
});
const keptSchema = v.object({ ...standingEntries, files: v.array(keptFileSchema) });

/** A workspace as a device keeps it. */
export type Kept = v.InferOutput<typeof keptSchema>;
export type KeptFile = Kept['files'][number];

/** What a tab remembers of itself, from JSON; null where it is none of this version's. */
export function readStanding(json: unknown): Standing | null {
  const read = v.safeParse(standingSchema, json);
  return read.success && placed(read.output) ? read.output : null;
}

/** What a device keeps, from JSON; null where it is none of this version's. */
export function readKept(json: unknown): Kept | null {
  const read = v.safeParse(keptSchema, json);
  return read.success && placed(read.output) ? read.output : null;
}

function placed({ tables, files, current }: Standing): boolean {
  return current < tables.length && tables.every((t) => t.file === null || t.file < files.length);
}

/**
 * What is left of a standing without the files of those fingerprints. Tables that were made of others stay for as long
 * as a file does; null when none does.
 */
export function without(standing: Standing, fingerprints: ReadonlySet<string>): Standing | null {
  const files = standing.files.filter((f) => !fingerprints.has(f.fingerprint));
  const tables = standing.tables.flatMap((t) => {
    if (t.file === null) return [t];
    const of = standing.files[t.file];
    const file = of === undefined ? -1 : files.indexOf(of);
    return file === -1 ? [] : [{ ...t, file }];
  });
  return files.length === 0 ? null : { ...standing, files, tables, current: 0 };
}

/** Both in one: first what is open, then what is still awaited. */
export function joined(open: Standing, awaited: Standing | null): Standing {
  if (awaited === null) return open;
  const moved = awaited.tables.map((t) => ({ ...t, file: t.file === null ? null : t.file + open.files.length }));
  const known = new Set(open.tables.map((t) => t.name));
  const tables = [...open.tables, ...moved.filter((t) => !known.has(t.name))];
  return { ...open, files: [...open.files, ...awaited.files], tables };
}
