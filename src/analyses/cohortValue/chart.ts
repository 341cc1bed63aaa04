import { valueAxis } from '../../charts/axes';
import { cohortTriangle, type TriangleGeometry } from '../../charts/cohorts';
import type { AxisTick, ChartMark, LabelMark, LinePoint, Tone } from '../../charts/marks';
import type { BandPoint } from '../../core/marks';
import { textWidth, widest } from '../../charts/text';
import type { Formatter } from '../../core/format';
import type { CohortValueFigures, ValueCell, ValueCohort } from './result';
import { cohortWho } from './who';
import { cohortValueWords } from './words';

/** One cohort's curve; the part that is not over is dashed. */
export interface ValueLine {
  readonly points: readonly LinePoint[];
  readonly open: readonly LinePoint[];
  readonly band: readonly BandPoint[];
  readonly tone: Tone;
}

export interface CurvesGeometry {
  readonly width: number;
  readonly height: number;
  /** Quiet ones first. */
  readonly lines: readonly ValueLine[];
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  readonly plot: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  readonly labels: readonly LabelMark[];
  readonly marks: readonly ChartMark[];
}

const tones = ['mark', 'second', 'cat-3', 'cat-4'] as const;
/** A lone buyer's curve says nothing of a cohort. */
const ENOUGH = 30;

/**
 * Curves of cohorts for a width of 240 px or more: up to four with a name each; of more, the oldest and the newest
 * that has come as far as a period, the others quiet behind them. Cohorts of fewer than 30 are left to the table.
 */
export function curvesChart(figures: CohortValueFigures, width: number, format: Formatter): CurvesGeometry {
  const words = cohortValueWords[format.locale];
  const firm = figures.cohorts.filter((c) => c.customers >= ENOUGH);
  const drawn = firm.length > 0 ? firm : figures.cohorts;
  const named = drawn.length <= 4 ? drawn : chosenTwo(drawn);
  const last = Math.max(1, ...drawn.map((c) => c.cells.length - 1));
  const shownBand = (cell: ValueCell): number[] => [
    cell.interval?.low ?? cell.value,
    cell.interval?.high ?? cell.value,
  ];
  const axis = valueAxis(
    [...drawn.flatMap((c) => c.cells.map((x) => x.value)), ...named.flatMap((c) => c.cells.flatMap(shownBand))],
    5,
  );
  const yLabels = axis.ticks.map((t) => format.tick(t));
  const key = named.map((c) => ({
    name: words.cohort(c.from, figures.interval),
    n: `n = ${format.integer(c.customers)}`,
  }));
  const height = Math.round(Math.max(240, Math.min(340, width * 0.4)));
  const labels: LabelMark[] = [];
  // The key stands above: names at the ends of curves that nearly meet would lie over one another.
  let [x0, y0] = [0, 12];
  const chips: { x: number; y: number; tone: Tone }[] = [];
  for (const [i, { name, n }] of key.entries()) {
    const needed = 18 + textWidth(name, 13, 600) + 5 + textWidth(n, 13) + 18;
    if (x0 > 0 && x0 + needed > width) [x0, y0] = [0, y0 + 20];
    chips.push({ x: x0, y: y0 - 4, tone: tones[i] ?? 'mark' });
    labels.push({
      x: x0 + 18,
      y: y0,
      strong: name,
      text: n,
      ink: 3,
      maxWidth: Math.max(20, width - x0 - 18 - textWidth(name, 13, 600)),
    });
    x0 += needed;
  }
  const top = y0 + 18;
  const plot = { left: Math.ceil(widest(yLabels, 12)) + 10, right: width - 10, top, bottom: top + height - 60 };
  const x = (p: number): number => plot.left + 8 + (p / last) * (plot.right - plot.left - 16);
  const y = (v: number): number => plot.bottom - ((v - axis.low) / (axis.high - axis.low)) * (plot.bottom - plot.top);
  const step = (plot.right - plot.left - 16) / last;
  const stride = [1, 2, 3, 6, 12, 24, 48].find((s) => s * step >= 26) ?? 48;
  const lineOf = (cohort: ValueCohort, tone: Tone, withBand: boolean): ValueLine => {
    const over = cohort.cells.filter((c) => c.mature);
    const rest = cohort.cells.filter((c) => !c.mature);
    const at = (c: ValueCell): LinePoint => ({ x: x(c.period), y: y(c.value) });
    const tail = over.at(-1);
    return {
      points: over.map(at),
      open: rest.length === 0 ? [] : [...(tail === undefined ? [] : [at(tail)]), ...rest.map(at)],
      band: withBand
        ? over.flatMap((c) =>
            c.interval === null ? [] : [{ x: x(c.period), low: y(c.interval.low), high: y(c.interval.high) }],
          )
        : [],
      tone,
    };
  };
  labels.push({
    x: (plot.left + plot.right) / 2,
    y: plot.bottom + 40,
    text: words.after(figures.interval),
    anchor: 'middle',
    ink: 3,
    size: 'small',
  });
  const marks = named.flatMap((cohort): ChartMark[] =>
    cohort.cells.map((cell) => {
      const from = Math.max(plot.left, x(cell.period) - Math.min(step / 2, 12));
      const to = Math.min(plot.right, x(cell.period) + Math.min(step / 2, 12));
      return {
        x: from,
        y: y(cell.value) - 12,
        width: to - from,
        height: 24,
        ...words.mark(cohort, cell, figures, format),
        who: cohortWho(cohort, words.cohort(cohort.from, figures.interval), format.locale),
      };
    }),
  );
  return {
    width,
    height: plot.bottom + 46,
    lines: [
      ...drawn.filter((c) => !named.includes(c)).map((c) => lineOf(c, 'quiet', false)),
      ...named.map((c, i) => lineOf(c, tones[i] ?? 'mark', true)),
      ...chips.map(({ x: left, y: at, tone }) => ({
        points: [
          { x: left, y: at },
          { x: left + 13, y: at },
        ],
        open: [],
        band: [],
        tone,
      })),
    ],
    xTicks: Array.from({ length: last + 1 }, (_, p) => p)
      .filter((p) => p % stride === 0)
      .map((p) => ({ at: x(p), label: String(p) })),
    yTicks: axis.ticks.map((t, i) => ({ at: y(t), label: yLabels[i] ?? '' })),
    plot,
    labels,
    marks,
  };
}

/** The oldest cohort, and the newest that has come at least a third as far. */
function chosenTwo(cohorts: readonly ValueCohort[]): readonly ValueCohort[] {
  const [first] = cohorts;
  if (first === undefined) return [];
  const newest = cohorts.findLast(
    (c) => c !== first && c.cells.filter((x) => x.mature).length * 3 >= first.cells.length,
  );
  return newest === undefined ? [first] : [first, newest];
}

/** Cohorts × periods, laid out for a width of 240 px or more. */
export function valueTriangle(figures: CohortValueFigures, width: number, format: Formatter): TriangleGeometry {
  const words = cohortValueWords[format.locale];
  const sizeOf = (n: number): string => (n < 100_000 ? format.integer(n) : format.compact(n));
  return cohortTriangle(
    {
      mean: {
        name: words.all,
        size: sizeOf(figures.customers),
        cells: figures.means.map((m) => ({
          period: m.period,
          value: m.value,
          mature: true,
          mark: words.meanMark(m, figures, format),
        })),
      },
      rows: figures.cohorts.map((cohort) => ({
        name: words.cohort(cohort.from, figures.interval),
        size: sizeOf(cohort.customers),
        cells: cohort.cells.map((cell) => ({
          period: cell.period,
          value: cell.value,
          mature: cell.mature,
          mark: {
            ...words.mark(cohort, cell, figures, format),
            who: cohortWho(cohort, words.cohort(cohort.from, figures.interval), format.locale),
          },
        })),
      })),
      older: figures.olderCohorts,
      first: 0,
      least: 44,
      axis: () => words.axis(figures.interval),
      sizes: words.sizes,
      // One form for all cells of a picture: money where it has room, else whole units of it.
      print: (value, across, bare) => {
        const text = bare ? format.integer(Math.round(value)) : format.moneyCompact(value);
        return text.length * 7.4 + 4 <= across ? text : format.compact(Math.round(value));
      },
      notDrawn: (cohorts, from, to) => words.notDrawn(cohorts, from, to, figures.interval),
    },
    width,
  );
}
