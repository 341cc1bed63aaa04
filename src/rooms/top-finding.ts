import { overviewExhibit } from '../analyses/overview/exhibit';
import type { Formatter } from '../core/format';
import { DAY } from '../core/time';
import type { Workspace } from '../state/workspace.svelte';
import { overviewWords } from './words/overview';

/**
 * The sentence over the Overview: what share of buyers came back, where it is known of enough of them over
 * long enough; else how many of those seen buy; else how the leading figure moved. Null until it is known.
 */
export function topFinding(runs: Workspace['runs'], format: Formatter): string | null {
  const overview = runs.overview.result;
  if (overview === null) return null;
  const words = overviewWords[format.locale];
  const { figures } = overview;
  const repeat = figures.repeat?.value;
  const days = (Date.parse(figures.span.to) - Date.parse(figures.span.from)) / DAY;
  if (repeat !== undefined && repeat.share !== null && repeat.of >= ENOUGH_BUYERS && days >= ENOUGH_DAYS)
    return words.cameBack(repeat.share, format);
  const buy = figures.conversion?.value;
  if (buy !== undefined && buy.share !== null && buy.of >= ENOUGH_BUYERS) return words.buy(buy.share, format);
  return overviewExhibit(overview, format).headline;
}

/** Buyers from which a repeat rate is known to about ten points. */
const ENOUGH_BUYERS = 100;
/** Nobody can be said to have stayed away within a shorter time. */
const ENOUGH_DAYS = 60;
