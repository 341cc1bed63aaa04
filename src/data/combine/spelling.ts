import { distance } from '../../core/nearest';
import type { ValueRows } from './facts';

/** A spelling that is proposed to become another one of the same column. */
export interface Respelling {
  readonly from: string;
  readonly to: string;
  /** Rows with `from`. */
  readonly rows: number;
  /** Rows with `to`, here or in the other table. */
  readonly like: number;
  /** What differs: only upper and lower case, blanks, ё and the like; or letters. */
  readonly differs: 'form' | 'letters';
}

/** Values of one column, and those of columns of the same name in other tables. */
export interface Spelled {
  readonly values: readonly ValueRows[];
  readonly elsewhere: readonly ValueRows[];
}

/** A misspelling is rarer than what is meant at least so many times. */
const RARER = 3;
/** Shorter words are too like one another by nature. */
const SHORTEST = 5;
/** From this length on two letters may differ. */
const LONG = 9;

/**
 * Finds values that are probably one value in two spellings. Those that are the same but for case, blanks, `_`, `-` or
 * ё/е always; those that differ in one letter (two from 9 letters on) where one is three times rarer, or where each
 * stands in another table and the one here is not known there. Values that differ in a digit are different values.
 * Every value is proposed to become one other at most; the result is ordered by rows, then by value.
 */
export function respellings({ values, elsewhere }: Spelled): readonly Respelling[] {
  const found: Respelling[] = [];
  const here = [...values].filter((v) => !v.value.includes('\0'));
  const target = new Set<string>();
  here.sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
  // From the most frequent on: what is frequent is right, and rare spellings find it.
  here.forEach((one, i) => {
    const earlier = here.slice(0, i).filter((o) => !found.some((f) => f.from === o.value));
    const same = earlier.find((o) => form(o.value) === form(one.value));
    const near =
      same ??
      closest(
        one,
        earlier.filter((o) => o.rows >= one.rows * RARER),
      );
    if (near === undefined) return;
    found.push({
      from: one.value,
      to: near.value,
      rows: one.rows,
      like: near.rows,
      differs: same ? 'form' : 'letters',
    });
    target.add(near.value);
  });
  const there = elsewhere.filter((e) => !here.some((h) => h.value === e.value) && !e.value.includes('\0'));
  for (const one of here) {
    // What is spelled alike in both tables, and what others here are to become, is right as it is.
    if (elsewhere.some((e) => e.value === one.value) || target.has(one.value)) continue;
    if (found.some((f) => f.from === one.value)) continue;
    const same = there.find((o) => form(o.value) === form(one.value));
    const near = same ?? closest(one, there);
    if (near === undefined || !better(near.value, one.value, [...here, ...elsewhere])) continue;
    found.push({
      from: one.value,
      to: near.value,
      rows: one.rows,
      like: near.rows,
      differs: same ? 'form' : 'letters',
    });
  }
  return found.sort((a, b) => b.rows - a.rows || (a.from < b.from ? -1 : 1));
}

/** A value without what writing it down may change: case, blanks and their like, ё, width of characters. */
export function form(value: string): string {
  return value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s_\-–—]+/gu, ' ')
    .trim();
}

/** The value that differs least, of equals the most frequent; undefined where none is near enough. */
function closest({ value }: ValueRows, others: readonly ValueRows[]): ValueRows | undefined {
  const word = form(value);
  let least = allowed(word) + 1;
  let best: ValueRows | undefined;
  for (const other of others) {
    const that = form(other.value);
    if (Math.abs(that.length - word.length) >= least || digits(that) !== digits(word)) continue;
    const d = distance(word, that);
    if (d < least && d <= allowed(that)) {
      least = d;
      best = other;
    }
  }
  return best;
}

function allowed(word: string): number {
  if (word.length < SHORTEST) return 0;
  return word.length < LONG ? 1 : 2;
}

const digits = (word: string): string => word.replace(/\D+/gu, ' ').trim();

/**
 * Which of two spellings is right, where both are as frequent: the one whose pairs of letters the other values have
 * as well. Of equals the earlier one by code points, so that one of the two is proposed and not both.
 */
function better(right: string, wrong: string, all: readonly ValueRows[]): boolean {
  const others = all.filter((o) => o.value !== right && o.value !== wrong).map((o) => form(o.value));
  const known = (value: string): number => {
    const all = pairs(form(value));
    return all.filter((pair) => others.some((o) => o.includes(pair))).length / Math.max(1, all.length);
  };
  const [a, b] = [known(right), known(wrong)];
  return a > b || (a === b && right < wrong);
}

const pairs = (word: string): readonly string[] =>
  Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2));
