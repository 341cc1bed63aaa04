import type { TableData } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { ScoreFigures } from './result';
import { scoreWords } from './words';

/** The bands as a table, the likeliest first. Shares are null without customers. */
export function scoreTable(figures: ScoreFigures, format: Formatter): TableData {
  const words = scoreWords[format.locale];
  const c = words.columns;
  const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
  return {
    caption: c.caption,
    columns: [
      { label: c.band, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.share, kind: 'percent' },
      { label: c.expected, kind: 'number', digits: 1 },
      { label: c.expectedShare, kind: 'percent' },
    ],
    rows: figures.bands
      .toReversed()
      .map((band) => [
        words.band(band, format),
        band.customers,
        share(band.customers, figures.customers),
        band.expected,
        share(band.expected, figures.expectedBuyers),
      ]),
  };
}
