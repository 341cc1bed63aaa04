import * as v from 'valibot';
import type { Computation } from '../../core/analysis';
import { numbers, type Frame } from '../../core/frame';
import { sfc32 } from '../../learn/random';
import type { Component } from '../../stats/mixture/gaussian';
import { distinctRows, drawIndices, sampleRows, totalWeight } from '../../stats/mixture/rows';
import { searchKMeans, searchMixtures, type Chance, type SearchOptions } from '../../stats/mixture/search';
import { proposeNames } from './archetypes';
import { chooseGroups, type ChosenBy } from './choose';
import { numberFrame, rowFrame } from './frames';
import { componentsOf, placeByCentres, placeByMixture, type Placement } from './group';
import { spaceOf, type Space } from './space';
import { segmentMethods } from './spec';

const paramsSchema = v.strictObject({
  method: v.picklist(segmentMethods),
  k: v.nullable(v.number()),
  from: v.number(),
  to: v.number(),
  seed: v.number(),
  money: v.boolean(),
});

/** More kinds of customers than this are sampled for the fit; every customer is placed all the same. */
export const FIT_ROWS = 40_000;
/** Starts per number of groups. */
const STARTS = 4;
/** Customers drawn as points. */
export const POINTS = 1500;
/** Purposes of chance beyond those of the search. */
const FIT_SAMPLE = 11;
const POINT_SAMPLE = 12;

/** Why buyers cannot be grouped. */
export type NoGroups = 'no-customers' | 'all-alike' | 'too-few-kinds' | 'no-fit';

interface Found {
  readonly tried: readonly {
    readonly k: number;
    readonly bic: number | null;
    readonly silhouette: number | null;
    readonly logLikelihood: number | null;
    readonly inertia: number | null;
    readonly converged: boolean;
    readonly agreeing: number;
    readonly components: () => readonly Component[];
    readonly place: (space: Space, report: (done: number) => void) => Placement;
  }[];
}

/**
 * Groups buyers. `frame`: `kind, recency, frequency, monetary, customers`, one row per kind of buyer. Answers
 * `kinds` (each kind's group, probability, runner-up), `groups` (the centres and covariances, best first),
 * `names` (the proposed name of each), `tried` (one row per number of groups), `points` (a sample of customers) and `summary` (one row); all but the
 * last are empty where the summary's `because` says why.
 */
export const computeSegments: Computation = (frame, given, report) => {
  const params = v.parse(paramsSchema, given);
  const space = spaceOf(frame, params.money);
  const chance: Chance = (purpose, k, start) => sfc32(params.seed, purpose, k * 1000 + start).uniform;
  const sample = sampleRows(space.data, FIT_ROWS, chance(FIT_SAMPLE, 0, 0));
  const found = search(
    params,
    { ...space, data: sample },
    {
      from: params.from,
      to: params.to,
      starts: STARTS,
      chance,
      floor: space.floors,
      report: (done) => report(done * 0.9),
    },
  );
  const chosen = chooseGroups(found.tried, params.k);
  const model = found.tried.find((t) => t.k === chosen?.k);
  if (chosen === null || model === undefined) return nothing(frame, space, params.from);
  const components = model.components();
  const placed = model.place(space, (done) => report(0.9 + done * 0.08));
  const order = ranked(components, placed, params.money);
  return answer(frame, space, { placed, components, order, by: chosen.by, sample: totalWeight(sample) }, found, {
    points: drawIndices(totalWeight(space.data), POINTS, chance(POINT_SAMPLE, 0, 0)),
  });
};

function search(params: v.InferOutput<typeof paramsSchema>, { data }: Space, options: SearchOptions): Found {
  if (params.method === 'kmeans') {
    return {
      tried: searchKMeans(data, options).map(({ k, model, silhouette, agreeing }) => ({
        k,
        bic: null,
        silhouette,
        logLikelihood: null,
        inertia: model.inertia,
        converged: model.converged,
        agreeing,
        components: () => componentsOf(data, model),
        place: (space, report) => placeByCentres(space.data, model, report),
      })),
    };
  }
  return {
    tried: searchMixtures(data, options).map(({ k, model, silhouette, agreeing }) => ({
      k,
      bic: model.bic,
      silhouette,
      logLikelihood: model.logLikelihood,
      inertia: null,
      converged: model.converged,
      agreeing,
      components: () => model.components,
      place: (space, report) => placeByMixture(space.data, model.components, report),
    })),
  };
}

function nothing(frame: Frame, { data }: Space, from: number): Readonly<Record<string, Frame>> {
  const distinct = distinctRows(data, from);
  const because: NoGroups =
    data.rows === 0 ? 'no-customers' : distinct === 1 ? 'all-alike' : distinct < from ? 'too-few-kinds' : 'no-fit';
  const none = (names: readonly string[]): Frame => numberFrame(Object.fromEntries(names.map((n) => [n, []])));
  return {
    kinds: none(['kind', 'segment', 'probability', 'second', 'second_probability']),
    groups: none(['segment', 'weight', 'column', 'mean', 'log_mean', 'spread_0', 'spread_1', 'spread_2']),
    tried: none(['k', 'bic', 'silhouette', 'log_likelihood', 'inertia', 'converged', 'agreeing']),
    names: namesFrame([]),
    points: none(['recency', 'frequency', 'monetary', 'segment']),
    summary: rowFrame({
      because,
      by: '',
      customers: totalWeight(data),
      fitted: 0,
      kinds: frame.length,
      k: null,
      starts: STARTS,
    }),
  };
}

/** Groups that hold somebody, best first: those who buy lately, often and for much. */
function ranked(components: readonly Component[], { group }: Placement, money: boolean): readonly number[] {
  const held = new Set(group);
  const worth = ({ mean }: Component): number => (mean[1] ?? 0) - (mean[0] ?? 0) + (money ? (mean[2] ?? 0) : 0);
  return components
    .map((component, at) => ({ at, worth: worth(component) }))
    .filter(({ at }) => held.has(at))
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .map(({ at }) => at);
}

interface Chosen {
  readonly placed: Placement;
  readonly components: readonly Component[];
  readonly order: readonly number[];
  readonly by: ChosenBy;
  readonly sample: number;
}

function answer(
  frame: Frame,
  { data, means, scales }: Space,
  { placed, components, order, by, sample }: Chosen,
  { tried }: Found,
  { points }: { readonly points: Int32Array },
): Readonly<Record<string, Frame>> {
  const rank = new Map(order.map((at, i) => [at, i]));
  const of = (group: number): number => rank.get(group) ?? NaN;
  const d = data.columns;
  const rows = order.flatMap((at, segment) =>
    Array.from({ length: d }, (_, column) => {
      const { weight, mean, covariance } = components[at] ?? { weight: NaN, mean: [], covariance: [] };
      const spread = (other: number): number =>
        other < d ? (covariance[column * d + other] ?? NaN) * (scales[column] ?? 1) * (scales[other] ?? 1) : NaN;
      const centre = mean[column] ?? NaN;
      return {
        segment,
        weight,
        column,
        mean: centre,
        log_mean: (means[column] ?? 0) + centre * (scales[column] ?? 1),
        spread_0: spread(0),
        spread_1: spread(1),
        spread_2: spread(2),
      };
    }),
  );
  const names = proposeNames(
    order.map((at) => {
      const { mean } = components[at] ?? { mean: [] };
      return { recency: mean[0] ?? 0, frequency: mean[1] ?? 0, monetary: d > 2 ? (mean[2] ?? 0) : null };
    }),
  );
  const kindsOfPoints = kindsAt(points, data.weights);
  const column = (name: string): number[] => {
    const values = numbers(frame, name);
    return kindsOfPoints.map((i) => values[i] ?? NaN);
  };
  return {
    kinds: numberFrame({
      kind: numbers(frame, 'kind'),
      segment: placed.group.length === 0 ? [] : Array.from(placed.group, of),
      probability: placed.probability,
      second: Array.from(placed.runnerUp, of),
      second_probability: placed.runnerUpProbability,
    }),
    groups: numberFrame({
      segment: rows.map((r) => r.segment),
      weight: rows.map((r) => r.weight),
      column: rows.map((r) => r.column),
      mean: rows.map((r) => r.mean),
      log_mean: rows.map((r) => r.log_mean),
      spread_0: rows.map((r) => r.spread_0),
      spread_1: rows.map((r) => r.spread_1),
      spread_2: rows.map((r) => r.spread_2),
    }),
    names: namesFrame(names),
    tried: numberFrame({
      k: tried.map((t) => t.k),
      bic: tried.map((t) => t.bic),
      silhouette: tried.map((t) => t.silhouette),
      log_likelihood: tried.map((t) => t.logLikelihood),
      inertia: tried.map((t) => t.inertia),
      converged: tried.map((t) => Number(t.converged)),
      agreeing: tried.map((t) => t.agreeing),
    }),
    points: numberFrame({
      recency: column('recency'),
      frequency: column('frequency'),
      monetary: column('monetary'),
      segment: kindsOfPoints.map((i) => of(placed.group[i] ?? -1)),
    }),
    summary: rowFrame({
      because: '',
      by,
      customers: totalWeight(data),
      fitted: sample,
      kinds: frame.length,
      k: components.length,
      starts: STARTS,
    }),
  };
}

function namesFrame(names: readonly string[]): Frame {
  return {
    length: names.length,
    columns: [
      { name: 'segment', type: 'number', values: Float64Array.from(names, (_, i) => i) },
      { name: 'key', type: 'text', values: names },
    ],
  };
}

/** The row that each customer drawn stands in: customers are numbered through, row after row. */
function kindsAt(customers: Int32Array, weights: Float64Array): number[] {
  const rows: number[] = [];
  let row = 0;
  let upto = weights[0] ?? 0;
  for (const customer of customers) {
    while (customer >= upto && row < weights.length - 1) upto += weights[++row] ?? 0;
    rows.push(row);
  }
  return rows;
}
