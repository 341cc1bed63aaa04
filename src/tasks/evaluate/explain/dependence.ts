import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { BarMark, ChartMark, LabelMark, LinePoint } from '../../../charts/marks';
import { plane, type Plane, type PlaneAxis } from '../../../charts/plane';
import { valueAxis } from '../../../charts/axes';
import { ticks as steps } from 'd3';
import type { Formatter } from '../../../core/format';
import type { Dependence } from '../../../learn/explain/dependence';
import type { FeatureUnit } from '../../prepared';
import type { Subject } from '../subject';
import { raised, subjectWords } from '../subject.words';
import { valueText, type FeatureNames } from './feature';
import { dependenceWords } from './dependence.words';

export interface DependenceGeometry extends Plane {
  /** Mean answer by value; empty for texts. */
  readonly line: readonly LinePoint[];
  /** Some rows' own curves, as one path. */
  readonly each: string;
  /** One per text; empty for numbers. */
  readonly bars: readonly BarMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

/** Rows whose own curves are drawn. */
const MOST_CURVES = 40;

/** An answer as printed: a probability, or the number. */
export function answerText(value: number | null, subject: Subject, format: Formatter): string {
  // Near the ends whole percents would claim to be sure.
  if (subject.type !== 'regression')
    return format.percent(value, value !== null && (value < 0.1 || value > 0.99) ? 1 : 0);
  return subject.money ? format.moneyCompact(value) : format.compact(value);
}

/** Geometry of how the answer changes with one feature, for 280 px or more. */
export function dependenceChart(
  found: Dependence,
  output: number,
  subject: Subject,
  unit: FeatureUnit,
  width: number,
  format: Formatter,
): DependenceGeometry {
  const outputs = found.at.length === 0 ? 1 : found.mean.length / found.at.length;
  const mean = found.at.map((_, v) => found.mean[v * outputs + output] ?? 0);
  const curves = Array.from({ length: Math.min(MOST_CURVES, found.rows.length) }, (_, k) => {
    const row = Math.floor((k * found.rows.length) / Math.min(MOST_CURVES, found.rows.length));
    return found.at.map((_, v) => found.each[(row * found.at.length + v) * outputs + output] ?? 0);
  });
  const numbers = found.at.every((a) => typeof a === 'number');
  const up = answerAxis(numbers ? [...mean, ...curves.flat()] : mean, subject, format);
  const tall = Math.round(Math.min(300, Math.max(190, width * 0.4)));
  const mark = (v: number) => ({
    title: valueText(found.at[v] ?? null, unit, format),
    value: answerText(mean[v] ?? null, subject, format),
    note: dependenceWords[format.locale].ifAll,
  });
  if (!numbers) {
    const p = plane(width, tall, { low: 0, high: 1, ticks: [] }, up);
    const step = (p.right - p.left) / Math.max(1, found.at.length);
    return {
      ...p,
      line: [],
      each: '',
      bars: mean.map((m, v) => ({
        x: p.left + v * step + Math.max(2, step * 0.15),
        y: p.y(m),
        width: Math.max(2, step * 0.7),
        height: p.bottom - p.y(m),
        tone: 'mark',
      })),
      labels: found.at.flatMap((a, v): LabelMark[] => {
        const at = { x: p.left + (v + 0.5) * step, anchor: 'middle' as const, size: 'small' as const };
        return [
          { ...at, y: p.bottom + 18, text: String(a), ink: 2, maxWidth: step - 6 },
          ...(step >= 44
            ? [{ ...at, y: p.y(mean[v] ?? 0) - 6, strong: answerText(mean[v] ?? null, subject, format) }]
            : []),
        ];
      }),
      marks: mean.map((_, v) => ({
        x: p.left + v * step,
        y: p.top,
        width: step,
        height: p.bottom - p.top,
        ...mark(v),
      })),
    };
  }
  const at = found.at.map(Number);
  const [low, high] = [Math.min(...at), Math.max(...at)];
  const wide = high === low ? { low: low - 0.5, high: high + 0.5 } : { low, high };
  const across: PlaneAxis = {
    ...wide,
    ticks: steps(wide.low, wide.high, width < 400 ? 3 : 6).map((value) => ({
      value,
      label:
        unit === 'money'
          ? (format.axis([value], true)[0] ?? '')
          : unit === 'share'
            ? format.percent(value, 0)
            : format.tick(value),
    })),
  };
  const p = plane(width, tall, across, up);
  const each = curves
    .map((c) => `M${c.map((y, v) => `${p.x(at[v] ?? 0).toFixed(1)},${p.y(y).toFixed(1)}`).join('L')}`)
    .join('');
  return {
    ...p,
    line: mean.map((m, v) => ({ x: p.x(at[v] ?? 0), y: p.y(m) })),
    each,
    bars: [],
    labels: [],
    marks: mean.map((m, v) => ({ x: p.x(at[v] ?? 0) - 5, y: p.y(m) - 5, width: 10, height: 10, ...mark(v) })),
  };
}

function answerAxis(values: readonly number[], subject: Subject, format: Formatter): PlaneAxis {
  const axis = valueAxis(values, 4);
  const high = subject.type === 'regression' ? axis.high : Math.min(1, axis.high);
  const kept = axis.ticks.filter((t) => t <= high + 1e-9);
  const names =
    subject.type === 'regression'
      ? format.axis(kept, subject.money)
      : kept.map((t) => format.percent(t, high < 0.05 ? 1 : 0));
  return { low: axis.low, high, ticks: kept.map((value, i) => ({ value, label: names[i] ?? '' })) };
}

/** The finding around it: from where to where the answer goes. */
export function dependenceExhibit(
  found: Dependence,
  output: number,
  subject: Subject,
  names: FeatureNames,
  format: Formatter,
): ExhibitText {
  const words = dependenceWords[format.locale];
  const outputs = found.at.length === 0 ? 1 : found.mean.length / found.at.length;
  const unit = names.unit(found.column);
  const points = found.at.map((at, v) => ({ at, mean: found.mean[v * outputs + output] ?? 0 }));
  const [first] = points;
  const low = points.reduce((a, b) => (b.mean < a.mean ? b : a), first ?? { at: '', mean: 0 });
  const high = points.reduce((a, b) => (b.mean > a.mean ? b : a), first ?? { at: '', mean: 0 });
  const say = (p: { readonly at: number | string; readonly mean: number }) => ({
    value: valueText(p.at, unit, format),
    answer: answerText(p.mean, subject, format),
  });
  return {
    headline: words.headline(names.label(found.column), say(low), say(high)),
    sub: words.sub(
      subject.type === 'regression'
        ? raised(subjectWords[format.locale].number(subject))
        : subjectWords[format.locale].probability(subject),
      found.rows.length,
      found.at.every((a) => typeof a === 'number'),
      format,
    ),
    plate: [{ text: words.method }],
  };
}

/** Mean answers by value. */
export function dependenceTable(
  found: Dependence,
  output: number,
  subject: Subject,
  names: FeatureNames,
  format: Formatter,
): TableData {
  const { columns: c } = dependenceWords[format.locale];
  const outputs = found.at.length === 0 ? 1 : found.mean.length / found.at.length;
  return {
    caption: names.label(found.column),
    columns: [
      { label: names.label(found.column), kind: found.at.every((a) => typeof a === 'number') ? 'number' : 'text' },
      { label: c.mean, kind: subject.type !== 'regression' ? 'percent' : subject.money ? 'money' : 'number' },
    ],
    rows: found.at.map((a, v) => [a, found.mean[v * outputs + output] ?? null]),
  };
}
