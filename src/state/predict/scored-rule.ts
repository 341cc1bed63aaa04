import type { ScoreRule } from '../../core/segment';
import type { LogQuestion } from '../../tasks/spec';

/** Which of the scored customers: those from a score on, and below another, or so many of the highest. */
export type Picked = { readonly from: number | null; readonly to: number | null } | { readonly top: number };

/** How far two sessions of one model may answer apart: probabilities come out as float32 numbers. */
const APART = 4e-6;

/**
 * A limit that keeps apart what the given one does, and lies far from every score: the limit itself where it does, else
 * the shortest number between the scores beside it. So a customer on the edge is on the same side everywhere.
 * @param scores of all customers, as this tab answers them
 */
export function clearOf(scores: Float64Array, limit: number): number {
  let below = -Infinity;
  let above = Infinity;
  for (const score of scores) {
    if (score < limit) below = Math.max(below, score);
    else above = Math.min(above, score);
  }
  const margin = APART * Math.max(1, Math.abs(limit));
  if (limit - below > margin && above - limit > margin) return limit;
  const low = Number.isFinite(below) ? below : above - 4 * margin;
  const high = Number.isFinite(above) ? above : below + 4 * margin;
  const middle = (low + high) / 2;
  for (let digits = 2; digits < 17; digits++) {
    const short = Number(middle.toPrecision(digits));
    if (short - low > (high - low) / 4 && high - short > (high - low) / 4) return short;
  }
  return middle;
}

/**
 * The customers of some scores as a rule for a segment.
 * @param model its file and the name a person knows it by
 */
export function scoreRule(
  question: LogQuestion,
  model: { readonly sha256: string; readonly name: string },
  scores: Float64Array,
  picked: Picked,
): ScoreRule {
  const named = { model: model.sha256, name: model.name.slice(0, 200), task: question };
  if ('top' in picked) return { ...named, top: picked.top };
  const { from, to } = picked;
  return {
    ...named,
    ...(from === null ? {} : { from: clearOf(scores, from) }),
    ...(to === null ? {} : { to: clearOf(scores, to) }),
  };
}
