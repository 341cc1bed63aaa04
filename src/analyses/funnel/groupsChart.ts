import type { Formatter } from '../../core/format';
import type { BarMark, ChartMark, LabelMark, WhiskerMark } from '../../charts/marks';
import { textWidth } from '../../charts/text';
import type { Who } from '../../core/marks';
import { ENOUGH, groupWords } from './groups.words';
import { groupWho, semanticsWho, sideWho } from './groupsWho';
import type { FunnelFigures } from './result';

/** Bars with labels, laid out for a width. */
export interface GroupsGeometry {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly BarMark[];
  readonly whiskers: readonly WhiskerMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const GUTTER = 28;
const BAR = 10;
const ROW = 32;

/** One small funnel per group, side by side where they fit; bars are shares of the group's first step. Faded: under 30 entrants. */
export function groupsChart(
  figures: FunnelFigures,
  steps: readonly string[],
  width: number,
  format: Formatter,
): GroupsGeometry {
  const words = groupWords[format.locale];
  const groups = figures.groups?.groups ?? [];
  const columns = Math.max(1, Math.min(groups.length, Math.floor((width + GUTTER) / (230 + GUTTER))));
  const cell = (width - (columns - 1) * GUTTER) / columns;
  const tall = 44 + steps.length * ROW + 18;
  const [bars, labels, marks]: [BarMark[], LabelMark[], ChartMark[]] = [[], [], []];
  for (const [i, group] of groups.entries()) {
    const x = (i % columns) * (cell + GUTTER);
    const y = Math.floor(i / columns) * tall;
    const first = group.customers[0] ?? 0;
    const few = first < ENOUGH;
    const name = words.name(group);
    labels.push({ x, y: y + 13, strong: name, maxWidth: cell });
    labels.push({
      x,
      y: y + 31,
      text: few ? `n = ${format.integer(first)}` : words.conversion(group.conversion, format),
      ink: 2,
      size: 'small',
      maxWidth: cell,
    });
    for (const [k, customers] of group.customers.entries()) {
      const top = y + 56 + k * ROW;
      const length = first === 0 ? 0 : (customers / first) * cell;
      const share = k === 0 || first === 0 || few ? '' : ` · ${format.percent(customers / first)}`;
      const count = `${format.integer(customers)}${share}`;
      bars.push({ x, y: top, width: cell, height: BAR, tone: 'track' });
      bars.push({ x, y: top, width: customers === 0 ? 0 : Math.max(2, length), height: BAR, tone: 'mark', faded: few });
      const name = { x, y: top - 5, size: 'small', ink: 3, maxWidth: cell - textWidth(count, 12) - 10 } as const;
      labels.push({ ...name, text: steps[k] ?? String(k + 1) });
      labels.push({ x: x + cell, y: top - 5, text: count, anchor: 'end', size: 'small', ink: 2 });
      const title = `${words.name(group)} · ${steps[k] ?? String(k + 1)}`;
      const before = k === 0 ? undefined : group.ofPrevious[k - 1];
      marks.push({
        x,
        y: top - ROW + BAR + 8,
        width: cell,
        height: ROW - 4,
        title,
        value: `${format.integer(customers)}${k === 0 || first === 0 ? '' : ` · ${format.percent(customers / first)}`}`,
        ...(before?.interval == null ? {} : { note: words.ofPrevious(before, format) }),
        who: groupWho(figures, group, k, title, format.locale),
      });
    }
  }
  return { width, height: Math.ceil(groups.length / columns) * tall - 12, bars, whiskers: [], labels, marks };
}

/** Both sides of a comparison, step by step, as shares of their first steps, with the difference beneath. */
export function comparisonChart(
  figures: FunnelFigures,
  steps: readonly string[],
  width: number,
  format: Formatter,
): GroupsGeometry {
  const words = groupWords[format.locale];
  const c = figures.comparison;
  if (c === undefined) throw new Error('nothing is compared');
  const sides = words.sides(c, format);
  const rows = c.sides.map((s) =>
    s.customers.map((n) => ({ n, share: (s.customers[0] ?? 0) === 0 ? 0 : n / (s.customers[0] ?? 1) })),
  );
  const notes = steps.map((_, k) =>
    k === 0 ? '' : words.difference(c.differences[k - 1] ?? { value: null, interval: null }, format),
  );
  return pairs({
    width,
    format,
    steps,
    sides,
    rows,
    notes,
    max: 1,
    print: (r) => `${format.percent(r.share)} · ${format.integer(r.n)}`,
    who: (side, k, title) => sideWho(figures, side, k, title, format.locale),
  });
}

/** Customers per step, counted in both ways. */
export function differenceChart(
  figures: FunnelFigures,
  steps: readonly string[],
  width: number,
  format: Formatter,
): GroupsGeometry {
  const d = figures.difference;
  if (d === undefined) throw new Error('no other way of counting was asked for');
  const most = Math.max(1, d.distinct[0] ?? 0, d.reused[0] ?? 0);
  const rows = [d.distinct, d.reused].map((side) => side.map((n) => ({ n, share: n / most })));
  return pairs({
    width,
    format,
    steps,
    sides: groupWords[format.locale].semantics,
    rows,
    notes: steps.map(() => ''),
    max: 1,
    print: (r) => format.integer(r.n),
    who: (side, k) => semanticsWho(figures, side, k, format.locale),
  });
}

interface Pair {
  readonly n: number;
  readonly share: number;
}

function pairs(o: {
  readonly width: number;
  readonly format: Formatter;
  readonly steps: readonly string[];
  readonly sides: readonly [string, string];
  readonly rows: readonly (readonly Pair[])[];
  readonly notes: readonly string[];
  readonly max: number;
  readonly print: (pair: Pair) => string;
  readonly who: (side: 0 | 1, k: number, title: string) => readonly Who[];
}): GroupsGeometry {
  const [bars, labels, marks]: [BarMark[], LabelMark[], ChartMark[]] = [[], [], []];
  const tones = ['mark', 'second'] as const;
  // A key line first: which colour is which side; one below the other where they do not fit.
  let x = 0;
  let y = 0;
  for (const [i, side] of o.sides.entries()) {
    const needed = 16 + textWidth(side, 12);
    if (x > 0 && x + needed > o.width) {
      x = 0;
      y += 18;
    }
    bars.push({ x, y: y + 2, width: 10, height: 10, tone: tones[i] ?? 'mark' });
    labels.push({ x: x + 15, y: y + 11, text: side, size: 'small', ink: 2, maxWidth: o.width - x - 15 });
    x += needed + 20;
  }
  y += 30;
  const room = Math.max(0, ...o.rows.flat().map((r) => textWidth(o.print(r), 12))) + 10;
  const full = Math.max(60, o.width - room);
  for (const [k, step] of o.steps.entries()) {
    const note = o.notes[k] ?? '';
    const fits = textWidth(step, 13, 600) + textWidth(note, 12) + 16 <= o.width;
    labels.push({ x: 0, y: y + 11, strong: step, maxWidth: fits ? o.width - textWidth(note, 12) - 12 : o.width });
    if (note !== '')
      labels.push(
        fits
          ? { x: o.width, y: y + 11, text: note, size: 'small', ink: 2, anchor: 'end' }
          : { x: 0, y: y + 28, text: note, size: 'small', ink: 2, maxWidth: o.width },
      );
    const top = y + (fits || note === '' ? 18 : 36);
    for (const [i, side] of o.rows.entries()) {
      const pair = side[k] ?? { n: 0, share: 0 };
      const length = pair.n === 0 ? 0 : Math.max(2, (pair.share / o.max) * full);
      bars.push({ x: 0, y: top + i * 18, width: full, height: 14, tone: 'track' });
      bars.push({ x: 0, y: top + i * 18, width: length, height: 14, tone: tones[i] ?? 'mark' });
      labels.push({ x: full + 8, y: top + i * 18 + 11, text: o.print(pair), size: 'small', ink: 2 });
      const title = `${step} · ${o.sides[i] ?? ''}`;
      marks.push({
        x: 0,
        y: top + i * 18,
        width: full,
        height: 14,
        title,
        value: o.print(pair),
        ...(note === '' ? {} : { note }),
        who: o.who(i === 0 ? 0 : 1, k, title),
      });
    }
    y = top + 36 + 14;
  }
  return { width: o.width, height: y, bars, whiskers: [], labels, marks };
}
