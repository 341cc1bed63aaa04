import type { ChartMark, DotMark, LabelMark, LinePoint, Tone } from '../../../charts/marks';
import type { Formatter } from '../../../core/format';
import { isLoss } from '../../../learn/validate/metric';
import { bestTrial, type Search, type Trial } from '../../../learn/validate/search';
import { valueAt, type Parameter } from '../../../learn/validate/space';
import { widest } from '../../../charts/text';
import { metricValue } from '../names';
import { predictNames } from '../names.words';
import { trainWords } from './train.words';

/** Parallel coordinates, axis below axis, so that they fit a phone: a line per setting ends in its score. */
export interface TrialsGeometry {
  readonly width: number;
  readonly height: number;
  /** The best one last, over the others. */
  readonly lines: readonly { readonly points: readonly LinePoint[]; readonly tone: Tone; readonly strong: boolean }[];
  readonly axes: readonly { readonly y: number; readonly from: number; readonly to: number }[];
  readonly dots: readonly DotMark[];
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const ROW = 44;
const TOP = 22;
const EDGE = 6;
/** Between an axis' name and the axis. */
const GAP = 16;

/** The latest trial of each setting that was measured: the one on most rows. */
export function settingsOf(trials: readonly Trial[]): readonly Trial[] {
  const latest = new Map<number, Trial>();
  for (const trial of trials) {
    const known = latest.get(trial.setting);
    if (trial.mean !== null && (known === undefined || trial.rung > known.rung)) latest.set(trial.setting, trial);
  }
  return [...latest.values()].sort((a, b) => a.setting - b.setting);
}

/** Geometry for a width of 240 px or more; higher scores stand to the right, also of losses. */
export function trialsChart(
  search: Search,
  trials: readonly Trial[],
  money: boolean,
  width: number,
  format: Formatter,
): TrialsGeometry {
  const words = trainWords[format.locale].trials;
  const names = predictNames[format.locale];
  const shown = settingsOf(trials);
  const best = bestTrial(search.metric, trials);
  const value = (mean: number): string => metricValue(search.metric, mean, money, format);
  const settingName = (p: Parameter): string => {
    const last = String(p.at.at(-1) ?? '');
    return names.parameters[last] ?? last;
  };
  const print = (p: Parameter, at: number): string => {
    const v = valueAt(p, at);
    return typeof v === 'number' ? format.compact(v) : String(v ?? '–');
  };
  const scores = shown.map((t) => t.mean ?? 0);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const better = isLoss(search.metric) ? -1 : 1;
  /** What an axis is called, and what stands at its ends. */
  const said = [
    ...search.space.map((p) => ({
      name: settingName(p),
      ends: p.kind === 'choice' ? [String(p.of[0]), String(p.of.at(-1))] : [print(p, 0), print(p, 1)],
    })),
    { name: names.metrics[search.metric].title, ends: (better > 0 ? [low, high] : [high, low]).map(value) },
  ].map(({ name, ends }) => ({ name, ends: ends.join(' → ') }));
  // Names stand beside the axes: above them the lines would run through.
  const room = Math.min(
    width * 0.42,
    widest(
      said.flatMap(({ name, ends }) => [name, ends]),
      12,
    ),
  );
  const [from, to] = [room + GAP, width - EDGE];
  const place = (share: number): number => from + share * (to - from);
  const axes = [...search.space, null].map((_, i) => ({ y: TOP + i * ROW, from, to }));
  const scorePlace = (mean: number): number => {
    const share = high === low ? 0.5 : (mean - low) / (high - low);
    return place(better > 0 ? share : 1 - share);
  };
  const pointsOf = (t: Trial): LinePoint[] => [
    ...search.space.map((p, i) => {
      const at = t.places[i] ?? 0;
      const share = p.kind === 'choice' ? (p.of.length < 2 ? 0.5 : at / (p.of.length - 1)) : at;
      return { x: place(share), y: axes[i]?.y ?? 0 };
    }),
    { x: scorePlace(t.mean ?? 0), y: axes.at(-1)?.y ?? 0 },
  ];
  const isBest = (t: Trial): boolean => t.setting === best?.setting;
  const ordered = shown.toSorted((a, b) => Number(isBest(a)) - Number(isBest(b)));
  const labels = axes.flatMap(({ y }, i): LabelMark[] => {
    const { name, ends } = said[i] ?? { name: '', ends: '' };
    const score = i === search.space.length;
    const beside = { x: 0, size: 'small', maxWidth: room } as const;
    return [
      { ...beside, y: y - 3, text: name, ink: score ? 1 : 2 },
      { ...beside, y: y + 13, text: ends, ink: 3 },
    ];
  });
  const last = axes.at(-1)?.y ?? TOP;
  return {
    width,
    height: last + 16,
    lines: ordered.map((t) => ({ points: pointsOf(t), tone: isBest(t) ? 'mark' : 'quiet', strong: isBest(t) })),
    axes,
    dots: ordered.map((t) => ({
      x: scorePlace(t.mean ?? 0),
      y: last,
      tone: isBest(t) ? 'mark' : 'quiet',
      ...(t.rung < search.rungs.length - 1 ? { faded: true } : {}),
    })),
    labels: shown.length === 0 ? [] : labels,
    marks: shown.map((t) => ({
      x: Math.max(0, scorePlace(t.mean ?? 0) - 5),
      y: last - 12,
      width: 10,
      height: 24,
      title: words.trial(format.integer(t.setting + 1)) + (isBest(t) ? ` (${words.best})` : ''),
      value: `${names.metrics[search.metric].title} ${value(t.mean ?? 0)}`,
      note: [
        ...search.space.map((p, i) => `${settingName(p)} ${print(p, t.places[i] ?? 0)}`),
        ...(t.rung < search.rungs.length - 1 ? [words.share(format.percent(search.rungs[t.rung] ?? 1, 0))] : []),
      ].join(', '),
    })),
  };
}
