import type { RecencyUnit } from '../../sql/rfm';
import { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import type { SegmentTier } from '../../core/rfmSegments';
import { segmentNames } from '../../core/rfmSegments.words';
import { plural, type Catalogue } from '../../core/words';
import type { BeforeKey, Move } from './move';
import type { MigrationFigures } from './result';

/** A row or column of the matrix: a segment, customers not yet seen, or a tier where there is little room. */
export type GroupKey = BeforeKey | SegmentTier;

export interface MigrationWords {
  readonly groups: Readonly<Record<GroupKey, string>>;
  readonly moves: Readonly<Record<Move, string>>;
  readonly matrixHeadline: (figures: MigrationFigures, format: Formatter) => string;
  readonly matrixSub: (figures: MigrationFigures, format: Formatter) => string;
  readonly flowsHeadline: (figures: MigrationFigures, format: Formatter) => string;
  readonly flowsSub: (figures: MigrationFigures, format: Formatter) => string;
  /** Axis titles of the matrix. */
  readonly rowsAxis: (figures: MigrationFigures, format: Formatter) => string;
  readonly columnsAxis: (figures: MigrationFigures, format: Formatter) => string;
  readonly all: string;
  /** The key of the ribbons' colours. */
  readonly key: Readonly<Record<'slid' | 'rose' | 'joined' | 'stayed', string>>;
  readonly cellMark: (
    cell: { readonly before: GroupKey; readonly after: GroupKey; readonly customers: number; readonly of: number },
    format: Formatter,
  ) => { title: string; value: string; note?: string };
  readonly nodeMark: (
    node: {
      readonly group: GroupKey;
      readonly date: string;
      readonly customers: number;
      readonly flows: readonly { readonly to: GroupKey; readonly customers: number }[];
      readonly side: 'before' | 'after';
    },
    format: Formatter,
  ) => { title: string; value: string; note?: string };
  readonly customers: (n: number, format: Formatter) => string;
  readonly never: (n: number, format: Formatter) => string;
  readonly spent: (figures: MigrationFigures, format: Formatter) => string | null;
  readonly cuts: Readonly<Record<MigrationFigures['cuts'], string>>;
  /** Axes scored by cut points that a person gave. */
  readonly own: (axes: MigrationFigures['ownCuts']) => string;
  readonly unit: Readonly<Record<'week' | 'month', string>>;
  /** What the tiers hold, where they stand for the segments. */
  readonly tiers: string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly caption: string;
  readonly columns: Readonly<
    Record<
      'customer' | 'before' | 'after' | 'move' | 'customers' | 'share' | 'spent' | 'frequency' | 'monetary',
      string
    >
  > & { readonly recency: Readonly<Record<RecencyUnit, string>> };
  /** After a column's name: at the earlier date, now. */
  readonly then: (label: string) => string;
  readonly now: (label: string) => string;
}

/** A day of the figures in the reader's language; it is a day of the zone already. */
export function day(iso: string, format: Formatter): string {
  return new Formatter(format.locale).date(Date.parse(iso));
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);

/** What flows out of or into a node, the greatest three. */
function greatest(
  flows: readonly { readonly to: GroupKey; readonly customers: number }[],
  names: Readonly<Record<GroupKey, string>>,
  format: Formatter,
): string {
  return [...flows]
    .sort((a, b) => b.customers - a.customers)
    .slice(0, 3)
    .map((f) => `${names[f.to]} ${format.integer(f.customers)}`)
    .join(', ');
}

const groupsEn: Readonly<Record<GroupKey, string>> = {
  ...segmentNames.en,
  'not-yet': 'Not yet a customer',
  best: 'Best',
  growing: 'Growing',
  cooling: 'Cooling',
  silent: 'Silent',
  none: 'Only looked',
};
const groupsRu: Readonly<Record<GroupKey, string>> = {
  ...segmentNames.ru,
  'not-yet': 'Ещё не клиент',
  best: 'Лучшие',
  growing: 'Растут',
  cooling: 'Остывают',
  silent: 'Молчат',
  none: 'Смотрели',
};

export const migrationWords: Catalogue<MigrationWords> = {
  en: {
    groups: groupsEn,
    moves: {
      slid: 'Slid',
      rose: 'Rose',
      bought: 'First purchase',
      joined: 'Joined',
      shifted: 'Moved sideways',
      stayed: 'Stayed',
    },
    matrixHeadline: (figures, format) => {
      const { before, left, to } = figures.champions;
      const then = day(figures.earlier, format);
      if (before === 0) return `Nobody was a champion on ${then}`;
      if (left === 0 || to === null) return `Every champion of ${then} is one still`;
      return `${format.percent(left / before, 0)} of the champions of ${then} are champions no more, most often “${groupsEn[to]}” now`;
    },
    matrixSub: (figures, format) =>
      `Where the customers of each segment on ${day(figures.earlier, format)} (rows) are on ${day(figures.later, format)} (columns); shades are shares of the row`,
    flowsHeadline: ({ moves, earlier }, format) => {
      const since = `since ${day(earlier, format)}`;
      if (moves.slid === 0 && moves.rose === 0) return `Nobody slid and nobody rose ${since}`;
      return `${format.compact(moves.slid)} ${plural('en', moves.slid, { one: 'customer', other: 'customers' })} slid and ${format.compact(moves.rose)} rose ${since}`;
    },
    flowsSub: (figures, format) =>
      `Every customer’s segment on ${day(figures.earlier, format)} (left) and on ${day(figures.later, format)} (right)`,
    rowsAxis: (figures, format) => `Segment on ${day(figures.earlier, format)}`,
    columnsAxis: (figures, format) => `Segment on ${day(figures.later, format)}`,
    all: 'All',
    key: { slid: 'Slid', rose: 'Rose or first bought', joined: 'Joined', stayed: 'Held' },
    cellMark: ({ before, after, customers, of }, format) => ({
      title: `${groupsEn[before]} → ${groupsEn[after]}`,
      value: migrationWords.en.customers(customers, format),
      ...(of > 0 ? { note: `${format.percent(customers / of)} of “${groupsEn[before]}”` } : {}),
    }),
    nodeMark: ({ group, date, customers, flows, side }, format) => ({
      title: `${groupsEn[group]}, ${day(date, format)}`,
      value: migrationWords.en.customers(customers, format),
      note: `${side === 'before' ? 'now' : 'from'}: ${greatest(flows, groupsEn, format)}`,
    }),
    customers: (n, format) => `${format.integer(n)} ${plural('en', n, { one: 'customer', other: 'customers' })}`,
    never: (n, format) => `${format.integer(n)} who never bought are not drawn`,
    spent: ({ champions: { left, spent } }, format) =>
      left > 0 && spent !== null ? `champions who left had brought ${format.moneyCompact(spent)} by then` : null,
    cuts: {
      each: 'scores by quintile of each date',
      earlier: 'scores by the quintiles of the earlier date',
    },
    own: (axes) => `own cut points for ${axes.join(' and ')}, the same at both dates`,
    unit: { week: 'recency in whole weeks', month: 'recency in whole months' },
    tiers:
      'best: champions, loyal; growing: potential loyalists, new, promising; cooling: need attention, about to sleep; silent: can’t lose them, at risk, hibernating',
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))} buyers then: too few to say; ${number(details, 'enough')} would do`
        : null,
    caption: 'Customers by segment at two dates',
    columns: {
      customer: 'Customer',
      before: 'Segment then',
      after: 'Segment now',
      move: 'Move',
      customers: 'Customers',
      share: 'Of the segment then',
      spent: 'Net money by then',
      recency: { day: 'Days since purchase', week: 'Weeks since purchase', month: 'Months since purchase' },
      frequency: 'Purchases',
      monetary: 'Net money',
    },
    then: (label) => `${label}, then`,
    now: (label) => `${label}, now`,
  },
  ru: {
    groups: groupsRu,
    moves: {
      slid: 'Опустились',
      rose: 'Поднялись',
      bought: 'Первая покупка',
      joined: 'Пришли',
      shifted: 'На том же уровне',
      stayed: 'Остались',
    },
    matrixHeadline: (figures, format) => {
      const { before, left, to } = figures.champions;
      const then = day(figures.earlier, format);
      if (before === 0) return `На ${then} чемпионов не было`;
      if (left === 0 || to === null) return `Все чемпионы на ${then} остались чемпионами`;
      return `${format.percent(left / before, 0)} чемпионов на ${then} уже не чемпионы; чаще всего они теперь в сегменте «${groupsRu[to]}»`;
    },
    matrixSub: (figures, format) =>
      `Сегмент клиентов на ${day(figures.earlier, format)} (строки) и на ${day(figures.later, format)} (столбцы); насыщенность — доля от строки`,
    flowsHeadline: ({ moves, earlier }, format) => {
      const since = `После ${day(earlier, format)}`;
      if (moves.slid === 0 && moves.rose === 0) return `${since} никто не опустился и не поднялся`;
      return `${since} опустилось клиентов: ${format.compact(moves.slid)}, поднялось: ${format.compact(moves.rose)}`;
    },
    flowsSub: (figures, format) =>
      `Сегмент каждого клиента на ${day(figures.earlier, format)} (слева) и на ${day(figures.later, format)} (справа)`,
    rowsAxis: (figures, format) => `Сегмент на ${day(figures.earlier, format)}`,
    columnsAxis: (figures, format) => `Сегмент на ${day(figures.later, format)}`,
    all: 'Все',
    key: { slid: 'Опустились', rose: 'Поднялись или купили впервые', joined: 'Пришли', stayed: 'Удержались' },
    cellMark: ({ before, after, customers, of }, format) => ({
      title: `${groupsRu[before]} → ${groupsRu[after]}`,
      value: migrationWords.ru.customers(customers, format),
      ...(of > 0 ? { note: `${format.percent(customers / of)} сегмента «${groupsRu[before]}»` } : {}),
    }),
    nodeMark: ({ group, date, customers, flows, side }, format) => ({
      title: `${groupsRu[group]}, ${day(date, format)}`,
      value: migrationWords.ru.customers(customers, format),
      note: `${side === 'before' ? 'теперь' : 'раньше'}: ${greatest(flows, groupsRu, format)}`,
    }),
    customers: (n, format) =>
      `${format.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' })}`,
    never: (n, format) => `не показаны ни разу не купившие: ${format.integer(n)}`,
    spent: ({ champions: { left, spent } }, format) =>
      left > 0 && spent !== null ? `бывшие чемпионы успели принести ${format.moneyCompact(spent)}` : null,
    cuts: {
      each: 'баллы по квинтилям каждой даты',
      earlier: 'баллы по квинтилям более ранней даты',
    },
    own: (axes) =>
      `свои границы баллов: ${axes.map((a) => ({ recency: 'давность', frequency: 'частота', monetary: 'сумма' })[a]).join(', ')}; одинаковые на обе даты`,
    unit: { week: 'давность в полных неделях', month: 'давность в полных месяцах' },
    tiers:
      'лучшие: чемпионы, лояльные; растут: потенциально лояльные, новые, перспективные; остывают: требуют внимания, засыпают; молчат: нельзя потерять, в зоне риска, спят',
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(number(details, 'n'))} покупателей тогда: слишком мало для выводов; хватило бы ${number(details, 'enough')}`
        : null,
    caption: 'Клиенты по сегментам на две даты',
    columns: {
      customer: 'Клиент',
      before: 'Сегмент тогда',
      after: 'Сегмент сейчас',
      move: 'Перемещение',
      customers: 'Клиенты',
      share: 'Доля прежнего сегмента',
      spent: 'Принесли к тому времени',
      recency: { day: 'Дней с покупки', week: 'Недель с покупки', month: 'Месяцев с покупки' },
      frequency: 'Покупки',
      monetary: 'Сумма',
    },
    then: (label) => `${label}, тогда`,
    now: (label) => `${label}, сейчас`,
  },
};
