import { sfc32 } from '../../../learn/random';

/** Places 0 … n − 1 dealt to two halves by a seed; each stays rising. */
export function halves(n: number, seed: number): readonly [Int32Array, Int32Array] {
  const random = sfc32(seed);
  const side = Uint8Array.from({ length: n }, () => (random.uniform() < 0.5 ? 0 : 1));
  const of = (which: number): Int32Array => Int32Array.from(side.keys()).filter((i) => side[i] === which);
  return [of(0), of(1)];
}
