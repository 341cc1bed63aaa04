/**
 * Adjusted p of many tests: called at or below q, at most a share q of the calls is false on average. Null and NaN
 * stay null and are no tests. Source: Benjamini & Hochberg 1995, J. R. Stat. Soc. B 57, 289–300.
 */
export function benjaminiHochberg(ps: readonly (number | null)[]): readonly (number | null)[] {
  const known = ps
    .map((p, place) => ({ p, place }))
    .filter((t): t is { p: number; place: number } => t.p !== null && !Number.isNaN(t.p))
    .sort((a, b) => b.p - a.p);
  const adjusted: (number | null)[] = ps.map(() => null);
  let least = 1;
  known.forEach(({ p, place }, i) => {
    least = Math.min(least, (p * known.length) / (known.length - i));
    adjusted[place] = least;
  });
  return adjusted;
}
