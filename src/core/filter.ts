import * as v from 'valibot';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(1000));
const value = v.union([v.string(), v.pipe(v.number(), v.finite()), v.boolean(), v.null()]);
const values = v.pipe(v.array(value), v.minLength(1), v.maxLength(1000));
const bound = v.union([v.pipe(v.number(), v.finite()), v.pipe(v.string(), v.isoTimestamp())]);

/**
 * A test of one property, which is a column of the file by its name. A missing value passes `not` and
 * `given: false` only, unless `null` is among the values of `is` or `not`.
 */
export const propertyTest = v.union([
  v.strictObject({ property: name, is: v.pipe(values, v.description('Any of these values; null: missing.')) }),
  v.strictObject({ property: name, not: v.pipe(values, v.description('None of these values.')) }),
  v.strictObject({
    property: name,
    contains: v.pipe(v.string(), v.minLength(1), v.description('Text within, upper and lower case alike.')),
  }),
  v.strictObject({
    property: name,
    from: v.optional(v.pipe(bound, v.description('Smallest number or earliest time, included.'))),
    to: v.optional(v.pipe(bound, v.description('Number or time above the largest, not included.'))),
  }),
  v.strictObject({ property: name, given: v.pipe(v.boolean(), v.description('Whether there is a value.')) }),
]);
export type PropertyTest = v.InferOutput<typeof propertyTest>;

/** Tests that all have to hold; none holds always. */
export const propertyTests = v.pipe(v.array(propertyTest), v.maxLength(20));

/** A column of the source, for filters and breakdowns. */
export interface Property {
  /** The column's own name. */
  readonly name: string;
  readonly type: 'text' | 'number' | 'time' | 'boolean';
}
