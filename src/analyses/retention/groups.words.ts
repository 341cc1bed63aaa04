import type { BucketSize } from '../../core/calendar';
import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';
import { activityWords } from '../activity.words';
import type { GroupContrast, Rest } from './groups';
import type { GroupName, RetentionFigures } from './result';

/** Texts of retention by groups. */
export interface RetentionGroupsWords {
  readonly name: (name: GroupName | Rest) => string;
  readonly size: (customers: number, format: Formatter) => string;
  readonly nothing: string;
  readonly mark: (group: string, period: number, interval: BucketSize) => string;
  readonly key: (interval: BucketSize) => string;
  readonly headline: (found: GroupContrast | null, interval: BucketSize, format: Formatter) => string;
  readonly sub: (figures: RetentionFigures) => string;
  readonly several: string;
  readonly caption: string;
  readonly group: string;
}

const by = (figures: RetentionFigures): string | null =>
  figures.groups !== undefined && 'property' in figures.groups.by ? figures.groups.by.property : null;

/** The only segment and those who are not in it: its name and both shares; null of other groups. */
function ofTwo({ best, worst }: GroupContrast): readonly [string, number, number] | null {
  if ('kind' in best.name && best.name.kind === 'rest' && 'value' in worst.name)
    return [worst.name.value, worst.share, best.share];
  if ('kind' in worst.name && worst.name.kind === 'rest' && 'value' in best.name)
    return [best.name.value, best.share, worst.share];
  return null;
}

export const groupsWords: Catalogue<RetentionGroupsWords> = {
  en: {
    name: (name) =>
      'value' in name ? name.value : { other: 'Other', none: 'No value', rest: 'everyone else' }[name.kind],
    size: (n, format) => `${format.integer(n)} ${plural('en', n, { one: 'customer', other: 'customers' })}`,
    nothing: 'nothing to see yet',
    mark: (group, period, interval) => `${group}, ${activityWords.en.period(period, interval)}`,
    key: (interval) =>
      `${activityWords.en.interval[interval].many} after the start; shaded: 95 % interval; dashed: everybody`,
    headline: (found, interval, format) => {
      if (found === null) return 'Too few customers in each group to compare them';
      const { best, worst, period, isClear } = found;
      const pair = ofTwo(found);
      if (pair !== null) {
        const [name, own, rest] = pair;
        const when = `${activityWords.en.spans(period, interval)} later`;
        const text = `“${name}”: ${format.percent(own)} come back ${when}, ${format.percent(rest)} of everyone else`;
        return isClear ? text : `${text}: within chance`;
      }
      const text = `“${groupsWords.en.name(best.name)}” comes back most, ${format.percent(best.share)} ${activityWords.en.spans(period, interval)} later; “${groupsWords.en.name(worst.name)}” least, ${format.percent(worst.share)}`;
      return isClear ? text : `${text}: within chance`;
    },
    sub: (figures) => {
      const column = by(figures);
      return column === null
        ? 'Mean over cohorts by segment; a customer counts in every segment they are in'
        : `Mean over cohorts by ${column} of each customer’s first row that counts as a start`;
    },
    several: 'best and worst of several groups differ by chance more often than two that were picked beforehand',
    caption: 'Mean retention by group and period',
    group: 'Group',
  },
  ru: {
    name: (name) =>
      'value' in name ? name.value : { other: 'Остальные', none: 'Без значения', rest: 'остальные' }[name.kind],
    size: (n, format) =>
      `${format.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' })}`,
    nothing: 'пока ничего не видно',
    mark: (group, period, interval) => `${group}, ${activityWords.ru.period(period, interval)}`,
    key: (interval) =>
      `${{ day: 'дней', week: 'недель', month: 'месяцев' }[interval]} с начала; закрашен 95 % интервал, пунктиром — все клиенты`,
    headline: (found, interval, format) => {
      if (found === null) return 'В каждой группе слишком мало клиентов, чтобы сравнивать';
      const { best, worst, period, isClear } = found;
      const pair = ofTwo(found);
      if (pair !== null) {
        const [name, own, rest] = pair;
        const when = `через ${activityWords.ru.spans(period, interval)}`;
        const text = `«${name}»: ${when} возвращается ${format.percent(own)}, среди остальных ${format.percent(rest)}`;
        return isClear ? text : `${text}; это может быть случайностью`;
      }
      const text = `Чаще всех возвращается «${groupsWords.ru.name(best.name)}»: через ${activityWords.ru.spans(period, interval)} ${format.percent(best.share)}, реже всех «${groupsWords.ru.name(worst.name)}»: ${format.percent(worst.share)}`;
      return isClear ? text : `${text}; это может быть случайностью`;
    },
    sub: (figures) => {
      const column = by(figures);
      return column === null
        ? 'Среднее по когортам и сегментам; клиент входит в каждый свой сегмент'
        : `Среднее по когортам; «${column}» — из первого действия клиента, которое считается началом`;
    },
    several: 'лучшая и худшая из многих групп расходятся случайно чаще, чем две выбранные заранее',
    caption: 'Среднее удержание по группам и периодам',
    group: 'Группа',
  },
};
