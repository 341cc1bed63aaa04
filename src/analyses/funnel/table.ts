import type { Formatter } from '../../core/format';
import type { TableData } from '../../charts/exhibit';
import type { FunnelFigures } from './result';
import { funnelWords } from './words';

/** The funnel's figures as a table, one row per step. */
export function funnelTable(figures: FunnelFigures, format: Formatter): TableData {
  const words = funnelWords[format.locale];
  const c = words.columns;
  return {
    caption: c.caption,
    columns: [
      { label: c.step, kind: 'text' },
      { label: c.counted[figures.unit], kind: 'integer' },
      { label: c.ofFirst, kind: 'percent' },
      { label: c.ofPrevious, kind: 'percent' },
      { label: c.low, kind: 'percent' },
      { label: c.high, kind: 'percent' },
      { label: c.p25, kind: 'duration' },
      { label: c.median, kind: 'duration' },
      { label: c.p75, kind: 'duration' },
      { label: c.independent, kind: 'integer' },
      { label: c.followed, kind: 'integer' },
    ],
    rows: figures.steps.map((s, i) => [
      words.stepText(figures.order, s, i + 1),
      s.customers,
      s.ofFirst.share,
      s.ofPrevious?.share ?? null,
      s.ofPrevious?.interval?.low ?? null,
      s.ofPrevious?.interval?.high ?? null,
      s.time?.p25 ?? null,
      s.time?.median ?? null,
      s.time?.p75 ?? null,
      s.independent,
      s.followed,
    ]),
  };
}
