import { kMeans, plusPlus, type KMeans } from './kMeans';
import { fitMixture, labelStart, responsibilities, type Mixture } from './mixture';
import { distinctRows, sampleRows, type Report, type Uniform, type WeightedRows } from './rows';
import { silhouette } from './silhouette';

/** Seeded chance for one purpose: the same numbers give the same draws. */
export type Chance = (purpose: number, k: number, start: number) => Uniform;

export interface SearchOptions {
  /** Numbers of groups to try, both ends inclusive, 2 or more. */
  readonly from: number;
  readonly to: number;
  /** Starts per number of groups. */
  readonly starts: number;
  readonly chance: Chance;
  /** As in `MixtureOptions`. */
  readonly floor?: number | readonly number[];
  /** The starts are searched on at most so many rows; the best of each k goes on with all. */
  readonly roughRows?: number;
  /** Rows the silhouette is taken of. */
  readonly silhouetteRows?: number;
  readonly report?: Report;
}

/** One number of groups that was tried. */
export interface Tried<M> {
  readonly k: number;
  readonly model: M;
  /** Of a sample; null where fewer than two groups have rows. */
  readonly silhouette: number | null;
  /** Starts that ended within 0.1 % of the best. */
  readonly agreeing: number;
}

/** Purposes of chance. */
const ROUGH = 1;
const STARTS = 2;
const SILHOUETTE = 3;

/** The numbers of groups that can be told apart: never more than there are distinct rows. */
function counts(data: WeightedRows, { from, to }: SearchOptions): readonly number[] {
  const distinct = distinctRows(data, to);
  return Array.from({ length: Math.max(0, Math.min(to, distinct) - from + 1) }, (_, i) => from + i);
}

/**
 * Gaussian mixtures for every number of groups in the range, each the best of several starts: k-means++, Lloyd,
 * then EM. The starts run on a sample, the best of them goes on with all rows. Deterministic.
 * @returns none where the rows differ too little for any number of the range
 */
export function searchMixtures(data: WeightedRows, options: SearchOptions): readonly Tried<Mixture>[] {
  const { starts, chance, floor = 1e-6, roughRows = 2000, silhouetteRows = 1500, report = () => undefined } = options;
  const ks = counts(data, options);
  const rough = sampleRows(data, roughRows, chance(ROUGH, 0, 0));
  const judged = sampleRows(data, silhouetteRows, chance(SILHOUETTE, 0, 0));
  return ks.flatMap((k, at) => {
    const inner = (from: number, to: number) => (done: number) => report((at + from + (to - from) * done) / ks.length);
    const found = Array.from({ length: starts }, (_, start) => {
      inner(0, 0.5)(start / starts);
      const { labels } = kMeans(rough, plusPlus(rough, k, chance(STARTS, k, start)));
      return fitMixture(rough, labelStart(labels, k), { floor, report: () => inner(0, 0.5)(start / starts) });
    }).filter((m) => m !== null);
    const best = found.reduce<Mixture | null>(
      (b, m) => (b === null || m.logLikelihood > b.logLikelihood ? m : b),
      null,
    );
    if (best === null) return [];
    const near = Math.abs(best.logLikelihood) * 1e-3;
    const model = fitMixture(
      data,
      { components: best.components },
      { floor, tolerance: 1e-4, maxIterations: 200, report: inner(0.5, 0.9) },
    );
    if (model === null) return [];
    const shares = responsibilities(judged, model.components);
    return [
      {
        k,
        model,
        silhouette: shares === null ? null : silhouette(judged, largest(shares, k), inner(0.9, 1)),
        agreeing: found.filter((m) => m.logLikelihood >= best.logLikelihood - near).length,
      },
    ];
  });
}

/** The same with k-means: of several k-means++ starts the one with the least inertia. */
export function searchKMeans(data: WeightedRows, options: SearchOptions): readonly Tried<KMeans>[] {
  const { starts, chance, roughRows = 2000, silhouetteRows = 1500, report = () => undefined } = options;
  const ks = counts(data, options);
  const rough = sampleRows(data, roughRows, chance(ROUGH, 0, 0));
  const judged = sampleRows(data, silhouetteRows, chance(SILHOUETTE, 0, 0));
  return ks.map((k, at) => {
    const inner = (from: number, to: number) => (done: number) => report((at + from + (to - from) * done) / ks.length);
    const found = Array.from({ length: starts }, (_, start) =>
      kMeans(rough, plusPlus(rough, k, chance(STARTS, k, start)), { report: () => inner(0, 0.5)(start / starts) }),
    );
    const best = found.reduce((b, m) => (m.inertia < b.inertia ? m : b));
    const model = kMeans(data, best.centres, { report: inner(0.5, 0.9) });
    return {
      k,
      model,
      silhouette: silhouette(judged, kMeans(judged, model.centres, { maxIterations: 0 }).labels, inner(0.9, 1)),
      agreeing: found.filter((m) => m.inertia <= best.inertia * 1.001).length,
    };
  });
}

/** The component with the largest responsibility per row; the first of equals. */
export function largest(shares: Float64Array, k: number): Int32Array {
  const labels = new Int32Array(shares.length / k);
  for (let i = 0; i < labels.length; i++) {
    let best = 0;
    for (let c = 1; c < k; c++) if ((shares[i * k + c] ?? 0) > (shares[i * k + best] ?? 0)) best = c;
    labels[i] = best;
  }
  return labels;
}
