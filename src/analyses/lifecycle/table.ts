import type { Formatter } from '../../core/format';
import type { TableData } from '../../charts/exhibit';
import type { LifecycleFigures } from './result';
import { lifecycleWords } from './words';

/** Every bucket as a row, incomplete ones included. */
export function lifecycleTable(figures: LifecycleFigures, format: Formatter): TableData {
  const words = lifecycleWords[format.locale];
  const { columns: c, states } = words;
  return {
    caption: c.caption,
    columns: [
      { label: c.from, kind: 'text' },
      { label: states.newcomers, kind: 'integer' },
      { label: states.returning, kind: 'integer' },
      { label: states.resurrecting, kind: 'integer' },
      { label: states.dormant, kind: 'integer' },
      { label: c.complete, kind: 'text' },
    ],
    rows: figures.points.map((p) => [
      p.from,
      p.newcomers,
      p.returning,
      p.resurrecting,
      p.dormant,
      p.complete ? c.yes : c.no,
    ]),
  };
}
