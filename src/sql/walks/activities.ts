import type { DataInfo } from '../../core/analysis';
import type { ActivityLabel } from '../activity';
import { isIn, placesBeside, setsBeside, type Beside } from '../beside';
import { eventCode, type Log } from '../log';

/** Kinds of activity as a scan tells them: plain JSON. Bit i of a code says that its rows are of kind i. */
export interface ActivityBits {
  /** By code; of codes beyond, by whether they are purchases. */
  readonly bits: readonly number[];
  readonly others: readonly [number, number];
  /** Bits that hold only for rows of a set: the bit, and which of the sets beside. */
  readonly tested: readonly { readonly bit: number; readonly set: number }[];
}

/**
 * @param labels up to eight kinds
 * @param sets per kind, the place among the sets beside that its rows have to be in; null where it has no tests
 */
export function activityBits(
  labels: readonly ActivityLabel[],
  sets: readonly (number | null)[],
  { spine }: DataInfo,
): ActivityBits {
  const ids = new Map(spine.events.map((e) => [e.name, e.id]));
  const wanted = labels.map((label) => ('events' in label ? new Set(label.events.map((e) => ids.get(e))) : label.rows));
  const of = (event: number | null, purchase: boolean): number =>
    wanted.reduce<number>((mask, kind, i) => {
      const is = typeof kind === 'string' ? kind === 'all' || purchase : event !== null && kind.has(event);
      return is ? mask | (1 << i) : mask;
    }, 0);
  const most = Math.max(-1, ...spine.events.map((e) => e.id));
  const bits: number[] = [];
  for (let event = 0; event <= most; event++)
    for (const purchase of [false, true]) bits[eventCode(event, purchase)] = of(event, purchase);
  return {
    bits,
    others: [of(null, false), of(null, true)],
    tested: sets.flatMap((set, i) => (set === null ? [] : [{ bit: 1 << i, set }])),
  };
}

/** The kinds of a log's rows: of each row by its code in `codes`. */
export interface RowKinds {
  readonly codes: Int32Array;
  /** By code. */
  readonly bits: Uint8Array;
}

/** The kinds of each row of a log; where tests of other columns take bits away, codes are the kinds themselves. */
export function kindsOfRows({ codes, length, most }: Log, given: ActivityBits, beside: readonly Beside[]): RowKinds {
  const { others, tested } = given;
  const bits = Uint8Array.from({ length: most + 1 }, (_, code) => given.bits[code] ?? others[(code & 1) as 0 | 1]);
  if (tested.length === 0) return { codes, bits };
  const kinds = new Int32Array(length);
  for (let i = 0; i < length; i++) kinds[i] = bits[codes[i] ?? 0] ?? 0;
  const places = placesBeside(beside);
  const sets = setsBeside(beside);
  for (const { bit, set } of tested) {
    const those = sets[set] ?? new Uint32Array();
    for (let i = 0; i < length; i++) {
      const mask = kinds[i] ?? 0;
      if ((mask & bit) !== 0 && !isIn(those, places[i] ?? 0)) kinds[i] = mask & ~bit;
    }
  }
  return { codes: kinds, bits: Uint8Array.from({ length: 256 }, (_, kind) => kind) };
}
