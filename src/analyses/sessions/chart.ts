import { Formatter } from '../../core/format';
import { DAY, HOUR, MINUTE, SECOND } from '../../core/time';
import { dateTicks, valueAxis } from '../../charts/axes';
import type { AxisTick, BarMark, ChartMark, HeatCell, LabelMark, LinePoint } from '../../charts/marks';
import { textWidth, widest } from '../../charts/text';
import type { SessionsFigures } from './result';
import { dayWho, endWho, hourWho, pauseWho } from './who';
import { sessionsWords } from './words';

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

export interface DaysGeometry extends Geometry {
  readonly plot: Plot;
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly line: readonly LinePoint[];
  /** From the last complete day to the one under way. */
  readonly tail: readonly LinePoint[];
}

/**
 * Sessions a day as a line, for a width of 240 px or more; the last day, not over, is dashed.
 * @param zone whose days they are
 */
export function daysChart(figures: SessionsFigures, zone: string, width: number, format: Formatter): DaysGeometry {
  const words = sessionsWords[format.locale];
  const plain = new Formatter(format.locale);
  const height = Math.round(Math.max(180, Math.min(240, width * 0.26)));
  const { days } = figures;
  const axis = valueAxis(
    days.map((d) => d.sessions),
    4,
  );
  const names = format.axis(axis.ticks);
  const plot = { left: Math.ceil(widest(names, 12)) + 12, right: width - 8, top: 10, bottom: height - 28 };
  const y = (v: number): number => plot.bottom - (v / axis.high) * (plot.bottom - plot.top);
  const step = (plot.right - plot.left) / Math.max(1, days.length - 1);
  const x = (i: number): number => plot.left + i * step;
  const times = days.map((d) => Date.parse(d.day));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 0];
  const tick = (t: number): string => (last - first > 120 * DAY ? plain.month(t) : plain.dayMonth(t));
  const complete = days.findLastIndex((d) => d.complete);
  const point = (d: { readonly sessions: number }, i: number): LinePoint => ({ x: x(i), y: y(d.sessions) });
  const all = days.map(point);
  return {
    width,
    height,
    plot,
    xTicks:
      last === first
        ? times.map((t) => ({ at: plot.left + textWidth(tick(t), 12) / 2, label: tick(t) }))
        : dateTicks(first, last, (t) => plot.left + ((t - first) / (last - first)) * (plot.right - plot.left), tick, {
            left: 0,
            right: width,
            least: DAY,
          }),
    yTicks: axis.ticks.map((t, i) => ({ at: y(t), label: names[i] ?? '' })),
    line: all.slice(0, complete + 1),
    tail: complete < days.length - 1 ? all.slice(Math.max(0, complete)) : [],
    labels: [],
    marks: days.map((d, i): ChartMark => {
      const text = words.dayMark(d, figures, format);
      return {
        x: Math.max(0, Math.min(width - step, x(i) - step / 2)),
        y: plot.top,
        width: Math.min(step, width),
        height: plot.bottom - plot.top,
        ...text,
        who: dayWho(d, zone, text.title, format),
      };
    }),
  };
}

export interface HoursGeometry extends Geometry {
  readonly cells: readonly HeatCell[];
}

/** Weekdays × hours for a width of 240 px or more. On a narrow page hours stand below one another. */
export function hoursChart(figures: SessionsFigures, width: number, format: Formatter): HoursGeometry {
  const words = sessionsWords[format.locale];
  const upright = width < 560;
  const most = Math.max(1, ...figures.hours.flat());
  const left = upright ? Math.ceil(textWidth('00:00', 12)) + 10 : Math.ceil(widest(words.weekdays, 13)) + 12;
  const [across, down] = upright ? [(width - left) / 7, 22] : [(width - left) / 24, 30];
  const top = 22;
  const cells: HeatCell[] = [];
  const marks: ChartMark[] = [];
  const labels: LabelMark[] = [];
  for (let weekday = 0; weekday < 7; weekday++) {
    for (let hour = 0; hour < 24; hour++) {
      const n = figures.hours[weekday]?.[hour] ?? 0;
      const [column, row] = upright ? [weekday, hour] : [hour, weekday];
      const box = { x: left + column * across, y: top + row * down, width: across - 2, height: down - 2 };
      cells.push({ ...box, share: n === 0 ? null : n / most, value: '' });
      const text = words.hourMark(weekday, hour, figures, format);
      marks.push({ ...box, ...text, who: hourWho(weekday, hour, n, text.title, format) });
    }
  }
  for (const [i, name] of words.weekdays.entries())
    labels.push(
      upright
        ? { x: left + (i + 0.5) * across - 1, y: 14, text: name, anchor: 'middle', ink: 2, size: 'small' }
        : { x: 0, y: top + i * down + 19, text: name, ink: 2 },
    );
  for (let hour = 0; hour < 24; hour += 3)
    labels.push(
      upright
        ? { x: 0, y: top + hour * down + 15, text: `${String(hour).padStart(2, '0')}:00`, ink: 3, size: 'small' }
        : { x: left + hour * across, y: 14, text: `${String(hour).padStart(2, '0')}:00`, ink: 3, size: 'small' },
    );
  return { width, height: top + (upright ? 24 : 7) * down, cells, labels, marks };
}

export interface BarsGeometry extends Geometry {
  readonly bars: readonly BarMark[];
}

/** Events as rows with two bars, first and last event; at most eight, for a width of 240 px or more. */
export function endsChart(figures: SessionsFigures, width: number, format: Formatter): BarsGeometry {
  const words = sessionsWords[format.locale];
  const shown = figures.ends.slice(0, 8);
  const side = (width - 24) / 2;
  const most = Math.max(1, ...shown.flatMap((e) => [e.entries, e.exits]));
  const share = (n: number): string => format.percent(figures.sessions === 0 ? null : n / figures.sessions);
  const room = Math.ceil(
    widest(
      shown.flatMap((e) => [share(e.entries), share(e.exits)]),
      13,
      600,
    ),
  );
  const bars: BarMark[] = [];
  const marks: ChartMark[] = [];
  const labels: LabelMark[] = [
    { x: 0, y: 12, text: words.entries, ink: 3, size: 'small', maxWidth: side },
    { x: side + 24, y: 12, text: words.exits, ink: 3, size: 'small', maxWidth: side },
  ];
  for (const [i, end] of shown.entries()) {
    const y = 24 + i * 44;
    labels.push({ x: 0, y: y + 13, text: end.event === '' ? words.unnamed : end.event, ink: 2, maxWidth: width });
    for (const [n, x] of [
      [end.entries, 0],
      [end.exits, side + 24],
    ] as const) {
      const length = Math.max(n === 0 ? 0 : 1, (n / most) * (side - room - 10));
      bars.push({ x, y: y + 20, width: length, height: 14, tone: x === 0 ? 'mark' : 'second' });
      labels.push({ x: x + length + 7, y: y + 32, strong: share(n) });
    }
    const text = words.endMark(end, figures, format);
    marks.push({ x: 0, y, width, height: 40, ...text, who: endWho(end, text.title, format) });
  }
  const hidden = figures.ends.length - shown.length;
  const height = 24 + shown.length * 44;
  if (hidden > 0) labels.push({ x: 0, y: height + 14, text: words.moreEvents(hidden), ink: 3, size: 'small' });
  return { width, height: height + (hidden > 0 ? 22 : 4), bars, labels, marks };
}

export interface PausesGeometry extends Geometry {
  readonly bars: readonly BarMark[];
  readonly plot: Plot;
  readonly xTicks: readonly AxisTick[];
  /** Px of the limit; null where sessions go by a column. */
  readonly limit: number | null;
}

const round = [1 * SECOND, 10 * SECOND, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 60 * DAY] as const;

/** Pauses as a histogram of doubling bins with the limit marked, for a width of 240 px or more. */
export function pausesChart(figures: SessionsFigures, width: number, format: Formatter): PausesGeometry {
  const words = sessionsWords[format.locale];
  const height = Math.round(Math.max(190, Math.min(250, width * 0.26)));
  const plot = { left: 0, right: width, top: 30, bottom: height - 28 };
  const all = figures.pauses.reduce((n, p) => n + p.pauses, 0);
  const from = Math.max(0, figures.pauses.findIndex((p) => p.pauses > 0) - 1);
  const until = Math.max(from + 4, figures.pauses.findLastIndex((p) => p.pauses > 0) + 1);
  const shown = figures.pauses.slice(from, until);
  const band = (plot.right - plot.left) / shown.length;
  const most = Math.max(1, ...shown.map((p) => p.pauses));
  /** Bins double: a pause's place goes by its logarithm, counted in bins from the first one drawn. */
  const place = (ms: number): number => plot.left + (Math.log2(ms / SECOND) + 1 - from) * band;
  const { rule } = figures;
  const limit = 'gap' in rule ? place(rule.gap) : null;
  const inside = limit !== null && limit >= plot.left && limit <= plot.right;
  const text = 'gap' in rule ? words.limit(format.duration(rule.gap)) : '';
  const ticks: AxisTick[] = [];
  let end = -Infinity;
  for (const ms of round) {
    const [at, label] = [place(ms), format.duration(ms)];
    const half = textWidth(label, 12) / 2;
    if (at - half < Math.max(0, end + 14) || at + half > width) continue;
    ticks.push({ at, label });
    end = at + half;
  }
  const right = inside && limit + 6 + textWidth(text, 12) > width;
  return {
    width,
    height,
    plot,
    limit: inside ? limit : null,
    xTicks: ticks,
    bars: shown.map((p, i) => {
      const tall = p.pauses === 0 ? 0 : Math.max(1, (p.pauses / most) * (plot.bottom - plot.top));
      const long = limit !== null && 'gap' in rule && p.from >= rule.gap;
      return {
        x: plot.left + i * band + 1,
        y: plot.bottom - tall,
        width: Math.max(1, band - 2),
        height: tall,
        tone: long ? 'quiet' : 'mark',
      };
    }),
    labels: inside
      ? [{ x: right ? limit - 6 : limit + 6, y: 14, text, ink: 1, size: 'small', anchor: right ? 'end' : 'start' }]
      : [],
    marks: shown.map((p, i) => {
      const said = words.pauseMark(p, all, format);
      return {
        x: plot.left + i * band,
        y: plot.top,
        width: band,
        height: plot.bottom - plot.top,
        ...said,
        who: pauseWho(p, said.title, format),
      };
    }),
  };
}
