import * as v from 'valibot';
import type { Computation } from '../../core/analysis';
import { numberAt, numbers, type Frame } from '../../core/frame';
import { sfc32 } from '../../learn/random';
import type { Component } from '../../stats/mixture/gaussian';
import { kMeans } from '../../stats/mixture/kMeans';
import { fitMixture } from '../../stats/mixture/mixture';
import { drawIndices, sampleRows, totalWeight, type WeightedRows } from '../../stats/mixture/rows';
import { proposeNames } from './archetypes';
import { chooseGroups, type ChosenBy } from './choose';
import { numberFrame, rowFrame } from './frames';
import { componentsOf, placeByCentres, placeByMixture, type Placement } from './group';
import { componentOf, SEARCH_ROWS } from './search';
import { spaceOf, type Space } from './space';
import { segmentMethods, type SegmentMethod } from './spec';

const paramsSchema = v.strictObject({
  method: v.picklist(segmentMethods),
  k: v.nullable(v.number()),
  seed: v.number(),
  money: v.boolean(),
});

/** The number of groups that is chosen is fitted once more on up to so many kinds of buyers; all are placed. */
export const FIT_ROWS = 40_000;
/** Customers drawn as points. */
export const POINTS = 1500;
/** Purposes of chance beyond those of the search. */
const POINT_SAMPLE = 12;
const FIT_SAMPLE = 13;

/** What a row of the frame is; see {@link computeSegments}. */
export const WHAT = { kind: 0, model: 1, tried: 2 } as const;

/**
 * Groups buyers by a model that was found. The rows of `frame`, `what, kind, recency, frequency, monetary, customers`,
 * are of three sorts: kinds of buyers as they are called; models as `k, component, slot, value` in the middle four;
 * and numbers of groups that were tried, as `k, –, BIC, silhouette`. Answers
 * `kinds` (each kind's group, probability, runner-up), `groups` (the centres and covariances, best first),
 * `names` (the proposed name of each), `points` (a sample of customers) and `summary` (one row); all but the
 * last are empty where nothing was found.
 */
export const computeSegments: Computation = (all, given, report) => {
  const params = v.parse(paramsSchema, given);
  const frame = rowsOf(all, WHAT.kind);
  const space = spaceOf(frame, params.money);
  const chosen = chooseGroups(triedOf(rowsOf(all, WHAT.tried)), params.k);
  if (chosen === null) return nothing();
  const draw = (purpose: number) => sfc32(params.seed, purpose).uniform;
  const sample = sampleRows(space.data, FIT_ROWS, draw(FIT_SAMPLE));
  const start = componentsIn(rowsOf(all, WHAT.model), chosen.k, space.data.columns);
  const { placed, components } = settled(params.method, start, space, sample, report);
  const order = ranked(components, placed, params.money);
  const points = drawIndices(totalWeight(space.data), POINTS, draw(POINT_SAMPLE));
  return answer(frame, space, { placed, components, order, by: chosen.by, sample: totalWeight(sample) }, points);
};

/** The found groups, fitted on more kinds than the search saw where there are more, with everybody placed. */
function settled(
  method: SegmentMethod,
  start: readonly Component[],
  { data, floors }: Space,
  sample: WeightedRows,
  report: (done: number) => void,
): { readonly placed: Placement; readonly components: readonly Component[] } {
  const more = sample.rows > SEARCH_ROWS;
  const fitting = (done: number): void => report(done * 0.8);
  const placing = (done: number): void => report(0.8 + done * 0.2);
  if (method === 'kmeans') {
    const centres = Float64Array.from(start.flatMap(({ mean }) => [...mean]));
    const found = kMeans(sample, centres, { maxIterations: more ? 300 : 0, report: fitting });
    const placed = placeByCentres(data, found, placing);
    return { placed, components: componentsOf(data, { ...found, labels: placed.group }) };
  }
  const options = { floor: floors, tolerance: 1e-4, maxIterations: 200, report: fitting };
  const components = (more ? fitMixture(sample, { components: start }, options)?.components : null) ?? start;
  return { placed: placeByMixture(data, components, placing), components };
}

/** The rows of one sort. */
function rowsOf(all: Frame, sort: number): Frame {
  const what = numbers(all, 'what');
  const rows: number[] = [];
  what.forEach((w, row) => {
    if (w === sort) rows.push(row);
  });
  return numberFrame(
    Object.fromEntries(
      ['kind', 'recency', 'frequency', 'monetary', 'customers'].map((name) => {
        const values = numbers(all, name);
        return [name, rows.map((row) => values[row] ?? NaN)];
      }),
    ),
  );
}

function triedOf(frame: Frame): readonly { k: number; bic: number | null; silhouette: number | null }[] {
  return Array.from(numbers(frame, 'kind'), (k, row) => ({
    k,
    bic: numberAt(frame, 'frequency', row),
    silhouette: numberAt(frame, 'monetary', row),
  }));
}

function componentsIn(models: Frame, k: number, d: number): readonly Component[] {
  const slots = Array.from({ length: k }, (): number[] => []);
  const [of, component, slot, value] = ['kind', 'recency', 'frequency', 'monetary'].map((n) => numbers(models, n));
  of?.forEach((other, row) => {
    const mine = other === k ? slots[component?.[row] ?? -1] : undefined;
    if (mine !== undefined) mine[slot?.[row] ?? -1] = value?.[row] ?? NaN;
  });
  return slots.map((s) => componentOf(s, d));
}

function nothing(): Readonly<Record<string, Frame>> {
  const none = (names: readonly string[]): Frame => numberFrame(Object.fromEntries(names.map((n) => [n, []])));
  return {
    kinds: none(['kind', 'segment', 'probability', 'second', 'second_probability']),
    groups: none(['segment', 'weight', 'column', 'mean', 'log_mean', 'spread_0', 'spread_1', 'spread_2']),
    names: namesFrame([]),
    points: none(['recency', 'frequency', 'monetary', 'segment']),
    summary: rowFrame({ by: '', fitted: 0, k: null }),
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
  points: Int32Array,
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
    points: numberFrame({
      recency: column('recency'),
      frequency: column('frequency'),
      monetary: column('monetary'),
      segment: kindsOfPoints.map((i) => of(placed.group[i] ?? -1)),
    }),
    summary: rowFrame({ by, fitted: sample, k: components.length }),
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
