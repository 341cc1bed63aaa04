import type { Catalogue } from '../../core/words';
import type { RateUnit, TimeUnit } from '../../stats/lifetime';
import type { BakeoffMetric } from '../../analyses/bakeoff/spec';
import type { ValueModel } from '../../analyses/value/spec';

/** Choices of the forecast. */
export interface ValueControlWords {
  readonly title: string;
  readonly model: string;
  readonly models: Readonly<Record<ValueModel, string>>;
  readonly unit: string;
  readonly units: Readonly<Record<TimeUnit, string>>;
  readonly horizon: string;
  readonly horizonUnit: string;
  readonly horizonUnits: Readonly<Record<TimeUnit, string>>;
  readonly rate: string;
  readonly ratePer: string;
  readonly per: Readonly<Record<RateUnit, string>>;
  readonly until: string;
  readonly untilHint: string;
  readonly noHorizon: string;
  readonly noRate: string;
}

export const valueControlWords: Catalogue<ValueControlWords> = {
  en: {
    title: 'The forecast',
    model: 'How customers leave',
    models: {
      bgnbd: 'after a repeat purchase (BG/NBD)',
      mbgnbd: 'after any purchase (MBG/NBD)',
      paretonbd: 'at any time (Pareto/NBD)',
    },
    unit: 'The model counts in',
    units: { days: 'days', weeks: 'weeks', months: 'months' },
    horizon: 'Look ahead',
    horizonUnit: 'Unit',
    horizonUnits: { days: 'days', weeks: 'weeks', months: 'months' },
    rate: 'Discount, %',
    ratePer: 'Per',
    per: { day: 'day', week: 'week', month: 'month', year: 'year' },
    until: 'Tested on what came after',
    untilHint: 'Learns up to this day, forecasts the rest',
    noHorizon: 'A number from 0 to 10,000',
    noRate: 'A number from 0 to 1,000',
  },
  ru: {
    title: 'Прогноз',
    model: 'Как уходят клиенты',
    models: {
      bgnbd: 'после повторной покупки (BG/NBD)',
      mbgnbd: 'после любой покупки (MBG/NBD)',
      paretonbd: 'в любой момент (Pareto/NBD)',
    },
    unit: 'Модель считает',
    units: { days: 'днями', weeks: 'неделями', months: 'месяцами' },
    horizon: 'Заглянуть вперёд на',
    horizonUnit: 'Единица',
    horizonUnits: { days: 'дней', weeks: 'недель', months: 'месяцев' },
    rate: 'Дисконт, %',
    ratePer: 'За',
    per: { day: 'день', week: 'неделю', month: 'месяц', year: 'год' },
    until: 'Проверка на том, что после',
    untilHint: 'Учится до этого дня, остальное предсказывает',
    noHorizon: 'Число от 0 до 10 000',
    noRate: 'Число от 0 до 1 000',
  },
};

/** Choices of the bake-off. */
export interface BakeoffControlWords {
  readonly metric: string;
  readonly metrics: Readonly<Record<BakeoffMetric, string>>;
  readonly window: string;
  readonly origins: string;
}

export const bakeoffControlWords: Catalogue<BakeoffControlWords> = {
  en: {
    metric: 'What decides',
    metrics: { rmse: 'Right value (RMSE)', mae: 'Usual error (MAE)' },
    window: 'Each forecast looks ahead',
    origins: 'Dates, at most',
  },
  ru: {
    metric: 'Что решает',
    metrics: { rmse: 'Верная сумма (RMSE)', mae: 'Обычная ошибка (MAE)' },
    window: 'Прогноз вперёд на',
    origins: 'Дат, не больше',
  },
};
