import type { Spec } from '../pipeline/spec';
import { sfc32 } from '../random';
import type { FoldSpec } from './folds';
import { isLoss, type Metric } from './metric';
import { randomPlace, valueAt, type Places, type Space, type Values } from './space';
import { tpe } from './tpe';

/** A search, as plain JSON. */
export interface Search {
  readonly spec: Spec;
  readonly space: Space;
  readonly folds: FoldSpec;
  readonly metric: Metric;
  /** Whole number: same search, data and answers, same suggestions. */
  readonly seed: number;
  /** Different settings that are tried. */
  readonly settings: number;
  /** The first so many of them are random, the others by TPE. */
  readonly random: number;
  /** Shares of the training rows, rising, the last 1: every setting starts on the first … */
  readonly rungs: readonly number[];
  /** … and the best 1 ÷ `keep` of those judged on a rung go on to the next. */
  readonly keep: number;
}

/** 30 settings, 12 of them random; the best third goes on, from a ninth of the rows to a third to all. */
export const USUAL_SEARCH = { settings: 30, random: 12, rungs: [1 / 9, 1 / 3, 1], keep: 3 } as const;

/** What is to be evaluated next. */
export interface Suggestion {
  /** Of the setting: 0, 1, 2 … */
  readonly setting: number;
  /** Index into `rungs`. */
  readonly rung: number;
  readonly places: Places;
  readonly values: Values;
}

/** A suggestion that was evaluated. */
export interface Trial extends Suggestion {
  /** The metric on each fold; empty where the fit failed. */
  readonly scores: readonly number[];
  /** Mean over the folds and standard deviation (divisor n − 1); null where it failed or cannot be measured. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly seconds: number;
  /** Why it failed, in English; null where it did not. */
  readonly failed: string | null;
}

/**
 * What to evaluate next: a setting that is among the best of its rung goes on (highest rung first), else a
 * new one starts; null when nothing is left, or all that is left waits for trials under way. A pure
 * function of what is known, so that a search can be stopped, kept and continued, and several workers can
 * take suggestions: asynchronous successive halving (Li et al. 2020, "A system for massively parallel
 * hyperparameter tuning") with TPE.
 * @param history in the order in which trials ended
 * @param running suggestions that are under way
 */
export function suggest(
  search: Search,
  history: readonly Trial[],
  running: readonly Suggestion[] = [],
): Suggestion | null {
  const less = isLoss(search.metric);
  const better = (t: Trial): number => (t.mean === null ? -Infinity : less ? -t.mean : t.mean);
  for (let rung = search.rungs.length - 2; rung >= 0; rung--) {
    const judged = history
      .filter((t) => t.rung === rung)
      .toSorted((a, b) => better(b) - better(a) || a.setting - b.setting);
    const gone = new Set([...history, ...running].filter((t) => t.rung === rung + 1).map((t) => t.setting));
    const next = judged
      .slice(0, Math.floor(judged.length / search.keep))
      .find((t) => t.mean !== null && !gone.has(t.setting));
    if (next !== undefined) {
      const { setting, places, values } = next;
      return { setting, rung: rung + 1, places, values };
    }
  }
  const setting = [...history, ...running].reduce((n, t) => Math.max(n, t.setting + 1), 0);
  if (setting >= search.settings) return lastResort(search, history, running, better);
  const random = sfc32(search.seed, 0x73656172, setting);
  const known = setting < search.random ? [] : observations(search, history, better);
  const places =
    known.length === 0
      ? search.space.map((p) => randomPlace(p, random))
      : tpe(
          search.space,
          known,
          running.map((r) => r.places),
          random,
        );
  return { setting, rung: 0, places, values: search.space.map((p, j) => valueAt(p, places[j] ?? 0)) };
}

/** Trials of the highest rung that has at least as many as parameters + 2, and half of the random ones. */
function observations(search: Search, history: readonly Trial[], better: (t: Trial) => number) {
  const least = Math.max(search.space.length + 2, Math.ceil(search.random / 2));
  for (let rung = search.rungs.length - 1; rung >= 0; rung--) {
    const on = history.filter((t) => t.rung === rung);
    if (on.length >= least || rung === 0) return on.map((t) => ({ places: t.places, score: better(t) }));
  }
  return [];
}

/** With few settings nobody may have come to the last rung: then the best one goes up, rung after rung. */
function lastResort(
  search: Search,
  history: readonly Trial[],
  running: readonly Suggestion[],
  better: (t: Trial) => number,
): Suggestion | null {
  const top = Math.max(...history.filter((t) => t.mean !== null).map((t) => t.rung));
  if (running.length > 0 || top === search.rungs.length - 1) return null;
  const [best] = history
    .filter((t) => t.rung === top && t.mean !== null)
    .toSorted((a, b) => better(b) - better(a) || a.setting - b.setting);
  if (best === undefined || history.some((t) => t.setting === best.setting && t.rung === top + 1)) return null;
  return { setting: best.setting, rung: top + 1, places: best.places, values: best.values };
}

/** The best trial so far: of the highest rung that was reached, by mean; ties: the earlier setting. */
export function bestTrial(metric: Metric, history: readonly Trial[]): Trial | null {
  const sure = history.filter((t) => t.mean !== null);
  const top = Math.max(...sure.map((t) => t.rung));
  const sign = isLoss(metric) ? -1 : 1;
  return (
    sure
      .filter((t) => t.rung === top)
      .toSorted((a, b) => sign * ((b.mean ?? 0) - (a.mean ?? 0)) || a.setting - b.setting)[0] ?? null
  );
}
