import { board, type BoardGeometry, type BoardRow } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Explanation } from '../../../learn/explain/explanation';
import type { Importance } from '../../../learn/explain/permutation';
import type { FeatureNames } from './feature';
import { effectText, importanceWords } from './importance.words';

/** How much a feature moves answers. */
export interface Weight {
  readonly column: string;
  /** Mean |SHAP| over rows, in the space of the explanation. */
  readonly mean: number;
}

/** Mean |SHAP| by column, the largest first; columns that move nothing are left out. */
export function weightsOf({ rows, outputs, columns, values }: Explanation, output = 0): readonly Weight[] {
  const sums = columns.map((column, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += Math.abs(values[(i * outputs + output) * columns.length + j] ?? 0);
    return { column, mean: rows === 0 ? 0 : sum / rows };
  });
  return sums.filter((w) => w.mean > 0).sort((a, b) => b.mean - a.mean || (a.column < b.column ? -1 : 1));
}

/** Rows that are drawn; the table has all. */
const MOST = 12;

/** Geometry of mean |SHAP| for 280 px or more. */
export function weightsChart(
  weights: readonly Weight[],
  space: Explanation['space'],
  names: FeatureNames,
  money: boolean,
  width: number,
  format: Formatter,
): BoardGeometry {
  const words = importanceWords[format.locale];
  const shown = weights.slice(0, MOST);
  const total = weights.reduce((sum, w) => sum + w.mean, 0);
  const axis = valueAxis([shown[0]?.mean ?? 1], 4);
  const rows = shown.map((w): BoardRow => {
    const says = effectText(w.mean, space, money, format);
    const share = format.percent(w.mean / Math.max(1e-12, total), 0);
    return {
      name: names.label(w.column),
      value: w.mean,
      says,
      mark: { title: names.label(w.column), value: words.moves(says, space), note: words.ofAll(share) },
    };
  });
  return board(rows, { low: 0, high: axis.high, ticks: [] }, width, 'bars');
}

/** The finding around them. */
export function weightsExhibit(
  weights: readonly Weight[],
  explained: Pick<Explanation, 'rows' | 'space'>,
  names: FeatureNames,
  format: Formatter,
): ExhibitText {
  const words = importanceWords[format.locale];
  const total = weights.reduce((sum, w) => sum + w.mean, 0);
  const three = weights.slice(0, 3);
  const share = three.reduce((sum, w) => sum + w.mean, 0) / Math.max(1e-12, total);
  return {
    headline: words.headline(
      three.map((w) => names.label(w.column)),
      format.percent(share, 0),
      format,
    ),
    sub: words.sub(explained.space, explained.rows, format),
    plate: [{ text: words.method }],
  };
}

/** All features. */
export function weightsTable(weights: readonly Weight[], names: FeatureNames, format: Formatter): TableData {
  const { columns: c } = importanceWords[format.locale];
  const total = weights.reduce((sum, w) => sum + w.mean, 0);
  return {
    caption: c.weights,
    columns: [
      { label: c.feature, kind: 'text' },
      { label: c.mean, kind: 'number', digits: 4 },
      { label: c.share, kind: 'percent' },
    ],
    rows: weights.map((w) => [names.label(w.column), w.mean, w.mean / Math.max(1e-12, total)]),
  };
}

/** Half-width of a 95 % interval of a mean of `n` repeats, in standard deviations: Student's t ÷ √n. */
const T95: readonly number[] = [Infinity, Infinity, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];
function halfWidth(sd: number | null, repeats: number): number | null {
  const t = T95[repeats] ?? 1.96;
  return sd === null || !Number.isFinite(t) ? null : (t * sd) / Math.sqrt(repeats);
}

/** What a shuffled column costs. */
export interface Loss extends Importance {
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** Importances with the interval of their mean over the repeats. */
export function lossesOf(importance: readonly Importance[], repeats: number): readonly Loss[] {
  return importance.map((i) => {
    const half = halfWidth(i.sd, repeats);
    return { ...i, interval: half === null ? null : { low: i.mean - half, high: i.mean + half } };
  });
}

/** Geometry of permutation importance for 280 px or more. */
export function lossesChart(
  losses: readonly Loss[],
  metric: string,
  names: FeatureNames,
  width: number,
  format: Formatter,
): BoardGeometry {
  const words = importanceWords[format.locale];
  const shown = losses.slice(0, MOST);
  const axis = valueAxis(
    shown.flatMap((l) => [l.mean, l.interval?.high ?? 0, l.interval?.low ?? 0]),
    width < 480 ? 3 : 4,
  );
  const labels = format.axis(axis.ticks);
  const rows = shown.map((l): BoardRow => {
    const says = format.number(l.mean, Math.abs(l.mean) < 10 ? 3 : 1);
    return {
      name: names.label(l.column),
      value: l.mean,
      interval: l.interval,
      says,
      tone: l.interval !== null && l.interval.low <= 0 ? 'quiet' : 'mark',
      mark: {
        title: names.label(l.column),
        value: words.loses(says, metric),
        ...(l.interval === null ? {} : { note: words.interval(l.interval, format) }),
      },
    };
  });
  return board(
    rows,
    { low: axis.low, high: axis.high, ticks: axis.ticks.map((value, i) => ({ value, label: labels[i] ?? '' })) },
    width,
    'bars',
  );
}

/** The finding around them. */
export function lossesExhibit(
  losses: readonly Loss[],
  metric: string,
  rows: number,
  names: FeatureNames,
  format: Formatter,
): ExhibitText {
  const words = importanceWords[format.locale];
  const sure = losses.filter((l) => l.interval !== null && l.interval.low > 0);
  const [first] = losses;
  return {
    headline: words.lossHeadline(
      first === undefined ? null : names.label(first.column),
      first?.mean ?? null,
      metric,
      sure.length,
      losses.length,
      format,
    ),
    sub: words.lossSub(metric, rows, format),
    plate: [{ text: words.lossMethod }],
  };
}

/** All columns that were shuffled. */
export function lossesTable(losses: readonly Loss[], names: FeatureNames, format: Formatter): TableData {
  const { columns: c } = importanceWords[format.locale];
  return {
    caption: c.losses,
    columns: [
      { label: c.feature, kind: 'text' },
      { label: c.loss, kind: 'number', digits: 4 },
      { label: c.low, kind: 'number', digits: 4 },
      { label: c.high, kind: 'number', digits: 4 },
    ],
    rows: losses.map((l) => [names.label(l.column), l.mean, l.interval?.low ?? null, l.interval?.high ?? null]),
  };
}
