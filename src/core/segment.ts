import * as v from 'valibot';
import { propertyTests, type PropertyTest } from './filter';

/** Customers by what a model says of them now. Scored anew wherever the rule is asked; see docs/decisions/0034. */
export interface ScoreRule {
  /** SHA-256 of the model's ONNX file, in hexadecimal digits: no other file serves. */
  readonly model: string;
  /** What a person calls it, to be told which file is missing. */
  readonly name: string;
  /** Who is asked about; see `tasks/scored/question.ts`, which checks it. */
  readonly task: Readonly<Record<string, unknown>>;
  /** Scores of at least this, and below `to`: probabilities, or numbers where the model predicts one. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** So many of the highest scores, those first who come first in the data where scores are equal. */
  readonly top?: number | undefined;
}

/**
 * Which customers a segment holds. `did`: customers with matching rows, `atLeast` (1) to `atMost` of them, in
 * `[from, to)`. `in`: customers of a list that an analysis answers, where its columns pass the tests; so a
 * step, a cell or an edge of any picture becomes a segment, by the parameters it was made with. `score`: customers
 * by their score.
 */
export type SegmentRule =
  | {
      readonly did: {
        /** Event names; every row when not said. */
        readonly events?: readonly string[] | undefined;
        readonly where?: readonly PropertyTest[] | undefined;
        readonly atLeast?: number | undefined;
        readonly atMost?: number | undefined;
        /** ISO timestamps. */
        readonly from?: string | undefined;
        readonly to?: string | undefined;
      };
    }
  | {
      readonly in: {
        readonly kind: string;
        readonly params: Readonly<Record<string, unknown>>;
        readonly list: string;
        readonly where: readonly PropertyTest[];
      };
    }
  | { readonly score: ScoreRule }
  | { readonly segment: string }
  | { readonly all: readonly SegmentRule[] }
  | { readonly any: readonly SegmentRule[] }
  | { readonly not: SegmentRule };

/** A group of customers with a name of its own, to filter, break down and compare by. */
export interface Segment {
  readonly name: string;
  readonly rule: SegmentRule;
}

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.pipe(v.string(), v.isoTimestamp());

const limit = v.optional(v.pipe(v.number(), v.finite()));
const score = v.pipe(
  v.strictObject({
    model: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'SHA-256 of the ONNX file in 64 hexadecimal digits')),
    name,
    task: v.record(v.string(), v.unknown()),
    from: limit,
    to: limit,
    top: v.optional(v.pipe(count, v.minValue(1))),
  }),
  // Said of one of them, for else the issue lies no deeper than those of the other forms of a rule.
  v.forward(
    v.check(
      ({ from, to, top }) => (top === undefined) === (from !== undefined || to !== undefined),
      'either "top", or "from" and "to"',
    ),
    ['from'],
  ),
);

export const segmentRule: v.GenericSchema<unknown, SegmentRule> = v.union([
  v.strictObject({
    did: v.strictObject({
      events: v.optional(v.pipe(v.array(name), v.minLength(1))),
      where: v.optional(propertyTests),
      atLeast: v.optional(count),
      atMost: v.optional(count),
      from: v.optional(time),
      to: v.optional(time),
    }),
  }),
  v.strictObject({
    in: v.strictObject({ kind: name, params: v.record(v.string(), v.unknown()), list: name, where: propertyTests }),
  }),
  v.strictObject({ score }),
  v.strictObject({ segment: name }),
  v.strictObject({ all: v.pipe(v.array(v.lazy(() => segmentRule)), v.minLength(1), v.maxLength(20)) }),
  v.strictObject({ any: v.pipe(v.array(v.lazy(() => segmentRule)), v.minLength(1), v.maxLength(20)) }),
  v.strictObject({ not: v.lazy(() => segmentRule) }),
]);

/** Parts of a rule, all the way down. */
function sizeOf(rule: SegmentRule): number {
  if ('not' in rule) return 1 + sizeOf(rule.not);
  const parts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : [];
  return 1 + parts.reduce((n, part) => n + sizeOf(part), 0);
}

const rule = v.pipe(
  segmentRule,
  v.check((r) => sizeOf(r) <= 100, 'at most 100 parts'),
  v.description('Who is in it.'),
);

export const segmentSchema = v.strictObject({ name, rule });

/** More segments than this are refused: each is a table, and a person names no more. */
export const MOST_SEGMENTS = 200;

/** What all analyses see: rows in `[from, to)` that pass the tests, of the customers of a segment. */
export const globalFilter = v.strictObject({
  from: v.optional(time),
  to: v.optional(time),
  where: v.optional(propertyTests),
  customers: v.optional(rule),
});
export type GlobalFilter = v.InferOutput<typeof globalFilter>;
