import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, distance, lightness, type Vision } from '../../src/ui/colour';
import { categorical, diverging, rampInk, sequential, tokens, type Theme } from '../../src/ui/palette';

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8');
const themes: readonly Theme[] = ['light', 'dark'];

/** `--name` of tokens.css as [light, dark]. */
function declared(name: string): readonly string[] {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(css);
  return found?.slice(1) ?? [];
}

function pairs<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.flatMap((a, i) => list.slice(i + 1).map((b) => [a, b] as const));
}

describe('colour arithmetic', () => {
  it('agrees with the contrast of WCAG 2.2 at its ends', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });

  it('agrees with OKLab (Ottosson 2020) on white against black', () => {
    expect(distance('#ffffff', '#000000', 'normal')).toBeCloseTo(100, 3);
  });

  it('sees red and green as near for deutans, far for others', () => {
    expect(distance('#b04030', '#607020', 'deutan')).toBeLessThan(distance('#b04030', '#607020', 'normal') / 2);
  });
});

describe('tokens', () => {
  it('stand in tokens.css as in palette.ts', () => {
    for (const [name, pair] of Object.entries(tokens)) expect(declared(name), name).toEqual([pair.light, pair.dark]);
    for (let i = 0; i < 8; i++) expect(declared(`cat-${i + 1}`)).toEqual([categorical.light[i], categorical.dark[i]]);
    for (let i = 0; i < 9; i++) {
      expect(declared(`seq-${i}`)).toEqual([sequential.light[i], sequential.dark[i]]);
      expect(declared(`div-${i}`)).toEqual([diverging.light[i], diverging.dark[i]]);
      expect(declared(`seq-ink-${i}`)).toEqual(themes.map((t) => rampInk(t, sequential[t], i)));
      expect(declared(`div-ink-${i}`)).toEqual(themes.map((t) => rampInk(t, diverging[t], i)));
    }
  });

  it.each(themes)('%s: text has at least 4.5 : 1 on every ground it stands on', (theme) => {
    const colour = (name: keyof typeof tokens): string => tokens[name][theme];
    for (const ground of ['ground', 'surface', 'raised', 'track', 'wash', 'accent-wash'] as const) {
      for (const ink of ['ink-1', 'ink-2', 'accent'] as const)
        expect(contrast(colour(ink), colour(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of ['ground', 'surface', 'raised'] as const) {
      for (const ink of ['ink-3', 'good', 'bad'] as const)
        expect(contrast(colour(ink), colour(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('doubt-ink'), colour('doubt-wash'))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour('bad'), colour('bad-wash'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(themes)('%s: marks, borders of controls and the focus ring have at least 3 : 1', (theme) => {
    for (const ground of ['ground', 'surface'] as const) {
      for (const mark of ['mark', 'second', 'quiet', 'focus', 'control-line'] as const)
        expect(contrast(tokens[mark][theme], tokens[ground][theme]), `${mark} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
    for (const mark of categorical[theme]) expect(contrast(mark, tokens.surface[theme])).toBeGreaterThanOrEqual(3);
  });
});

describe('palettes', () => {
  it.each(themes)('%s: the eight categories are told apart by every kind of sight', (theme) => {
    const least: Readonly<Record<Exclude<Vision, 'grey'>, number>> = { normal: 13, protan: 9, deutan: 9, tritan: 9 };
    for (const [a, b] of pairs(categorical[theme])) {
      for (const vision of ['normal', 'protan', 'deutan', 'tritan'] as const)
        expect(distance(a, b, vision), `${a} ${b} ${vision}`).toBeGreaterThanOrEqual(least[vision]);
    }
  });

  it.each(themes)('%s: the eight categories are told apart in grey', (theme) => {
    for (const [a, b] of pairs(categorical[theme]))
      expect(Math.abs(lightness(a) - lightness(b)), `${a} ${b}`).toBeGreaterThanOrEqual(3.5);
  });

  it.each(themes)('%s: the sequential ramp steps evenly in lightness', (theme) => {
    const steps = sequential[theme].map(lightness);
    const gaps = steps.slice(1).map((l, i) => Math.abs(l - (steps[i] ?? 0)));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThan(1);
  });

  it.each(themes)('%s: the diverging ramp is as dark on both sides of its middle', (theme) => {
    for (let i = 0; i < 4; i++) {
      const [low, high] = [diverging[theme][i] ?? '', diverging[theme][8 - i] ?? ''];
      expect(Math.abs(lightness(low) - lightness(high))).toBeLessThan(1);
    }
  });

  it.each(themes)('%s: figures on every step of both ramps have at least 4.5 : 1', (theme) => {
    for (const ramp of [sequential[theme], diverging[theme]])
      for (const [i, ground] of ramp.entries())
        expect(contrast(rampInk(theme, ramp, i), ground), ground).toBeGreaterThanOrEqual(4.5);
  });
});
