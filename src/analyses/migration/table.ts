import type { Formatter } from '../../core/format';
import type { TableData } from '../../charts/exhibit';
import type { MigrationFigures } from './result';
import { migrationWords } from './words';

/** The cells that hold anyone, one row each. */
export function migrationTable(figures: MigrationFigures, format: Formatter): TableData {
  const words = migrationWords[format.locale];
  const c = words.columns;
  const totals = new Map<string, number>();
  for (const f of figures.flows) totals.set(f.before, (totals.get(f.before) ?? 0) + f.customers);
  return {
    caption: words.caption,
    columns: [
      { label: c.before, kind: 'text' },
      { label: c.after, kind: 'text' },
      { label: c.move, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.share, kind: 'percent' },
      { label: c.spent, kind: 'money' },
    ],
    rows: figures.flows.map((f) => [
      words.groups[f.before],
      words.groups[f.after],
      words.moves[f.move],
      f.customers,
      f.customers / (totals.get(f.before) ?? f.customers),
      f.spent,
    ]),
  };
}
