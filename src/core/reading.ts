import * as v from 'valibot';

/** Character sets of text files, by the names that TextDecoder knows. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1251',
  'koi8-r',
  'iso-8859-5',
  'ibm866',
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'windows-1254',
  'gb18030',
  'shift_jis',
] as const;
export type Encoding = (typeof encodings)[number];

const name = v.pipe(v.string(), v.minLength(1));
const share = v.pipe(
  v.number(),
  v.gtValue(0),
  v.ltValue(1),
  v.description('How much of them, between 0 and 1 and neither of these.'),
);

/**
 * Which rows of a file are read; each choice gives the same rows of the same file every time. `customers`: all rows of
 * a share of the customers, by a hash of the column's value, so that two files keep the same ones; rows without a
 * customer stay out. `rows`: a share of the rows, evenly over the file. `first`: the first rows.
 */
export const sampleSchema = v.variant('of', [
  v.strictObject({
    of: v.literal('customers'),
    column: v.pipe(name, v.description('Column that says whose a row is; it need not be among "columns".')),
    share,
  }),
  v.strictObject({ of: v.literal('rows'), share }),
  v.strictObject({ of: v.literal('first'), rows: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);
export type Sample = v.InferOutput<typeof sampleSchema>;

const typeSchema = v.strictObject({
  column: v.pipe(v.string(), v.minLength(1)),
  as: v.pipe(
    v.picklist(['integer', 'decimal', 'time', 'boolean', 'text']),
    v.description('Whole numbers, numbers, times, true or false, or text as it stands.'),
  ),
  order: v.optional(
    v.pipe(
      v.picklist(['day-first', 'month-first', 'year-first', 'compact', 'epoch']),
      v.description('How times are written; "compact" is YYYYMMDD, "epoch" seconds since 1970. "year-first" else.'),
    ),
  ),
  then: v.optional(
    v.pipe(
      v.picklist(['null', 'drop']),
      v.description('Values that are none become empty (else), or their rows are left out.'),
    ),
  ),
});
/** The type that a person gives a column. */
export type TypeChoice = v.InferOutput<typeof typeSchema>;

/**
 * How a person says that a file is to be read, where the file itself does not decide or decides wrongly.
 * Nothing said means: as it was found.
 */
export const readingSchema = v.strictObject({
  part: v.optional(
    v.pipe(v.string(), v.minLength(1), v.description('Which file of an archive, or which sheet of a workbook.')),
  ),
  encoding: v.optional(v.pipe(v.picklist(encodings), v.description('Character set of a text file.'))),
  dates: v.optional(
    v.pipe(
      v.picklist(['day-first', 'month-first']),
      v.description('What 01/02/2020 means where the column itself does not tell.'),
    ),
  ),
  decimal: v.optional(
    v.pipe(v.picklist(['comma', 'point']), v.description('What 1,234 means where the column itself does not tell.')),
  ),
  short: v.optional(
    v.pipe(
      v.picklist(['null']),
      v.description('Rows with too few cells are kept, the cells that lack are empty; left out when not said.'),
    ),
  ),
  quotes: v.optional(
    v.pipe(
      v.picklist(['plain']),
      v.description('Quotes are characters like others; they stand around cells when not said.'),
    ),
  ),
  wrong: v.optional(
    v.pipe(
      v.array(v.strictObject({ column: v.pipe(v.string(), v.minLength(1)), then: v.picklist(['null', 'drop']) })),
      v.maxLength(1000),
      v.description('Columns of numbers or times: values that are none become empty, or their rows are left out.'),
    ),
  ),
  types: v.optional(
    v.pipe(v.array(typeSchema), v.maxLength(1000), v.description('Columns that a person gives a type.')),
  ),
  columns: v.optional(
    v.pipe(
      v.array(name),
      v.minLength(1),
      v.maxLength(100_000),
      v.description('Columns that are read, in the order of the file; all when not said.'),
    ),
  ),
  sample: v.optional(v.pipe(sampleSchema, v.description('Which rows are read; all when not said.'))),
});

/** What is read of a table; all of it when nothing is said. */
export interface Take {
  /** In any order; the table has them in that of the file. */
  readonly columns?: readonly string[] | undefined;
  readonly sample?: Sample | undefined;
}

export type ReadAs = Omit<v.InferOutput<typeof readingSchema>, keyof Take> & Take;
