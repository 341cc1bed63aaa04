import { board, type BoardGeometry } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Groups } from './groups';
import { groupsWords } from './words';

/** Geometry of the groups by predicted spend, for 280 px or more. */
export function groupsChart(groups: Groups, width: number, format: Formatter): BoardGeometry {
  const words = groupsWords[format.locale];
  const axis = valueAxis(
    groups.counts.map((g) => g.predicted),
    4,
  );
  return board(
    groups.counts.map((g) => ({
      name: words.names[g.group],
      note: words.note(g, format),
      value: g.predicted,
      says: format.moneyCompact(g.predicted),
      tone: g.group === 'high' ? ('mark' as const) : ('second' as const),
      mark: { title: words.names[g.group], value: format.money(g.predicted), note: words.note(g, format) },
    })),
    { low: 0, high: axis.high, ticks: [] },
    width,
    'bars',
  );
}

/** The finding around them. */
export function groupsExhibit(groups: Groups, format: Formatter): ExhibitText {
  const words = groupsWords[format.locale];
  return {
    headline: words.headline(groups, format),
    sub: words.sub(groups, format),
    plate: [{ text: words.cuts(groups.cuts, format) }],
  };
}

/** The groups with what to do about each. */
export function groupsTable(groups: Groups, format: Formatter): TableData {
  const { columns: c, names, todo } = groupsWords[format.locale];
  return {
    caption: c.caption,
    columns: [
      { label: c.group, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.predicted, kind: 'money' },
      { label: c.spent, kind: 'money' },
      { label: c.todo, kind: 'text' },
    ],
    rows: groups.counts.map((g) => [names[g.group], g.customers, g.predicted, g.spent, todo[g.group]]),
  };
}
