import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import { windowWords } from '../window.words';
import type { Candidate, CorrelationFigures } from './result';

export interface CorrelationWords {
  readonly name: (candidate: Candidate) => string;
  readonly headline: (figures: CorrelationFigures, format: Formatter) => string;
  readonly sub: (figures: CorrelationFigures, format: Formatter) => string;
  readonly shares: (candidate: Candidate, format: Formatter) => string;
  readonly note: (candidate: Candidate, format: Formatter) => string;
  readonly tested: (figures: CorrelationFigures, format: Formatter) => string;
  readonly cause: { readonly text: string; readonly title: string; readonly says: string; readonly source: string };
  readonly axis: string;
  readonly none: string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: {
    readonly caption: string;
    readonly kind: string;
    readonly name: string;
    readonly having: string;
    readonly with: string;
    readonly without: string;
    readonly ratio: string;
    readonly low: string;
    readonly high: string;
    readonly p: string;
    readonly adjusted: string;
    readonly event: string;
  };
}

const SOURCE = 'Benjamini & Hochberg, JRSS B 57 (1995)';
const times = (c: Candidate, format: Formatter): string => format.number(c.ratio, c.ratio < 10 ? 2 : 0);

export const correlationWords: Catalogue<CorrelationWords> = {
  en: {
    name: ({ of }) => ('event' in of ? of.event : `${of.property}: ${of.value}`),
    headline: ({ candidates }, format) => {
      const [best] = candidates;
      if (best === undefined) return 'There is nothing beside the steps to compare by';
      if (!best.clear) return 'Nothing beside the steps goes clearly along with going all the way';
      return `“${correlationWords.en.name(best)}” goes along with going all the way ${best.ratio > 1 ? 'more' : 'less'} often: ${format.percent(best.with.share)} against ${format.percent(best.without.share)}`;
    },
    sub: ({ steps, window }, format) =>
      `Odds of ${steps.join(' → ')} within ${windowWords.en(window, format)}, with it against without; 95\u00A0%\u00A0intervals`,
    shares: (c, format) => `${format.percent(c.with.share)} with · ${format.percent(c.without.share)} without`,
    note: (c, format) =>
      `odds × ${times(c, format)} (${format.number(c.interval.low, 2)}–${format.number(c.interval.high, 2)}), ${format.integer(c.with.of)} have it`,
    tested: ({ candidates, more, converted, not }, format) =>
      `${more ? `the ${candidates.length} most frequent events and values` : `${candidates.length} ${plural('en', candidates.length, { one: 'event or value', other: 'events and values' })}`} tested over ${format.integer(converted + not)} customers whose window is over`,
    cause: {
      text: 'no proof of a cause',
      title: 'Going along is no cause',
      says: 'Who wants to buy does more of everything. An event counts only before the conversion, a value only at the first step; p values are adjusted for the number of tests, and only an experiment shows what a change would do.',
      source: SOURCE,
    },
    axis: 'Odds: less than without ← 1 → more',
    none: 'No event or value is frequent enough: at least 10 customers with it and 10 without.',
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(Number(details['n'] ?? 0))}: too few to say; ${details['enough']} who convert and who do not would do`
        : null,
    columns: {
      caption: 'What goes along with conversion',
      kind: 'Kind',
      name: 'Event or value',
      having: 'Have it',
      with: 'Convert with it',
      without: 'Without it',
      ratio: 'Odds ratio',
      low: '95\u00A0% from',
      high: '95\u00A0% to',
      p: 'p',
      adjusted: 'p, adjusted',
      event: 'event',
    },
  },
  ru: {
    name: ({ of }) => ('event' in of ? of.event : `${of.property}: ${of.value}`),
    headline: ({ candidates }, format) => {
      const [best] = candidates;
      if (best === undefined) return 'Кроме самих шагов, сравнивать не по чему';
      if (!best.clear) return 'Кроме самих шагов, явной связи с прохождением до конца нет ни у чего';
      return `С «${correlationWords.ru.name(best)}» до конца доходят ${best.ratio > 1 ? 'чаще' : 'реже'}: ${format.percent(best.with.share)} против ${format.percent(best.without.share)}`;
    },
    sub: ({ steps, window }, format) =>
      `Шансы пройти ${steps.join(' → ')} в течение ${windowWords.ru(window, format)}: с этим признаком и без него; 95\u00A0%\u00A0интервалы`,
    shares: (c, format) => `${format.percent(c.with.share)} с ним · ${format.percent(c.without.share)} без него`,
    note: (c, format) =>
      `шансы × ${times(c, format)} (${format.number(c.interval.low, 2)}–${format.number(c.interval.high, 2)}), есть у ${format.integer(c.with.of)}`,
    tested: ({ candidates, more, converted, not }, format) =>
      `${more ? 'проверены самые частые события и значения' : 'проверено событий и значений'}: ${candidates.length}; покупателей, чей срок вышел: ${format.integer(converted + not)}`,
    cause: {
      text: 'связь, а не причина',
      title: 'Связь — не причина',
      says: 'Кто хочет купить, всё делает чаще. Событие засчитывается только до конверсии, значение — только на первом шаге; p исправлены на число проверок, а что изменится на деле, покажет только эксперимент.',
      source: SOURCE,
    },
    axis: 'Шансы: меньше, чем без него ← 1 → больше',
    none: 'Нет достаточно частых событий и значений: нужно хотя бы 10 покупателей с ним и 10 без него.',
    warning: ({ code, details }, format) =>
      code === 'too-few'
        ? `n = ${format.integer(Number(details['n'] ?? 0))}: слишком мало для выводов; хватило бы ${details['enough']} дошедших и стольких же не дошедших`
        : null,
    columns: {
      caption: 'Что связано с прохождением до конца',
      kind: 'Вид',
      name: 'Событие или значение',
      having: 'Есть у',
      with: 'С ним доходят',
      without: 'Без него',
      ratio: 'Отношение шансов',
      low: '95\u00A0% от',
      high: '95\u00A0% до',
      p: 'p',
      adjusted: 'p исправленное',
      event: 'событие',
    },
  },
};
