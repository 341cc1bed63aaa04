/** A seeded source of random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  uniform(): number;
  /** The next uniform numbers, as many as there is room for: a quarter of the time of asking for each. */
  uniforms(into: Float64Array): void;
  /** Uniform whole number in [0, n). */
  below(n: number): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Standard normal. */
  normal(): number;
  /** Gamma of a shape > 0 and scale 1. */
  gamma(shape: number): number;
  /** Beta(a, b), a and b > 0. */
  beta(a: number, b: number): number;
}

/**
 * sfc32 ("small fast counter", Chris Doty-Humphrey, PractRand), seeded with up to three whole numbers
 * and warmed up by 15 draws as its author advises. Streams of different `stream` numbers are
 * independent for all we need, so that each customer can have one of his own.
 *
 * Normals by Box–Muller (one of the pair is thrown away, so that the state is the four counters only);
 * gammas by Marsaglia & Tsang 2000. V8's Math.log, exp, sin and pow are software and the same everywhere.
 */
export function sfc32(seed: number, stream = 0, substream = 0): Random {
  // Three counters and how often it was asked: variables of a closure would be boxed with every number.
  const state = Int32Array.of(seed, stream, substream, 1);
  const next = (): number => {
    const a = state[0] as number;
    const b = state[1] as number;
    const c = state[2] as number;
    const counter = state[3] as number;
    const t = (((a + b) | 0) + counter) | 0;
    state[0] = b ^ (b >>> 9);
    state[1] = (c + (c << 3)) | 0;
    state[2] = (((c << 21) | (c >>> 11)) + t) | 0;
    state[3] = (counter + 1) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) next();
  // The same steps with the counters in registers.
  const uniforms = (into: Float64Array): void => {
    let [a, b, c, counter] = [state[0] as number, state[1] as number, state[2] as number, state[3] as number];
    for (let i = 0; i < into.length; i++) {
      const t = (((a + b) | 0) + counter) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + t) | 0;
      counter = (counter + 1) | 0;
      into[i] = (t >>> 0) / 0x1_0000_0000;
    }
    state.set([a, b, c, counter]);
  };
  return distributions(() => next() / 0x1_0000_0000, uniforms);
}

function distributions(uniform: () => number, uniforms: Random['uniforms']): Random {
  // 1 − u is in (0, 1]: its logarithm is finite.
  const exponential = (): number => -Math.log(1 - uniform());
  const normal = (): number => {
    const radius = Math.sqrt(2 * exponential());
    return radius * Math.cos(2 * Math.PI * uniform());
  };
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const scale = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + scale * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    uniform,
    uniforms,
    below: (n) => Math.floor(uniform() * n),
    exponential,
    normal,
    gamma,
    beta: (a, b) => {
      const x = gamma(a);
      return x / (x + gamma(b));
    },
  };
}
