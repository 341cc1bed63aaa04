/** How the number of groups was found. */
export type ChosenBy =
  /** It was asked for. */
  | 'given'
  /** The lowest BIC. */
  | 'bic'
  /** BIC falls, or stays flat, to the end of the range: where its fall slows down. */
  | 'knee'
  /** The highest silhouette (k-means). */
  | 'silhouette'
  /** Only one number was possible. */
  | 'only';

interface Point {
  readonly k: number;
  readonly bic: number | null;
  readonly silhouette: number | null;
}

/** BIC has to rise again by this share of its fall to have a lowest point; less is the luck of the starts. */
const RISE = 0.01;

/**
 * The number of groups: the one with the lowest BIC. Where BIC falls or stays flat to the end of the range, more
 * groups always describe the customers better and there is no lowest; then the knee of the curve is taken, the
 * point farthest below the line between its ends (as Satopää et al. 2011). Without BIC: the highest silhouette.
 * @returns null of none
 */
export function chooseGroups(
  tried: readonly Point[],
  given: number | null,
): { readonly k: number; readonly by: ChosenBy } | null {
  const [first] = tried;
  const last = tried.at(-1);
  if (first === undefined || last === undefined) return null;
  if (given !== null && tried.some((t) => t.k === given)) return { k: given, by: 'given' };
  if (tried.length === 1) return { k: first.k, by: 'only' };
  if (first.bic === null) {
    const best = tried.reduce((b, t) => ((t.silhouette ?? -1) > (b.silhouette ?? -1) ? t : b));
    return { k: best.k, by: 'silhouette' };
  }
  const lowest = tried.reduce((b, t) => ((t.bic ?? Infinity) < (b.bic ?? Infinity) ? t : b));
  const [top, low, end] = [first.bic, lowest.bic ?? 0, last.bic ?? 0];
  if (tried.length < 3 || lowest.k === first.k || end - low > RISE * (top - low)) return { k: lowest.k, by: 'bic' };
  const slope = (end - top) / (last.k - first.k);
  const below = (t: Point): number => top + slope * (t.k - first.k) - (t.bic ?? 0);
  const knee = tried.reduce((b, t) => (below(t) > below(b) + 1e-9 ? t : b));
  // A curve without a bend has no knee: then its lowest point has to do.
  return knee.k === first.k || knee.k === last.k ? { k: lowest.k, by: 'bic' } : { k: knee.k, by: 'knee' };
}
