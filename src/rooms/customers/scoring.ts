import type { RfmParams } from '../../analyses/rfm/spec';

/** The scores of SEMANTICS §6: what stands where nothing is chosen. */
export const usualScores: RfmParams = {
  bins: 5,
  recencyUnit: 'day',
  cuts: {},
  weights: { recency: 1, frequency: 1, monetary: 1 },
};

/** A weight as typed, in either decimal notation; null where it is none. */
export function readWeight(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 && value <= 1000 ? value : null;
}

/**
 * Cut points as typed: numbers set apart by spaces or semicolons, in either decimal notation. Undefined for an
 * empty text (no own ones), null where they are not `count` rising numbers.
 */
export function readCuts(text: string, count: number): number[] | undefined | null {
  const words = text.split(/[\s;]+/).filter((word) => word !== '');
  if (words.length === 0) return undefined;
  const numbers = words.map((word) => Number(word.replace(/,$/, '').replace(',', '.').replace('−', '-')));
  const rise = numbers.every((n, i) => Number.isFinite(n) && (i === 0 || n > (numbers[i - 1] ?? n)));
  return rise && numbers.length === count ? numbers : null;
}
