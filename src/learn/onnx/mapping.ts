import type { Role } from '../../core/roles';
import { likeness } from './likeness';
import type { ModelDescription } from './describe';
import type { ValueType } from './types';

/** A column that a model may be given. */
export interface OfferedColumn {
  readonly name: string;
  readonly kind: 'number' | 'category';
  /** What the column means, where it is known. */
  readonly role?: Role;
  /** What else models call it: a feature that is made here has a name of our own, `recency` is one of others'. */
  readonly aliases?: readonly string[];
}

/** One place of a model that wants a column, and the proposal for it. */
export interface MappedSlot {
  readonly input: string;
  /** Place in the input's table, from 0. */
  readonly index: number;
  /** What the model calls it; null where it does not say. */
  readonly name: string | null;
  readonly type: ValueType;
  /** Name of the proposed column, or null. */
  readonly column: string | null;
  /** In [0, 1]; under 0.5 nothing is proposed. */
  readonly confidence: number;
  readonly reason: 'same name' | 'similar name' | 'same meaning' | 'position' | 'none';
}

/** How a model's inputs are filled. Complete when every slot has a column and no width is left open. */
export interface Mapping {
  readonly slots: readonly MappedSlot[];
  readonly complete: boolean;
}

/**
 * Proposes a column for each place of a model: the best pairs by name and meaning first, each column once.
 * A model without names takes the columns of its kind in their order, when there are as many.
 */
export function proposeMapping(description: ModelDescription, columns: readonly OfferedColumn[]): Mapping {
  const places = description.inputs.flatMap(({ name: input, type, names }) =>
    names.map((name, index) => ({ input, index, name, type })),
  );
  const open = description.inputs.some((i) => i.columns === null);
  const chosen = pairByName(places, columns);
  const slots = places.map((place, i): MappedSlot => {
    const pair = chosen.get(i);
    if (pair === undefined) return { ...place, column: null, confidence: 0, reason: 'none' };
    return { ...place, column: pair.column.name, confidence: pair.confidence, reason: pair.reason };
  });
  const filled = places.every((p) => p.name === null) ? byPosition(slots, columns) : slots;
  return { slots: filled, complete: !open && filled.every((s) => s.column !== null) };
}

interface Place {
  readonly name: string | null;
  readonly type: ValueType;
}
interface Pair {
  readonly place: number;
  readonly column: OfferedColumn;
  readonly confidence: number;
  readonly reason: MappedSlot['reason'];
}

function pairByName(places: readonly Place[], columns: readonly OfferedColumn[]): ReadonlyMap<number, Pair> {
  const pairs: Pair[] = [];
  places.forEach(({ name, type }, place) => {
    if (name === null) return;
    for (const column of columns) {
      const { score, reason } = likeness(name, column);
      // A column of the other kind may be meant (a code written as a number), but rather not.
      const confidence = fits(column, type) ? score : score * 0.7;
      if (confidence >= 0.5) pairs.push({ place, column, confidence, reason });
    }
  });
  // Sorting is stable: among equals the model's order, then the table's, decides.
  pairs.sort((a, b) => b.confidence - a.confidence);
  const chosen = new Map<number, Pair>();
  const used = new Set<OfferedColumn>();
  for (const pair of pairs) {
    if (chosen.has(pair.place) || used.has(pair.column)) continue;
    chosen.set(pair.place, pair);
    used.add(pair.column);
  }
  return chosen;
}

function fits(column: OfferedColumn, type: ValueType): boolean {
  return (type === 'string') === (column.kind === 'category');
}

function byPosition(slots: readonly MappedSlot[], columns: readonly OfferedColumn[]): readonly MappedSlot[] {
  // Who a row is of and when it was are not what a model without names takes.
  const free = columns.filter((c) => c.role !== 'customer' && c.role !== 'time' && c.role !== 'order');
  const fitting = free.filter((c) => slots.every((s) => fits(c, s.type)));
  if (slots.length === 0 || fitting.length !== slots.length) return slots;
  return slots.map((slot, i) => {
    const column = fitting[i]?.name ?? null;
    return column === null ? slot : { ...slot, column, confidence: 0.5, reason: 'position' };
  });
}
