import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { AxisTick, BarMark, ChartMark, LabelMark, LinePoint } from '../../../charts/marks';
import { textWidth, widest } from '../../../charts/text';
import { waterfall, type WaterfallStep } from '../../../charts/waterfall';
import { ticks as steps } from 'd3';
import type { Formatter } from '../../../core/format';
import type { Explanation } from '../../../learn/explain/explanation';
import type { Subject } from '../subject';
import { answerText } from './dependence';
import { valueText, type FeatureNames, type FeatureValue } from './feature';
import { oneWords } from './one.words';

/** One row, taken apart. */
export interface OneRow {
  /** Who it is, as the data calls them. */
  readonly name: string;
  /** What the model answers. */
  readonly answer: number;
  /** Where the sum of the parts starts, in `space`. */
  readonly base: number;
  readonly space: Explanation['space'];
  readonly parts: readonly {
    readonly column: string;
    readonly by: number;
    readonly value: FeatureValue;
    /** What is usual of the column among training rows. */
    readonly usual: FeatureValue;
  }[];
}

/** One row of an explanation. */
export function oneOf(
  explanation: Explanation,
  row: number,
  output: number,
  about: { readonly name: string; readonly answer: number },
  value: (column: string) => FeatureValue,
  usual: (column: string) => FeatureValue,
): OneRow {
  const { columns, values, outputs, base, space } = explanation;
  const from = (row * outputs + output) * columns.length;
  return {
    ...about,
    base: base[row * outputs + output] ?? 0,
    space,
    parts: columns.map((column, j) => ({
      column,
      by: values[from + j] ?? 0,
      value: value(column),
      usual: usual(column),
    })),
  };
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));
/** Sum in the space of the explanation as the answer it stands for. */
function answerAt(sum: number, space: Explanation['space']): number {
  return space === 'margin' ? sigmoid(sum) : sum;
}

export interface OneGeometry {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly across: readonly AxisTick[];
  readonly bars: readonly BarMark[];
  /** Thin lines that carry the sum from step to step. */
  readonly links: readonly (readonly LinePoint[])[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const MOST = 8;

/**
 * Geometry of the way from the usual answer to this row's, a step per feature, for 280 px or more. Steps add up in
 * the space of the explanation; the axis names the answers they stand for.
 */
export function oneChart(
  one: OneRow,
  subject: Subject,
  names: FeatureNames,
  width: number,
  format: Formatter,
): OneGeometry {
  const words = oneWords[format.locale];
  const all = stepsOf(one);
  const text = (s: WaterfallStep<string | null>): string =>
    s.of === null ? words.rest : words.part(names.label(s.of), partText(one, s.of, names, format));
  const nameRoom = widest(all.map(text), 13);
  const stacked = width < 560 || width - nameRoom < 260;
  const left = stacked ? 6 : Math.min(nameRoom + 20, width * 0.5);
  const right = width - 52;
  const sums = [one.base, ...all.flatMap((s) => [s.from, s.to])];
  const [least, most] = [Math.min(...sums), Math.max(...sums)];
  const pad = Math.max(1e-9, (most - least) * 0.06);
  const x = (v: number): number => left + ((v - least + pad) / (most - least + 2 * pad)) * (right - left);
  const line = stacked ? 46 : 32;
  const top = 30;
  const y = (k: number): number => top + k * line + (stacked ? line - 14 : line / 2);
  const bottom = top + all.length * line + 8;
  const last = all.at(-1)?.to ?? one.base;
  const end = answerText(one.answer, subject, format);
  const start = words.start(answerText(answerAt(one.base, one.space), subject, format));
  const middleOf = (at: number, label: string): number => {
    const half = textWidth(label, 12, 600) / 2 + 2;
    return Math.min(width - half, Math.max(half, at));
  };
  return {
    width,
    height: bottom + 46,
    left,
    right,
    top,
    bottom,
    across: ticksOf(least, most, one.space, subject, x, format),
    bars: all.map((s, k) => ({
      x: Math.min(x(s.from), x(s.to)),
      y: y(k) - 9,
      width: Math.max(1.5, Math.abs(x(s.to) - x(s.from))),
      height: 18,
      tone: s.by >= 0 ? 'mark' : 'second',
    })),
    // On a narrow page names stand between the bars, and lines would cross them.
    links: stacked
      ? []
      : [
          [
            { x: x(one.base), y: top - 10 },
            { x: x(one.base), y: y(0) - 9 },
          ],
          ...all.map((s, k) => [
            { x: x(s.to), y: y(k) + 9 },
            { x: x(s.to), y: k === all.length - 1 ? bottom : y(k + 1) - 9 },
          ]),
        ],
    labels: [
      { x: middleOf(x(one.base), start), y: 12, text: start, anchor: 'middle', ink: 2, size: 'small' },
      ...all.map((s, k): LabelMark => ({
        x: 0,
        y: stacked ? top + k * line + 14 : y(k) + 4,
        text: text(s),
        maxWidth: stacked ? width : left - 14,
        ...(s.of === null ? { ink: 2 } : {}),
      })),
      ...all.map((s, k): LabelMark => ({
        x: Math.max(x(s.from), x(s.to)) + 6,
        y: y(k) + 4,
        text: byText(s.by, one.space, subject, format),
        ink: 2,
        size: 'small',
      })),
      { x: middleOf(x(last), words.end(end)), y: bottom + 40, strong: words.end(end), anchor: 'middle', size: 'small' },
    ],
    marks: all.map((s, k) => ({
      x: 0,
      y: top + k * line + 1,
      width,
      height: line - 2,
      title: text(s),
      value: byText(s.by, one.space, subject, format),
      note: words.upTo(answerText(answerAt(s.to, one.space), subject, format)),
    })),
  };
}

function stepsOf(one: OneRow): readonly WaterfallStep<string | null>[] {
  const parts = one.parts.map((p): { readonly of: string | null; readonly by: number } => ({ of: p.column, by: p.by }));
  return waterfall(one.base, parts, null, MOST);
}

function partText(one: OneRow, column: string, names: FeatureNames, format: Formatter): string {
  return valueText(one.parts.find((p) => p.column === column)?.value ?? null, names.unit(column), format);
}

/** What a step adds: odds times or divided by, points of probability, or the number. */
function byText(by: number, space: Explanation['space'], subject: Subject, format: Formatter): string {
  const sign = by < 0 ? '−' : '+';
  if (space === 'margin')
    return `${by < 0 ? '÷' : '×'}${format.number(Math.exp(Math.abs(by)), Math.abs(by) < 0.1 ? 2 : 1)}`;
  if (space === 'probability')
    return `${sign}${format.number(Math.abs(by) * 100, 1)}\u00a0${format.locale === 'ru' ? 'п. п.' : 'pp'}`;
  return `${sign}${answerText(Math.abs(by), subject, format)}`;
}

/** Ticks by the answers they stand for; in log-odds those of round probabilities. */
function ticksOf(
  least: number,
  most: number,
  space: Explanation['space'],
  subject: Subject,
  x: (v: number) => number,
  format: Formatter,
): readonly AxisTick[] {
  const rounds = [
    0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999,
  ];
  const all =
    space === 'margin'
      ? rounds
          .map((p) => ({ at: Math.log(p / (1 - p)), label: format.percent(p, p < 0.01 || p > 0.99 ? 1 : 0) }))
          .filter((t) => t.at >= least && t.at <= most)
      : steps(least, most, 5).map((v) => ({
          at: v,
          label: space === 'probability' ? format.percent(v, 0) : answerText(v, subject, format),
        }));
  const kept: AxisTick[] = [];
  for (const t of all) {
    const tick = { at: x(t.at), label: t.label };
    const before = kept.at(-1);
    const half = textWidth(tick.label, 12) / 2;
    if (
      tick.at - half >= 0 &&
      (before === undefined || tick.at - half - before.at - textWidth(before.label, 12) / 2 >= 12)
    )
      kept.push(tick);
  }
  return kept;
}

/** Reasons that pull one way, the strongest first. */
export function reasonsOf(one: OneRow, most = 3): { readonly up: OneRow['parts']; readonly down: OneRow['parts'] } {
  const total = one.parts.reduce((sum, p) => sum + Math.abs(p.by), 0);
  // What is under a fiftieth of all movement is no reason.
  const real = one.parts.filter((p) => Math.abs(p.by) > total / 50);
  const pick = (sign: 1 | -1) =>
    real
      .filter((p) => sign * p.by > 0)
      .sort((a, b) => Math.abs(b.by) - Math.abs(a.by) || (a.column < b.column ? -1 : 1))
      .slice(0, most);
  return { up: pick(1), down: pick(-1) };
}

/** The reasons as one or two sentences of plain language. */
export function reasonsText(one: OneRow, names: FeatureNames, format: Formatter, most = 3): string {
  const words = oneWords[format.locale];
  const { up, down } = reasonsOf(one, most);
  const list = (parts: OneRow['parts']): string =>
    parts
      .map((p) => {
        const unit = names.unit(p.column);
        const value = p.value === null ? words.unknown : valueText(p.value, unit, format);
        const usual = p.usual === null || p.usual === p.value ? null : valueText(p.usual, unit, format);
        return words.reason(names.label(p.column), value, usual);
      })
      .join('; ');
  return [
    ...(up.length === 0 ? [] : [words.moreLikely(list(up), one.space === 'number')]),
    ...(down.length === 0 ? [] : [words.lessLikely(list(down), one.space === 'number')]),
  ].join(' ');
}

/** The reasons as short as a cell of a list wants them: arrows for up and down. */
export function reasonsShort(one: OneRow, names: FeatureNames, format: Formatter, most = 2): string {
  const { up, down } = reasonsOf(one, most);
  const list = (arrow: string, parts: OneRow['parts']): readonly string[] =>
    parts.map((p) => `${arrow} ${names.label(p.column)}: ${valueText(p.value, names.unit(p.column), format)}`);
  return [...list('↑', up), ...list('↓', down)].join(' · ');
}

/** The finding around one row: its answer and why. */
export function oneExhibit(one: OneRow, subject: Subject, names: FeatureNames, format: Formatter): ExhibitText {
  const words = oneWords[format.locale];
  return {
    headline: words.headline(one.name, answerText(one.answer, subject, format)),
    sub: reasonsText(one, names, format),
    plate: [{ text: words.method }],
  };
}

/** All parts of the answer. */
export function oneTable(one: OneRow, names: FeatureNames, format: Formatter): TableData {
  const { columns: c } = oneWords[format.locale];
  const text = (column: string, v: FeatureValue): string => valueText(v, names.unit(column), format);
  return {
    caption: c.caption,
    columns: [
      { label: c.feature, kind: 'text' },
      { label: c.value, kind: 'text' },
      { label: c.usual, kind: 'text' },
      { label: c.by, kind: 'number', digits: 4 },
    ],
    rows: one.parts
      .toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by))
      .map((p) => [names.label(p.column), text(p.column, p.value), text(p.column, p.usual), p.by]),
  };
}
