import { ticks } from 'd3';
import type { Formatter } from '../../../core/format';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import { isLoss, type Metric } from '../../../learn/validate/metric';
import type { Judged } from '../../../learn/jobs/judge';
import { figureName, type Contender, type Trained } from '../../../state/predict/contender';
import type { Prediction } from '../../../state/predict.svelte';
import { contenderName, metricValue } from '../names';
import { predictNames } from '../names.words';
import { trainWords } from './train.words';

/** What the leaderboard is about, beside its models. */
export interface BoardAbout {
  readonly metric: Metric;
  readonly several: boolean;
  /** Whether numbers that are predicted are money. */
  readonly money: boolean;
  /** Rows to learn from and to be judged on. */
  readonly train: number;
  readonly test: number;
  /** The test rows are of a later time. */
  readonly later: boolean;
  readonly seed: number;
}

/** What is compared on the board; null before there is anything to compare by. */
export function boardAbout({ prepared, rows, training }: Prediction): BoardAbout | null {
  // A model that was kept brings its own metric.
  const { metric, settings } = training;
  if (prepared === null || metric === null) return null;
  return {
    metric,
    several: prepared.type === 'multiclass',
    money: prepared.type === 'regression' && prepared.task.kind === 'log',
    train: rows.train.length,
    test: rows.test.length,
    later: prepared.task.kind !== 'table' || prepared.task.time !== null,
    seed: settings?.seed ?? 1,
  };
}

/** The figure of a judged model that the board compares by; null before it is judged. */
export function testFigure({ test }: Contender, about: BoardAbout): Judged | null {
  return test?.figures[figureName(about.metric, about.several)] ?? null;
}

/** Whether the interval of a model's figure keeps clear of what no model comes to, on the better side. */
export function surelyBetter({ interval, baseline }: Judged, metric: Metric): boolean {
  if (interval === null || baseline.value === null) return false;
  return isLoss(metric) ? interval.high < baseline.value : interval.low > baseline.value;
}

/** The finding, what is compared, and how sure it is. */
export function boardText(
  contenders: readonly Contender[],
  leader: Trained | null,
  running: boolean,
  about: BoardAbout,
  format: Formatter,
): ExhibitText {
  const words = trainWords[format.locale].board;
  const names = predictNames[format.locale];
  const metric = names.metrics[about.metric].title;
  const sub = words.sub(metric, `${format.integer(about.test)} ${about.later ? words.later : words.heldOut}`);
  const plate = [{ text: words.rows(format.integer(about.train)) }, { text: words.seed(about.seed) }];
  const judged = leader === null ? null : testFigure(leader, about);
  if (running || leader === null || judged?.figure.value == null) {
    const tried = contenders.reduce((n, c) => n + c.trials.length, 0);
    return { headline: running ? words.running(tried, format) : words.title, sub, plate };
  }
  if (!surelyBetter(judged, about.metric)) return { headline: words.unsure(metric), sub, plate };
  const value = (v: number | null): string => metricValue(about.metric, v, about.money, format);
  const say = isLoss(about.metric) ? words.less : words.best;
  const name = contenderName(leader, format.locale);
  return { headline: say(name, metric, value(judged.figure.value), value(judged.baseline.value)), sub, plate };
}

/** The board as a table: CSV, and read aloud. */
export function boardTable(contenders: readonly Contender[], about: BoardAbout, format: Formatter): TableData {
  const { board } = trainWords[format.locale];
  const c = board.columns;
  const number = { kind: 'number' as const, digits: about.money ? 2 : 4 };
  return {
    caption: board.title,
    columns: [
      { label: c.model, kind: 'text' },
      { label: c.cv, ...number },
      { label: c.sd, ...number },
      { label: c.test, ...number },
      { label: c.low, ...number },
      { label: c.high, ...number },
      { label: c.baseline, ...number },
      { label: c.seconds, kind: 'number', digits: 1 },
      { label: c.state, kind: 'text' },
    ],
    rows: contenders.map((one) => {
      const judged = testFigure(one, about);
      return [
        contenderName(one, format.locale),
        one.cv?.mean ?? null,
        one.cv?.sd ?? null,
        judged?.figure.value ?? null,
        judged?.interval?.low ?? null,
        judged?.interval?.high ?? null,
        judged?.baseline.value ?? null,
        one.seconds,
        board.states[one.state],
      ];
    }),
  };
}

/** The scale of the intervals drawn in the rows, in shares of their width. */
export interface BoardScale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** A scale that holds every interval and what no model comes to; it does not begin at zero. */
export function boardScale(contenders: readonly Contender[], about: BoardAbout): BoardScale | null {
  const values = contenders.flatMap((c) => {
    const judged = testFigure(c, about);
    if (judged?.figure.value == null) return [];
    const { figure, interval, baseline } = judged;
    return [
      figure.value ?? 0,
      ...(interval === null ? [] : [interval.low, interval.high]),
      baseline.value ?? figure.value ?? 0,
    ];
  });
  if (values.length === 0) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const at = (value: number): number => (value - low + room) / (high - low + 2 * room);
  return { at, ticks: ticks(low - room, high + room, 4) };
}
