import type { Formatter } from '../../core/format';
import type { TableData } from '../../charts/exhibit';
import type { StickinessFigures } from './result';
import { stickinessWords } from './words';

/** The bars as a table. */
export function stickinessTable(figures: StickinessFigures, format: Formatter): TableData {
  const c = stickinessWords[format.locale].columns;
  return {
    caption: c.caption,
    columns: [
      { label: c.units, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.share, kind: 'percent' },
      { label: c.low, kind: 'percent' },
      { label: c.high, kind: 'percent' },
    ],
    rows: figures.bars.map((b) => [
      b.orMore ? `${b.units} ${c.orMore}` : String(b.units),
      b.rate.count,
      b.rate.share,
      b.rate.interval?.low ?? null,
      b.rate.interval?.high ?? null,
    ]),
  };
}
