import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Catalogue } from '../../core/words';
import type { MeasureText, SidesText } from '../../charts/sidesExhibit';
import type { ValueFigures } from './result';
import type { ValueMeasure } from './sides';

const words: Catalogue<Readonly<Record<ValueMeasure | 'caption' | 'sub', string>>> = {
  en: {
    alive: 'Still customers',
    returns: 'Will buy again',
    expected: 'Purchases to come',
    worth: 'Value of each',
    part: 'Share of all value',
    sub: 'Means over the buyers of each segment, beside all buyers; intervals do not hold the doubt about the model',
    caption: 'Value to come by segment',
  },
  ru: {
    alive: 'Ещё с нами',
    returns: 'Купят снова',
    expected: 'Покупок впереди',
    worth: 'Ценность одного',
    part: 'Доля всей ценности',
    sub: 'Средние по покупателям сегмента рядом со всеми; неточность самой модели в интервалы не входит',
    caption: 'Будущая ценность по сегментам',
  },
};

/** What is said of the forecast by segment. */
export function valueSidesText(_: Result<ValueFigures>, format: Formatter): SidesText<ValueMeasure> {
  const w = words[format.locale];
  const share = (m: ValueMeasure): MeasureText => ({
    label: w[m],
    kind: 'percent',
    print: (value) => format.percent(value),
  });
  return {
    measures: {
      alive: share('alive'),
      returns: share('returns'),
      expected: { label: w.expected, kind: 'number', print: (value) => format.number(value, 2) },
      worth: { label: w.worth, kind: 'money', print: (value) => format.moneyCompact(value) },
      part: { ...share('part'), alone: true },
    },
    sub: w.sub,
    caption: w.caption,
    lead: ['worth', 'expected', 'alive'],
    list: { kind: 'value', list: 'customers' },
  };
}
