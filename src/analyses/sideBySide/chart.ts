import type { ChartMark, DotMark, LabelMark, WhiskerMark } from '../../charts/marks';
import { widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import type { Figure, Measure, SideBySideFigures, SideGroup } from './result';
import { FEW, printFigure, sideBySideWords } from './words';

/** A dot plot: a row per segment, a column per measure. */
export interface SideBySideGeometry {
  readonly width: number;
  readonly height: number;
  readonly dots: readonly DotMark[];
  readonly whiskers: readonly WhiskerMark[];
  /** Under each row. */
  readonly lines: readonly number[];
  /** Where everybody stands in each column: x, and from where to where. */
  readonly rules: readonly { readonly at: number; readonly from: number; readonly to: number }[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const [ROW, HEAD, LEAST] = [28, 30, 128];

/**
 * Geometry for a width of 300 px or more; every column has a scale of its own from 0. Columns that do not fit beside
 * each other stand in bands below; on a phone names stand above their rows.
 */
export function sideBySideChart(figures: SideBySideFigures, width: number, format: Formatter): SideBySideGeometry {
  const words = sideBySideWords[format.locale];
  const { groups, measures } = figures;
  const names = groups.map((g) => g.segment ?? words.everybody);
  const left = Math.min(widest(names, 13) + 16, Math.max(96, width * 0.34));
  const fits = Math.max(1, Math.floor((width - left) / LEAST));
  const per = Math.ceil(measures.length / Math.ceil(measures.length / fits));
  const out = {
    dots: [] as DotMark[],
    whiskers: [] as WhiskerMark[],
    lines: [] as number[],
    rules: [] as SideBySideGeometry['rules'][number][],
    labels: [] as LabelMark[],
    marks: [] as ChartMark[],
  };
  let top = 0;
  for (let first = 0; first < measures.length; first += per) {
    const columns = measures.slice(first, first + per);
    const each = (width - left) / per;
    for (const [i, name] of names.entries()) {
      const middle = top + HEAD + i * ROW + ROW / 2;
      out.labels.push(
        groups[i]?.segment === null
          ? { x: 0, y: middle + 4, strong: name, maxWidth: left - 12 }
          : { x: 0, y: middle + 4, text: name, maxWidth: left - 12 },
      );
      out.lines.push(middle + ROW / 2);
    }
    for (const [c, measure] of columns.entries()) column(measure, left + c * each, each, top);
    top += HEAD + groups.length * ROW + 14;
  }
  return { width, height: Math.max(40, top), ...out };

  function column(measure: Measure, start: number, each: number, y0: number): void {
    const printed = groups.map((g) => printFigure(measure, g.figures[measure].value, format));
    const room = widest(printed, 13) + 12;
    const scale = scaleOf(
      groups.map((g) => shown(g, measure)),
      start + 5,
      Math.max(start + 20, start + each - room - 18),
    );
    out.labels.push({ x: start, y: y0 + 14, text: words.measures[measure], ink: 2, size: 'small', maxWidth: each - 8 });
    const all = groups[0]?.figures[measure].value ?? null;
    if (all !== null && measure !== 'share')
      out.rules.push({ at: scale(all), from: y0 + HEAD, to: y0 + HEAD + groups.length * ROW });
    for (const [i, group] of groups.entries()) {
      const y = y0 + HEAD + i * ROW + ROW / 2;
      const { value, interval } = shown(group, measure);
      const exact = group.figures[measure].interval;
      if (value !== null) {
        if (interval !== null && scale(interval.high) - scale(interval.low) > 1)
          out.whiskers.push({ from: scale(interval.low), to: scale(interval.high), across: y });
        out.dots.push({ x: scale(value), y, tone: 'mark', ...(group.customers < FEW ? { faded: true } : {}) });
      }
      out.labels.push({ x: start + each - 16, y: y + 4, text: printed[i] ?? '', anchor: 'end', ink: 2 });
      const notes = [
        ...(exact === null
          ? []
          : [
              words.interval(
                `${printFigure(measure, exact.low, format)} – ${printFigure(measure, exact.high, format)}`,
              ),
            ]),
        words.customers(group.customers, format),
      ];
      out.marks.push({
        x: start,
        y: y - ROW / 2 + 1,
        width: each - 10,
        height: ROW - 2,
        title: `${names[i] ?? ''} · ${words.measures[measure]}`,
        value: printed[i] ?? '',
        note: notes.join('; '),
        who: membersOf(group, names[i] ?? ''),
      });
    }
  }
}

const shown = (group: SideGroup, measure: Measure): Figure =>
  group.customers < FEW ? { ...group.figures[measure], interval: null } : group.figures[measure];

/** A scale from 0, or below where values are negative. */
function scaleOf(values: readonly Figure[], from: number, to: number): (value: number) => number {
  const ends = values.flatMap(({ value, interval }) => (value === null ? [] : [value, interval?.high ?? value]));
  const low = Math.min(0, ...values.flatMap(({ value }) => value ?? []));
  const high = Math.max(...ends, low + 1e-9);
  return (value) => Math.min(to, Math.max(from, from + ((value - low) / (high - low)) * (to - from)));
}

function membersOf({ segment, customers }: SideGroup, name: string): readonly Who[] {
  if (customers === 0) return [];
  const of = { kind: 'sideBySide', list: 'customers', where: [], ...(segment === null ? {} : { also: [{ segment }] }) };
  return [{ label: name, name, count: customers, of }];
}
