import { bin, quantileSorted } from 'd3';
import type { Frame } from '../../core/frame';
import type { OwnScores } from '../../state/own-model';

/** Values from `from` (inclusive) to `to` (exclusive; the last one inclusive). */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** What a model of any maker said of a table, in figures. */
export type OwnFigures =
  | {
      readonly is: 'number';
      readonly rows: number;
      /** Rows that it answered with no number. */
      readonly missing: number;
      /** Quartiles of the others; null when there are none. */
      readonly quartiles: readonly [number, number, number] | null;
      readonly bins: readonly Bin[];
    }
  | {
      readonly is: 'classes';
      readonly rows: number;
      /** Rows whose probabilities are no numbers: the label that comes with them means nothing, and is left out. */
      readonly missing: number;
      /** By falling number of rows. */
      readonly classes: readonly { readonly name: string; readonly rows: number }[];
      /** The class whose probability `bins` counts: the last of two; null for more, or without probabilities. */
      readonly of: string | null;
      readonly bins: readonly Bin[];
      /** Its scores are no probabilities. */
      readonly margins: boolean;
    };

/** Figures, and a row per row: `key`, `prediction` (a class or a number) and, where there is one, `score`. */
export function summarise({ keys, predictions }: OwnScores): { readonly figures: OwnFigures; readonly frame: Frame } {
  const key = { name: 'key', type: 'number', values: keys } as const;
  const [first] = predictions;
  if (first === undefined || first.is === 'number') {
    const values = Float64Array.from(predictions.flatMap((p) => (p.is === 'number' ? [...p.values] : [])));
    const sorted = values.filter((v) => Number.isFinite(v)).sort();
    const list = Array.from(sorted);
    const quartile = (p: number): number => quantileSorted(list, p) ?? NaN;
    return {
      figures: {
        is: 'number',
        rows: keys.length,
        missing: keys.length - sorted.length,
        quartiles: sorted.length === 0 ? null : [quartile(0.25), quartile(0.5), quartile(0.75)],
        bins: binned(sorted),
      },
      frame: { length: keys.length, columns: [key, { name: 'prediction', type: 'number', values }] },
    };
  }
  const names: (string | null)[] = [];
  const scores: number[] = [];
  const last: number[] = [];
  const binary = predictions.every((p) => p.is === 'classes' && p.probabilities !== null && p.classes.length === 2);
  let margins = false;
  let scored = true;
  for (const p of predictions) {
    if (p.is !== 'classes') continue;
    const { classes, labels, probabilities } = p;
    const width = classes.length;
    margins ||= probabilities !== null && !p.areProbabilities;
    scored &&= probabilities !== null;
    const rows = labels?.length ?? (probabilities?.length ?? 0) / Math.max(1, width);
    for (let i = 0; i < rows; i++) {
      const of = (k: number): number => probabilities?.[i * width + k] ?? NaN;
      const chosen = labels?.[i] ?? classes.reduce((best, _, k) => (of(k) > of(best) ? k : best), 0);
      const answered = probabilities === null || classes.some((_, k) => !Number.isNaN(of(k)));
      names.push(answered ? (classes[chosen] ?? '') : null);
      scores.push(binary ? of(1) : of(chosen));
      if (binary) last.push(of(1));
    }
  }
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const classes = [...counts].map(([name, rows]) => ({ name, rows }));
  classes.sort((a, b) => b.rows - a.rows || (a.name < b.name ? -1 : 1));
  const of = binary && first.is === 'classes' ? (first.classes[1] ?? null) : null;
  const sorted = Float64Array.from(last.filter((v) => Number.isFinite(v))).sort();
  return {
    figures: {
      is: 'classes',
      rows: keys.length,
      missing: names.filter((name) => name === null).length,
      classes,
      of,
      bins: of === null ? [] : binned(sorted, margins ? null : [0, 1]),
      margins,
    },
    frame: {
      length: keys.length,
      columns: [
        key,
        { name: 'prediction', type: 'text', values: names },
        ...(scored ? [{ name: 'score', type: 'number', values: Float64Array.from(scores) } as const] : []),
      ],
    },
  };
}

/** About twenty bins with round edges. @param sorted finite, rising */
function binned(sorted: Float64Array, domain: readonly [number, number] | null = null): readonly Bin[] {
  const [low, high] = domain ?? [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  return bin()
    .domain([low, high])
    .thresholds(20)(sorted)
    .map((b) => ({ from: b.x0 ?? low, to: b.x1 ?? high, rows: b.length }));
}
