import { board, type BoardGeometry } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import { topShare, type Stakes } from './stakes';
import { DRAWN, stakesWords } from './words';

/** Geometry of the first ten, for 280 px or more. */
export function stakesChart(stakes: Stakes, width: number, format: Formatter): BoardGeometry {
  const words = stakesWords[format.locale];
  const shown = stakes.top.slice(0, DRAWN);
  const axis = valueAxis(
    shown.map((s) => s.value),
    4,
  );
  return board(
    shown.map((s) => ({
      name: s.who,
      ...(s.probability === null ? {} : { note: words.note(s, stakes.kind, format) }),
      value: s.value,
      says: format.moneyCompact(s.value),
      mark: {
        title: s.who,
        value: format.money(s.value),
        ...(s.probability === null ? {} : { note: words.note(s, stakes.kind, format) }),
      },
    })),
    { low: 0, high: axis.high, ticks: [] },
    width,
    'bars',
  );
}

/** The finding around them. */
export function stakesExhibit(stakes: Stakes, format: Formatter): ExhibitText {
  const words = stakesWords[format.locale];
  return {
    headline: words.headline(stakes, topShare(stakes), format),
    sub: words.sub(stakes, format),
    plate: [{ text: words.how[stakes.kind] }],
  };
}

/** The listed customers. */
export function stakesTable(stakes: Stakes, format: Formatter): TableData {
  const { columns: c } = stakesWords[format.locale];
  const scored = stakes.kind !== 'predicted';
  return {
    caption: c.caption(stakes.top.length),
    columns: [
      { label: c.who, kind: 'text' },
      ...(scored
        ? [
            { label: c.probability, kind: 'percent' as const },
            { label: stakes.kind === 'at-risk' ? c.spent : c.order, kind: 'money' as const },
          ]
        : []),
      { label: c.value[stakes.kind], kind: 'money' },
    ],
    rows: stakes.top.map((s) => [s.who, ...(scored ? [s.probability, s.base] : []), s.value]),
  };
}
