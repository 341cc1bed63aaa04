/** Colour arithmetic: contrast (WCAG 2.2), OKLab (Ottosson 2020), colour-vision deficiency (Machado et al. 2009). */

/** Linear-light sRGB, each in [0, 1]. */
export type Linear = readonly [number, number, number];

/** The three dichromacies; `grey` is a black-and-white print. */
export type Vision = 'normal' | 'protan' | 'deutan' | 'tritan' | 'grey';

/** Machado, Oliveira & Fernandes 2009, severity 1.0, rows of the matrix on linear RGB. */
const deficiency: Readonly<Record<'protan' | 'deutan' | 'tritan', readonly [Linear, Linear, Linear]>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Reads `#rrggbb`; throws on anything else: colours are constants of our own. */
export function linear(hex: string): Linear {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new Error(`not a colour: ${hex}`);
  const channel = (at: number): number => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Relative luminance in [0, 1]. */
export function luminance([r, g, b]: Linear): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast of two `#rrggbb` colours, 1 to 21. Text wants 4.5, marks 3. */
export function contrast(a: string, b: string): number {
  const x = luminance(linear(a)) + 0.05;
  const y = luminance(linear(b)) + 0.05;
  return x > y ? x / y : y / x;
}

/** CIE L* in [0, 100]: what remains of a colour in grey. */
export function lightness(hex: string): number {
  const y = luminance(linear(hex));
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

/** How a colour is seen. */
export function seen(colour: Linear, vision: Vision): Linear {
  if (vision === 'normal') return colour;
  if (vision === 'grey') {
    const y = luminance(colour);
    return [y, y, y];
  }
  const [r, g, b] = deficiency[vision];
  const dot = (row: Linear): number =>
    Math.min(1, Math.max(0, row[0] * colour[0] + row[1] * colour[1] + row[2] * colour[2]));
  return [dot(r), dot(g), dot(b)];
}

/** Distance in OKLab × 100: about 2 is just noticeable side by side, 8 is plain across a chart. */
export function distance(a: string, b: string, vision: Vision): number {
  const p = oklab(seen(linear(a), vision));
  const q = oklab(seen(linear(b), vision));
  return 100 * Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

function oklab([r, g, b]: Linear): Linear {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Of several inks, the one with the most contrast on a ground. */
export function inkOn(ground: string, inks: readonly string[]): string {
  let best = inks[0] ?? '#000000';
  for (const ink of inks) if (contrast(ink, ground) > contrast(best, ground)) best = ink;
  return best;
}
