import { board, type BoardGeometry } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import { DRAWN, stakesWords } from './words';

/**
 * What a customer's money is: spent so far times P(leaving) (`at-risk`), the mean order times P(buying) (`expected`), or
 * the predicted spend itself (`predicted`).
 */
export type StakeKind = 'at-risk' | 'expected' | 'predicted';

/** A customer with what is at stake. */
export interface Stake {
  readonly who: string;
  /** In [0, 1]; null for a predicted number. */
  readonly probability: number | null;
  /** Spent so far, or the mean order; null for a predicted number, and where nothing was bought. */
  readonly base: number | null;
  readonly value: number;
}

/** Money of all scored customers, and those with the most of it. */
export interface Stakes {
  readonly kind: StakeKind;
  readonly customers: number;
  /** Over all of them. */
  readonly total: number;
  /** The most first; ties by name. */
  readonly top: readonly Stake[];
}

/** Customers that the list has. */
export const TOP = 20;

/** Share of the money that the listed customers hold; null where there is none. */
export function topShare({ top, total }: Stakes): number | null {
  return total > 0 ? top.reduce((sum, s) => sum + s.value, 0) / total : null;
}

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
