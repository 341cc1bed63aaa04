import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';
import type { Rate } from '../../stats/rate';
import type { ShareDifference } from '../../stats/shareDifference';
import type { FunnelComparison, FunnelDifference, FunnelGroup, FunnelGroups, GroupName } from './groups';
import type { FunnelFigures } from './result';

type Unit = FunnelFigures['unit'];

/** Texts of a funnel by groups, compared, and counted in two ways. */
export interface GroupWords {
  readonly name: (group: FunnelGroup) => string;
  readonly headline: (groups: FunnelGroups, unit: Unit, format: Formatter) => string;
  readonly sub: (groups: FunnelGroups) => string;
  readonly conversion: (rate: Rate, format: Formatter) => string;
  /** Share of the step before, with its interval. */
  readonly ofPrevious: (rate: Rate, format: Formatter) => string;
  readonly immature: (count: number, format: Formatter) => string;
  readonly columns: {
    readonly caption: string;
    readonly group: string;
    readonly conversion: string;
    readonly low: string;
    readonly high: string;
    readonly immature: string;
    readonly step: string;
    readonly difference: string;
    readonly counted: Readonly<Record<Unit, string>>;
  };
  readonly sides: (comparison: FunnelComparison, format: Formatter) => readonly [string, string];
  readonly compared: (comparison: FunnelComparison, format: Formatter) => string;
  readonly comparedSub: (comparison: FunnelComparison, format: Formatter) => string;
  readonly difference: (difference: ShareDifference, format: Formatter) => string;
  readonly differing: (difference: FunnelDifference, unit: Unit, format: Formatter) => string;
  readonly differingSub: (difference: FunnelDifference) => string;
  readonly semantics: readonly [string, string];
}

const one = (name: GroupName, other: string, none: string): string =>
  'value' in name ? name.value : name.kind === 'other' ? other : none;
const named = (group: FunnelGroup, other: string, none: string): string =>
  group.names.map((n) => one(n, other, none)).join(' × ');

/** Enough entrants to say anything about a group. */
export const ENOUGH = 30;

/** The groups with enough entrants that convert best and worst; null where fewer than two say something. */
function extremes({ groups }: FunnelGroups): { best: FunnelGroup; worst: FunnelGroup } | null {
  const firm = groups.filter((g) => g.conversion.of >= ENOUGH);
  const sorted = [...firm].sort((a, b) => (b.conversion.share ?? 0) - (a.conversion.share ?? 0));
  const [best, worst] = [sorted[0], sorted.at(-1)];
  return best === undefined || worst === undefined || best === worst ? null : { best, worst };
}

/** Points with a sign, and their interval. */
function points(difference: ShareDifference, format: Formatter, unit: string): string {
  const { value, interval } = difference;
  if (value === null || interval === null) return '';
  const signed = (x: number): string => `${x < 0 ? '−' : '+'}${format.number(Math.abs(x) * 100, 1)}`;
  return `${signed(value)} ${unit} (${signed(interval.low)} … ${signed(interval.high)})`;
}

const last = (c: FunnelComparison): ShareDifference => c.differences.at(-1) ?? { value: null, interval: null };
/** The side with the fewer entrants, where they are too few to compare; its name stands at the same place. */
function fewIn({ sides }: FunnelComparison): { readonly side: 0 | 1; readonly n: number } | null {
  const [a = 0, b = 0] = sides.map((side) => side.customers[0] ?? 0);
  const few = { side: a <= b ? 0 : 1, n: Math.min(a, b) } as const;
  return few.n < ENOUGH ? few : null;
}

const isClear = ({ interval }: ShareDifference): boolean =>
  interval !== null && (interval.low > 0 || interval.high < 0);
const apart = (d: FunnelDifference): number => d.differing.reduce((n, x) => n + x.customers, 0);

export const groupWords: Catalogue<GroupWords> = {
  en: {
    name: (group) => named(group, 'Other', 'No value'),
    headline: (groups, unit, format) => {
      const found = extremes(groups);
      if (found === null) return `Too few ${unit} in each group to compare them`;
      const { best, worst } = found;
      const overlap = (best.conversion.interval?.low ?? 0) <= (worst.conversion.interval?.high ?? 1);
      const text = `“${groupWords.en.name(best)}” converts best, ${format.percent(best.conversion.share)}; “${groupWords.en.name(worst)}” least, ${format.percent(worst.conversion.share)}`;
      return overlap ? `${text}: within chance` : text;
    },
    sub: ({ by }) =>
      `All the way, of those who took the first step, by ${by.map((b) => ('segments' in b ? 'segment' : b.property)).join(' and ')}`,
    conversion: (rate, format) =>
      `${format.percent(rate.share)}${rate.interval === null ? '' : ` (${format.percentInterval(rate.interval.low, rate.interval.high)})`}`,
    ofPrevious: (rate, format) =>
      `${format.percent(rate.share)} of the step before${rate.interval === null ? '' : `, 95\u00A0%\u00A0interval ${format.percentInterval(rate.interval.low, rate.interval.high)}`}`,
    immature: (count, format) => `${format.integer(count)} still have time`,
    columns: {
      caption: 'Funnel by group',
      group: 'Group',
      conversion: 'All the way',
      low: '95\u00A0% from',
      high: '95\u00A0% to',
      immature: 'Still have time',
      step: 'Step',
      difference: 'Difference, points (95\u00A0%)',
      counted: { customers: 'Customers', sessions: 'Sessions' },
    },
    sides: ({ with: to }, format) =>
      'segment' in to
        ? [to.segment, to.other ?? 'Everyone else']
        : [format.timeRange(to.from, to.to - 1), format.timeRange(to.before, to.from - 1)],
    compared: (c, format) => {
      const d = last(c);
      if (d.value === null) return 'There is nobody to compare with';
      const sides = groupWords.en.sides(c, format);
      const few = fewIn(c);
      if (few !== null) return `Too few to compare: ${format.integer(few.n)} in “${sides[few.side] ?? ''}”`;
      const [a, b] =
        'segment' in c.with
          ? [`“${c.with.segment}”`, c.with.other === null ? 'everyone else' : `“${c.with.other}”`]
          : sides;
      if (!isClear(d)) return `${a} and ${b} convert alike: the difference is within chance`;
      return `${a}: ${format.number(Math.abs(d.value) * 100, 1)} points ${d.value > 0 ? 'more' : 'fewer'} go all the way than with ${b}`;
    },
    comparedSub: (c, format) =>
      `Share of the first step; ${groupWords.en.sides(c, format).join(' beside ')}; differences with 95\u00A0%\u00A0intervals`,
    difference: (d, format) => points(d, format, 'pts'),
    differing: (d, unit, format) => {
      const n = apart(d);
      return n === 0
        ? 'Both ways of counting give the same'
        : `${format.integer(n)} ${plural('en', n, unit === 'sessions' ? { one: 'session comes', other: 'sessions come' } : { one: 'customer comes', other: 'customers come' })} further when one event may count for several steps`;
    },
    differingSub: (d) =>
      d.events.length === 0
        ? 'No event belongs to two steps, so nobody can differ'
        : `Because ${d.events.map((e) => `“${e.event}” belongs to steps ${e.steps.join(' and ')}`).join('; ')}. ClickHouse’s windowFunnel lets one event serve them all`,
    semantics: ['An event of its own for each step', 'One event may serve several'],
  },
  ru: {
    name: (group) => named(group, 'Остальные', 'Без значения'),
    headline: (groups, unit, format) => {
      const found = extremes(groups);
      if (found === null)
        return `В каждой группе слишком мало ${unit === 'sessions' ? 'визитов' : 'покупателей'}, чтобы сравнивать`;
      const { best, worst } = found;
      const overlap = (best.conversion.interval?.low ?? 0) <= (worst.conversion.interval?.high ?? 1);
      const text = `Лучше всех доходит «${groupWords.ru.name(best)}» — ${format.percent(best.conversion.share)}, хуже всех «${groupWords.ru.name(worst)}» — ${format.percent(worst.conversion.share)}`;
      return overlap ? `${text}; это может быть случайностью` : text;
    },
    sub: ({ by }) =>
      `Доля дошедших до конца среди сделавших первый шаг: ${by.map((b) => ('segments' in b ? 'по сегментам' : `по «${b.property}»`)).join(' и ')}`,
    conversion: (rate, format) =>
      `${format.percent(rate.share)}${rate.interval === null ? '' : ` (${format.percentInterval(rate.interval.low, rate.interval.high)})`}`,
    ofPrevious: (rate, format) =>
      `${format.percent(rate.share)} от предыдущего шага${rate.interval === null ? '' : `, 95\u00A0%\u00A0интервал ${format.percentInterval(rate.interval.low, rate.interval.high)}`}`,
    immature: (count, format) => `у ${format.integer(count)} ещё есть время`,
    columns: {
      caption: 'Воронка по группам',
      group: 'Группа',
      conversion: 'До конца',
      low: '95\u00A0% от',
      high: '95\u00A0% до',
      immature: 'Ещё есть время',
      step: 'Шаг',
      difference: 'Разница, п. п. (95\u00A0%)',
      counted: { customers: 'Покупатели', sessions: 'Визиты' },
    },
    sides: ({ with: to }, format) =>
      'segment' in to
        ? [to.segment, to.other ?? 'Все остальные']
        : [format.timeRange(to.from, to.to - 1), format.timeRange(to.before, to.from - 1)],
    compared: (c, format) => {
      const d = last(c);
      if (d.value === null) return 'Сравнивать не с кем';
      const sides = groupWords.ru.sides(c, format);
      const few = fewIn(c);
      if (few !== null)
        return `Слишком мало для сравнения: ${format.integer(few.n)} в группе «${sides[few.side] ?? ''}»`;
      const [a, b, than] =
        'segment' in c.with
          ? c.with.other === null
            ? [`«${c.with.segment}»`, 'все остальные', 'среди остальных']
            : [`«${c.with.segment}»`, `«${c.with.other}»`, `в группе «${c.with.other}»`]
          : [...sides, `за ${sides[1]}`];
      if (!isClear(d)) return `${a} и ${b}: разница в пределах случайности`;
      return `${a}: до конца доходит на ${format.number(Math.abs(d.value) * 100, 1)} п. п. ${d.value > 0 ? 'больше' : 'меньше'}, чем ${than}`;
    },
    comparedSub: (c, format) =>
      `Доля от первого шага: ${groupWords.ru.sides(c, format).join(' и ')}; разница с 95\u00A0%\u00A0интервалом`,
    difference: (d, format) => points(d, format, 'п. п.'),
    differing: (d, unit, format) => {
      const n = apart(d);
      return n === 0
        ? 'Оба способа счёта дают одно и то же'
        : `${format.integer(n)} ${plural('ru', n, unit === 'sessions' ? { one: 'визит проходит', few: 'визита проходят', many: 'визитов проходят', other: 'визита проходят' } : { one: 'покупатель проходит', few: 'покупателя проходят', many: 'покупателей проходят', other: 'покупателя проходят' })} дальше, если одно событие засчитывать за несколько шагов`;
    },
    differingSub: (d) =>
      d.events.length === 0
        ? 'Ни одно событие не относится к двум шагам, поэтому различий быть не может'
        : `Потому что ${d.events.map((e) => `«${e.event}» относится к шагам ${e.steps.join(' и ')}`).join('; ')}. Функция windowFunnel в ClickHouse засчитывает одно событие за все такие шаги`,
    semantics: ['Каждому шагу — своё событие', 'Одно событие на несколько шагов'],
  },
};
