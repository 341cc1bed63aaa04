import { overviewExhibit } from '../analyses/overview/exhibit';
import { funnelExhibit } from '../analyses/funnel/exhibit';
import type { Formatter } from '../core/format';
import type { Workspace } from '../state/workspace.svelte';
import { roomWords } from './words';

/**
 * The sentence over the Overview: what share of buyers came back, where it is known of enough of them;
 * else where most are lost on the way, else how the leading figure moved. Null until something is known.
 */
export function topFinding(runs: Workspace['runs'], format: Formatter): string | null {
  const overview = runs.overview.result;
  if (overview === null) return null;
  const repeat = overview.figures.repeat?.value;
  if (repeat !== undefined && repeat.share !== null && repeat.of >= ENOUGH_BUYERS) {
    return roomWords[format.locale].overview.cameBack(repeat.share, format);
  }
  const funnel = runs.funnel.result;
  return funnel === null ? overviewExhibit(overview, format).headline : funnelExhibit(funnel, format).headline;
}

/** Buyers from which a repeat rate is known to about ten points. */
const ENOUGH_BUYERS = 100;
