import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Catalogue } from '../../core/words';
import type { RecencyUnit } from '../../sql/rfm';
import type { MeasureText, SidesText } from '../../charts/sidesExhibit';
import type { RfmFigures } from './result';
import type { RfmMeasure } from './sides';

type Fixed = Exclude<RfmMeasure, 'recency'>;

const words: Catalogue<
  Readonly<Record<Fixed | 'caption', string>> & {
    readonly recency: Readonly<Record<RecencyUnit, string>>;
    readonly sub: (named: boolean) => string;
  }
> = {
  en: {
    recency: { day: 'Days silent', week: 'Weeks silent', month: 'Months silent' },
    frequency: 'Orders each',
    monetary: 'Money each',
    best: 'Best',
    growing: 'Growing',
    cooling: 'Cooling',
    silent: 'Falling silent',
    sub: (named) =>
      `Means over the buyers of each segment beside all buyers${named ? '; shares of the map: best (champions, loyal), growing (potential loyalists, new, promising), cooling (need attention, about to sleep), falling silent (can’t lose, at risk, hibernating)' : ''}`,
    caption: 'Recency, frequency and money by segment',
  },
  ru: {
    recency: { day: 'Дней молчат', week: 'Недель молчат', month: 'Месяцев молчат' },
    frequency: 'Заказов у каждого',
    monetary: 'Денег с каждого',
    best: 'Лучшие',
    growing: 'Растут',
    cooling: 'Остывают',
    silent: 'Замолкают',
    sub: (named) =>
      `Средние по покупателям сегмента рядом со всеми${named ? '; доли карты: лучшие (чемпионы, лояльные), растут (потенциально лояльные, новые, перспективные), остывают (требуют внимания, засыпают), замолкают (нельзя потерять, в зоне риска, спят)' : ''}`,
    caption: 'Давность, частота и деньги по сегментам',
  },
};

/** What is said of recency, frequency and money by segment. */
export function rfmSidesText(
  { figures: { recencyUnit, segments } }: Result<RfmFigures>,
  format: Formatter,
): SidesText<RfmMeasure> {
  const w = words[format.locale];
  const share = (m: Fixed): MeasureText => ({
    label: w[m],
    kind: 'percent',
    print: (value) => format.percent(value),
  });
  return {
    measures: {
      recency: {
        label: w.recency[recencyUnit],
        kind: 'number',
        print: (value) => format.number(value, recencyUnit === 'day' ? 0 : 1),
      },
      frequency: { label: w.frequency, kind: 'number', print: (value) => format.number(value, 2) },
      monetary: { label: w.monetary, kind: 'money', print: (value) => format.moneyCompact(value) },
      best: share('best'),
      growing: share('growing'),
      cooling: share('cooling'),
      silent: share('silent'),
    },
    sub: w.sub(segments.length > 0),
    caption: w.caption,
    lead: ['monetary', 'frequency', 'recency'],
    list: { kind: 'rfm', list: 'customers' },
  };
}
