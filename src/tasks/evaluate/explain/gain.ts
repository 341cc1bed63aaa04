import { board, type BoardGeometry } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Fitted } from '../../../learn/pipeline/fitted';
import { gainImportance } from '../../../learn/trees/importance';
import type { FeatureNames } from './feature';
import { gainWords } from './gain.words';

/** What the splits by a column gained in training. */
export interface Gain {
  readonly column: string;
  /** Of the gain of all splits, in (0, 1]. */
  readonly share: number;
}

/**
 * Shares of all splits' gain by source column, the largest first; columns that no split reads are left out. Null where
 * a model has no splits of its own: linear ones, stacks, models per segment. A calibrated model's are those of the
 * model before its calibration.
 */
export function gainsOf(fitted: Fitted): readonly Gain[] | null {
  if (fitted.kind === 'calibrated') return gainsOf(fitted.model);
  if (fitted.kind !== 'pipeline' || fitted.model.kind !== 'trees') return null;
  const shares = new Map<string, number>();
  gainImportance(fitted.model).forEach((share, j) => {
    const column = fitted.preprocessing.features[j]?.column;
    if (column !== undefined && share > 0) shares.set(column, (shares.get(column) ?? 0) + share);
  });
  return [...shares]
    .map(([column, share]) => ({ column, share }))
    .sort((a, b) => b.share - a.share || (a.column < b.column ? -1 : 1));
}

/** Rows that are drawn; the table has all. */
const MOST = 12;

/** Geometry of the shares, for 280 px or more. */
export function gainsChart(
  gains: readonly Gain[],
  names: FeatureNames,
  width: number,
  format: Formatter,
): BoardGeometry {
  const words = gainWords[format.locale];
  const shown = gains.slice(0, MOST);
  const axis = valueAxis([shown[0]?.share ?? 1], 4);
  const rows = shown.map(({ column, share }) => {
    const says = format.percent(share, share < 0.0995 ? 1 : 0);
    return {
      name: names.label(column),
      value: share,
      says,
      mark: { title: names.label(column), value: words.mark(says) },
    };
  });
  return board(rows, { low: 0, high: axis.high, ticks: [] }, width, 'bars');
}

/** The finding around them. */
export function gainsExhibit(gains: readonly Gain[], names: FeatureNames, format: Formatter): ExhibitText {
  const words = gainWords[format.locale];
  const three = gains.slice(0, 3);
  return {
    headline: words.headline(
      three.map((g) => names.label(g.column)),
      format.percent(
        three.reduce((sum, g) => sum + g.share, 0),
        0,
      ),
      format,
    ),
    sub: words.sub,
    plate: [{ text: words.method, term: words.term }],
  };
}

/** All columns that a split reads. */
export function gainsTable(gains: readonly Gain[], names: FeatureNames, format: Formatter): TableData {
  const { caption, feature, share } = gainWords[format.locale].columns;
  return {
    caption,
    columns: [
      { label: feature, kind: 'text' },
      { label: share, kind: 'percent' },
    ],
    rows: gains.map((g) => [names.label(g.column), g.share]),
  };
}
