import * as v from 'valibot';
import type { Computation } from '../../core/analysis';
import { sfc32 } from '../../learn/random';
import type { Component } from '../../stats/mixture/gaussian';
import { distinctRows, sampleRows, totalWeight, type WeightedRows } from '../../stats/mixture/rows';
import { searchKMeans, searchMixtures, type Chance, type SearchOptions } from '../../stats/mixture/search';
import { numberFrame, rowFrame } from './frames';
import { spaceOf } from './space';
import { segmentMethods, type SegmentMethod } from './spec';

const paramsSchema = v.strictObject({
  method: v.picklist(segmentMethods),
  from: v.number(),
  to: v.number(),
  seed: v.number(),
  money: v.boolean(),
});

/** More kinds of buyers than this are sampled while numbers of groups are compared; the one that is chosen sees more. */
export const SEARCH_ROWS = 10_000;
/** Starts per number of groups. */
const STARTS = 4;
/** A purpose of chance beyond those of the search. */
const SAMPLE = 11;

/** Why buyers cannot be grouped. */
export type NoGroups = 'no-customers' | 'all-alike' | 'too-few-kinds' | 'no-fit';

interface Tried {
  readonly k: number;
  readonly bic: number | null;
  readonly silhouette: number | null;
  readonly logLikelihood: number | null;
  readonly inertia: number | null;
  readonly converged: boolean;
  readonly agreeing: number;
  /** Of k-means the centres only. */
  readonly components: readonly Component[];
}

/**
 * Tries every number of groups. `frame`: `kind, recency, frequency, monetary, customers`, one row per kind of buyer.
 * Answers `tried` (one row per number of groups), `models` (long: `k, component, slot, value`; see {@link slotsOf})
 * and `summary` (one row); the first two are empty where the summary's `because` says why. Nothing of it depends on
 * the number of groups that is chosen afterwards, so that choosing another costs no search.
 */
export const searchSegments: Computation = (frame, given, report) => {
  const params = v.parse(paramsSchema, given);
  const { data, floors } = spaceOf(frame, params.money);
  const chance: Chance = (purpose, k, start) => sfc32(params.seed, purpose, k * 1000 + start).uniform;
  const sample = sampleRows(data, SEARCH_ROWS, chance(SAMPLE, 0, 0));
  const { from, to } = params;
  const tried = search(params.method, sample, { from, to, starts: STARTS, chance, floor: floors, report });
  const slots = tried.flatMap(({ k, components }) =>
    components.flatMap((c, component) => slotsOf(c).map((value, slot) => ({ k, component, slot, value }))),
  );
  return {
    tried: numberFrame({
      k: tried.map((t) => t.k),
      bic: tried.map((t) => t.bic),
      silhouette: tried.map((t) => t.silhouette),
      log_likelihood: tried.map((t) => t.logLikelihood),
      inertia: tried.map((t) => t.inertia),
      converged: tried.map((t) => Number(t.converged)),
      agreeing: tried.map((t) => t.agreeing),
    }),
    models: numberFrame({
      k: slots.map((s) => s.k),
      component: slots.map((s) => s.component),
      slot: slots.map((s) => s.slot),
      value: slots.map((s) => s.value),
    }),
    summary: rowFrame({
      because: tried.length > 0 ? '' : whyNone(data, from),
      customers: totalWeight(data),
      searched: totalWeight(sample),
      starts: STARTS,
    }),
  };
};

function search(method: SegmentMethod, data: WeightedRows, options: SearchOptions): readonly Tried[] {
  if (method === 'kmeans') {
    return searchKMeans(data, options).map(({ k, model, silhouette, agreeing }) => ({
      k,
      bic: null,
      silhouette,
      logLikelihood: null,
      inertia: model.inertia,
      converged: model.converged,
      agreeing,
      components: Array.from({ length: k }, (_, c) => ({
        weight: 1 / k,
        mean: model.centres.slice(c * data.columns, (c + 1) * data.columns),
        covariance: new Float64Array(data.columns ** 2),
      })),
    }));
  }
  return searchMixtures(data, options).map(({ k, model, silhouette, agreeing }) => ({
    k,
    bic: model.bic,
    silhouette,
    logLikelihood: model.logLikelihood,
    inertia: null,
    converged: model.converged,
    agreeing,
    components: model.components,
  }));
}

function whyNone(data: WeightedRows, from: number): NoGroups {
  const distinct = distinctRows(data, from);
  if (data.rows === 0) return 'no-customers';
  return distinct === 1 ? 'all-alike' : distinct < from ? 'too-few-kinds' : 'no-fit';
}

/** A component as a list of numbers: its weight, its mean, its covariance row after row. */
export const slotsOf = ({ weight, mean, covariance }: Component): readonly number[] => [weight, ...mean, ...covariance];

/** A component from {@link slotsOf}, in d columns. */
export const componentOf = (slots: readonly number[], d: number): Component => ({
  weight: slots[0] ?? NaN,
  mean: Float64Array.from(slots.slice(1, 1 + d)),
  covariance: Float64Array.from(slots.slice(1 + d)),
});
