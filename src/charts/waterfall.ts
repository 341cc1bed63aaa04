/** One step of a waterfall, in the units of what is summed. */
export interface WaterfallStep<T> {
  readonly of: T;
  /** What it adds; below 0 it takes away. */
  readonly by: number;
  /** The sum before and after it. */
  readonly from: number;
  readonly to: number;
}

/**
 * The parts of a sum as steps from where it starts: the `most` largest by size first, all smaller ones together as
 * the last step (`rest`, left out where there are none or they add nothing).
 */
export function waterfall<T>(
  start: number,
  parts: readonly { readonly of: T; readonly by: number }[],
  rest: T,
  most: number,
): readonly WaterfallStep<T>[] {
  const order = parts
    .map((part, i) => ({ part, i }))
    .filter(({ part }) => part.by !== 0)
    .sort((a, b) => Math.abs(b.part.by) - Math.abs(a.part.by) || a.i - b.i)
    .map(({ part }) => part);
  const shown = order.length <= most + 1 ? order : order.slice(0, most);
  const others = order.slice(shown.length).reduce((sum, part) => sum + part.by, 0);
  const all = order.length > shown.length ? [...shown, { of: rest, by: others }] : shown;
  let sum = start;
  return all.map(({ of, by }) => {
    const from = sum;
    sum += by;
    return { of, by, from, to: sum };
  });
}
