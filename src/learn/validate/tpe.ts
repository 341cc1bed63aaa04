import type { Random } from '../random';
import { randomPlace, type Parameter, type Places, type Space } from './space';

/** Candidates drawn per suggestion, of which the most promising is taken. */
const CANDIDATES = 24;

/** Share of the trials that count as good, at least one. */
const GOOD = 0.25;

/**
 * Tree-structured Parzen estimator (Bergstra et al. 2011, "Algorithms for hyper-parameter optimization"):
 * places are drawn where good trials are dense and taken where they are densest relative to the others,
 * each parameter by itself. Numbers: a mixture of a uniform and a normal around each trial, cut off at the
 * ends, as wide as the farther neighbour (at least 1 ÷ (1 + trials)); choices: counts plus one.
 * @param tried places and scores, larger is better, at least one
 * @param poor places that count as not good whatever they will score: trials under way
 */
export function tpe(
  space: Space,
  tried: readonly { readonly places: Places; readonly score: number }[],
  poor: readonly Places[],
  random: Random,
): Places {
  const ranked = tried.toSorted((a, b) => b.score - a.score);
  const count = Math.max(1, Math.ceil(GOOD * ranked.length));
  const good = ranked.slice(0, count).map((t) => t.places);
  const bad = [...ranked.slice(count).map((t) => t.places), ...poor];
  const densities = space.map((p, j) => {
    const of = (from: readonly Places[]): Density =>
      densityOf(
        p,
        from.map((places) => places[j] ?? 0),
      );
    return { good: of(good), bad: of(bad) };
  });
  let best: Places = space.map((p) => randomPlace(p, random));
  let most = -Infinity;
  for (let c = 0; c < CANDIDATES; c++) {
    const places = densities.map((d) => d.good.draw(random));
    const worth = densities.reduce(
      (sum, d, j) => sum + Math.log(d.good.at(places[j] ?? 0) / d.bad.at(places[j] ?? 0)),
      0,
    );
    if (worth > most) [best, most] = [places, worth];
  }
  return best;
}

interface Density {
  at(place: number): number;
  draw(random: Random): number;
}

function densityOf(p: Parameter, seen: readonly number[]): Density {
  if (p.kind === 'choice') {
    const weights = p.of.map((_, k) => 1 + seen.filter((s) => s === k).length);
    const total = weights.reduce((n, w) => n + w, 0);
    return {
      at: (place) => (weights[place] ?? 1) / total,
      draw(random) {
        let left = random.uniform() * total;
        const k = weights.findIndex((w) => (left -= w) < 0);
        return k < 0 ? weights.length - 1 : k;
      },
    };
  }
  const centres = seen.toSorted((a, b) => a - b);
  const least = 1 / (1 + centres.length);
  const kernels = centres.map((centre, i) => {
    const gap = Math.max(centre - (centres[i - 1] ?? 0), (centres[i + 1] ?? 1) - centre);
    return { centre, width: Math.min(1, Math.max(least, gap)) };
  });
  return {
    at: (place) =>
      kernels.reduce((sum, k) => sum + truncatedNormal(place, k.centre, k.width), 1) / (kernels.length + 1),
    draw(random) {
      const kernel = kernels[random.below(kernels.length + 1)];
      if (kernel === undefined) return random.uniform();
      for (;;) {
        // Half of a kernel at least lies within the ends' reach: this ends soon.
        const place = kernel.centre + kernel.width * random.normal();
        if (place >= 0 && place <= 1) return place;
      }
    },
  };
}

/** Density on [0, 1]. */
function truncatedNormal(x: number, centre: number, width: number): number {
  const mass = normalCdf((1 - centre) / width) - normalCdf(-centre / width);
  return Math.exp(-0.5 * ((x - centre) / width) ** 2) / (width * Math.sqrt(2 * Math.PI) * mass);
}

/** Abramowitz & Stegun 7.1.26; absolute error under 1.5e-7. */
function normalCdf(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const upper = 0.5 * poly * Math.exp(-x * x);
  return z >= 0 ? 1 - upper : upper;
}
