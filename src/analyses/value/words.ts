import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import type { Unfit } from '../../stats/estimate';
import type { Duration } from '../../stats/lifetime';
import { LAST_BIN } from './holdout';
import { purchaseBins, SILENCES } from './map';
import type { HoldoutBin, HoldoutFigures, MapCell, ParameterFigures, ValueFigures } from './result';
import type { ValueModel } from './spec';

type Mark = { title: string; value: string; note?: string };

export interface ValueWords {
  readonly models: Readonly<Record<ValueModel, string>>;
  readonly cannot: (because: Unfit) => string;
  readonly mapHeadline: (figures: ValueFigures, format: Formatter) => string;
  readonly mapSub: string;
  readonly mapAcross: string;
  readonly mapDown: string;
  readonly silence: (cell: { from: number; to: number; row: number }, format: Formatter) => string;
  readonly cellNote: (cell: MapCell, format: Formatter) => readonly string[];
  readonly cellMark: (cell: MapCell, format: Formatter) => Mark;
  readonly binsHeadline: (test: HoldoutFigures, format: Formatter) => string;
  readonly binsSub: (figures: ValueFigures, format: Formatter) => string;
  readonly binsAxis: string;
  readonly actual: string;
  readonly forecast: string;
  readonly binMark: (bin: HoldoutBin, format: Formatter) => Mark;
  readonly errors: (test: HoldoutFigures, format: Formatter) => readonly string[];
  readonly trackHeadline: (figures: ValueFigures, format: Formatter) => string;
  readonly trackSub: string;
  readonly testPeriod: string;
  readonly trackMark: (point: HoldoutFigures['tracking'][number], format: Formatter) => Mark;
  readonly spreadHeadline: (figures: ValueFigures, format: Formatter) => string;
  readonly spreadSub: string;
  readonly spreadAcross: string;
  readonly spreadDown: string;
  readonly spreadMark: (point: { holders: number; share: number }, format: Formatter) => Mark;
  readonly spreadPlate: (figures: ValueFigures, format: Formatter) => readonly string[];
  readonly equal: string;
  readonly customers: (n: number, format: Formatter) => string;
  readonly fitPlate: (figures: ValueFigures, format: Formatter) => readonly string[];
  readonly totalPlate: (figures: ValueFigures, format: Formatter) => readonly string[];
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly listTitle: (figures: ValueFigures, format: Formatter) => string;
  readonly listSub: (figures: ValueFigures, format: Formatter) => string;
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);

/** Repeat purchases of a bin: 0 … 6, 7+. */
export const binLabel = (x: number): string => (x >= LAST_BIN ? `${LAST_BIN}+` : String(x));

/** Purchases of a column of the map: 1, 2, 3, 4–5, 6–9, 10+. */
export function purchasesLabel(column: number): string {
  const bin = purchaseBins[column];
  if (bin === undefined) return '';
  if (bin.to === Infinity) return `${bin.from}+`;
  return bin.from === bin.to ? String(bin.from) : `${bin.from}–${bin.to}`;
}

function parametersText(parameters: readonly ParameterFigures[], format: Formatter): string {
  // Three significant digits, and as many decimals for the error.
  const digits = (value: number): number => Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 1e-6))));
  return parameters
    .map(({ name, value, error }) => {
      const by = error === null ? '' : ` ± ${format.number(error, digits(value))}`;
      return `${name} ${format.number(value, digits(value))}${by}`;
    })
    .join(' · ');
}

/** The interval of what a bin bought; '' without one. */
const rangeText = ({ interval }: HoldoutBin, format: Formatter): string =>
  interval === null ? '' : `, 95 %: ${format.number(interval.low, 2)} – ${format.number(interval.high, 2)}`;

/** Three digits of a count that is an estimate. */
const about = (n: number, format: Formatter): string => format.integer(Number(n.toPrecision(3)));

/** How far the forecast of the test was off: (expected − actual) / actual; null when nothing was bought. */
const offBy = (test: HoldoutFigures): number | null => (test.actual > 0 ? test.expected / test.actual - 1 : null);

const spanEn = ({ value, unit }: Duration): string => `${value} ${value === 1 ? unit.slice(0, -1) : unit}`;
const unitsRu = {
  days: { one: 'дня', other: 'дней' },
  weeks: { one: 'недели', other: 'недель' },
  months: { one: 'месяца', other: 'месяцев' },
} as const;
const perRu = { days: 'в день', weeks: 'в неделю', months: 'в месяц' } as const;
const spanRu = ({ value, unit }: Duration): string => `${value} ${plural('ru', value, unitsRu[unit])}`;

/** Equal to the printed digits: no "0 % more". */
const same = (off: number): boolean => Math.abs(off) < 0.005;

const models = { bgnbd: 'BG/NBD', mbgnbd: 'MBG/NBD', paretonbd: 'Pareto/NBD' } as const;

export const valueWords: Catalogue<ValueWords> = {
  en: {
    models,
    cannot: (because) =>
      ({
        'no-customers': 'The future cannot be estimated because nobody had bought by then.',
        'no-repeats': 'The future cannot be estimated because nobody has bought a second time.',
        'no-time': 'The future cannot be estimated because no time has passed since the first purchases.',
        'too-few': 'The future cannot be estimated because there are too few customers.',
        'all-alike': 'Spend cannot be estimated because all purchases are alike.',
        'no-maximum': 'The future cannot be estimated because the model does not fit these customers.',
      })[because],
    mapHeadline: (figures, format) =>
      `About ${about(figures.fit?.returning ?? 0, format)} of ${format.integer(figures.customers)} customers will probably come back within ${spanEn(figures.horizon)}`,
    mapSub:
      'Chance of another purchase, by purchases so far and time since the last one. Below it: purchases expected and P(alive), the chance of still being a customer',
    mapAcross: 'Purchases so far',
    mapDown: 'Days since the last one',
    silence: ({ from, to, row }, format) =>
      row === SILENCES - 1 ? `${format.integer(from)}+` : `${format.integer(from)}–${format.integer(to - 1)}`,
    cellNote: (c, format) => [
      `${format.number(c.expected, 1)} purchases · alive ${format.percent(c.alive, 0)}`,
      `alive ${format.percent(c.alive, 0)}`,
    ],
    cellMark: (c, format) => ({
      title: `${purchasesLabel(c.column)} purchases, last one ${valueWords.en.silence(c, format)} days ago`,
      value: `${format.percent(c.returns, 0)} will come back`,
      note: `${valueWords.en.customers(c.customers, format)}; ${format.number(c.expected, 2)} purchases expected of each, P(alive) ${format.percent(c.alive, 0)}`,
    }),
    binsHeadline: (test, format) =>
      `Put to the test, the model expected ${format.compact(Math.round(test.expected))} purchases; ${format.compact(test.actual)} came`,
    binsSub: (figures, format) =>
      `Mean purchases per customer after ${format.date(figures.until)}, by repeat purchases up to then; the model knew nothing later`,
    binsAxis: 'Repeat purchases before the test',
    actual: 'Happened',
    forecast: 'Forecast',
    binMark: (b, format) => ({
      title: `${binLabel(b.x)} repeat purchases before the test`,
      value: `${format.number(b.actual, 2)} bought, ${format.number(b.expected, 2)} forecast`,
      note: `${valueWords.en.customers(b.customers, format)}${rangeText(b, format)}; at their old rate ${format.number(b.naive, 2)}`,
    }),
    errors: (test, format) => [
      `off by ${format.number(test.mae, 2)} purchases per customer (MAE), carrying on the old rate by ${format.number(test.naiveMae, 2)}`,
      `RMSE ${format.number(test.rmse, 2)} against ${format.number(test.naiveRmse, 2)}`,
    ],
    trackHeadline: (figures, format) => {
      const off = figures.holdout === null ? null : offBy(figures.holdout);
      if (off === null) return 'Nobody bought in the test period';
      return same(off)
        ? 'The forecast of the test period was right to the percent'
        : `The forecast of the test period was ${format.percent(Math.abs(off), 0)} too ${off > 0 ? 'high' : 'low'}`;
    },
    trackSub: 'Repeat purchases since the first day, added up, of customers first seen before the test',
    testPeriod: 'Test period',
    trackMark: (p, format) => ({
      title: format.date(p.day),
      value: `${format.integer(p.actual)} purchases`,
      note: `model: ${format.integer(Math.round(p.expected))}`,
    }),
    spreadHeadline: ({ concentration: c }, format) =>
      c === null
        ? 'No revenue to share out'
        : `${format.percent(c.to80 / c.holders, 0)} of buyers bring 80 % of revenue`,
    spreadSub: 'Share of net revenue brought by the largest buyers (Lorenz curve)',
    spreadAcross: 'Buyers, the largest first',
    spreadDown: 'Revenue',
    spreadMark: (p, format) => ({
      title: `The largest ${format.percent(p.holders, 0)} of buyers`,
      value: `${format.percent(p.share, 1)} of revenue`,
    }),
    spreadPlate: ({ concentration: c }, format) =>
      c === null
        ? []
        : [
            valueWords.en.customers(c.holders, format),
            `${format.integer(c.to80)} reach 80 %`,
            `the top 20 % hold ${format.percent(c.top20)}`,
            `Gini ${format.number(c.gini, 2)}`,
          ],
    equal: 'if all were equal',
    customers: (n, format) => `${format.integer(n)} ${plural('en', n, { one: 'customer', other: 'customers' })}`,
    fitPlate: (figures, format) => {
      const { fit } = figures;
      if (fit === null) return [];
      const { interval, total } = fit.expected;
      return [
        valueWords.en.customers(figures.customers, format),
        `mean P(alive) ${format.percent(fit.alive, 0)}`,
        `${format.compact(Math.round(total))} purchases expected${interval === null ? '' : ` (95 %: ${format.compact(Math.round(interval.low))}–${format.compact(Math.round(interval.high))})`}`,
        `${models[figures.model]}: ${parametersText(fit.parameters, format)}`,
        `log-likelihood ${format.number(fit.logLikelihood, 1)}`,
        `${fit.agreeing} of ${fit.starts} starts agree`,
        ...(figures.model === 'bgnbd'
          ? ['one-time buyers count as alive: this model lets them leave after a second purchase only']
          : []),
      ];
    },
    totalPlate: ({ spend }, format) =>
      spend === null
        ? []
        : [
            `all together ${format.moneyCompact(spend.value.total)}${spend.value.interval === null ? '' : ` (95 %: ${format.moneyCompact(spend.value.interval.low)} – ${format.moneyCompact(spend.value.interval.high)})`}`,
          ],
    warning: ({ code, details }, format) => {
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: too few to trust; ${number(details, 'enough')} would do`;
      if (code === 'no-amount') return 'no column holds money: purchases only';
      if (code === 'not-converged') return 'the search did not settle: take the figures with care';
      if (code === 'correlated-spend')
        return `spend and frequency go together (r = ${format.number(number(details, 'correlation'), 2)}, 95 %: ${format.number(number(details, 'low'), 2)} – ${format.number(number(details, 'high'), 2)}; doubtful beyond ±${number(details, 'limit')}, Cohen 1988): value is less sure`;
      return null;
    },
    listTitle: ({ spend, horizon }, format) =>
      spend === null
        ? `Who will buy most within ${spanEn(horizon)}`
        : `Customers are worth about ${format.moneyCompact(spend.value.total)} over the next ${spanEn(horizon)}`,
    listSub: (figures, format) => {
      const { spend } = figures;
      if (spend === null) {
        return figures.spendBecause === null
          ? 'Every buyer, most purchases expected first.'
          : `Every buyer, most purchases expected first. No money beside them: ${valueWords.en.cannot(figures.spendBecause).toLowerCase()}`;
      }
      const { interval } = spend.value;
      const range =
        interval === null
          ? ''
          : `95 % interval ${format.moneyCompact(interval.low)} – ${format.moneyCompact(interval.high)}, which holds the doubt about the model and the chance in what customers do. `;
      return `${range}Refunds are not taken off. Later money counts less: ${format.percent(figures.discountRate, 0)} a year, ${format.percent(figures.ratePerUnit, 2)} a ${figures.unit.slice(0, -1)}, over ${format.number(figures.units, 1)} ${figures.unit}. Gamma–Gamma: ${parametersText(spend.parameters, format)}.`;
    },
  },
  ru: {
    models,
    cannot: (because) =>
      ({
        'no-customers': 'Прогноз невозможен: к этому времени ещё никто не купил.',
        'no-repeats': 'Прогноз невозможен: никто не купил во второй раз.',
        'no-time': 'Прогноз невозможен: с первых покупок ещё не прошло времени.',
        'too-few': 'Прогноз невозможен: слишком мало клиентов.',
        'all-alike': 'Средний чек не оценить: все покупки одинаковы.',
        'no-maximum': 'Прогноз невозможен: модель не подходит этим клиентам.',
      })[because],
    mapHeadline: (figures, format) =>
      `Около ${about(figures.fit?.returning ?? 0, format)} из ${format.integer(figures.customers)} клиентов, вероятно, вернутся в течение ${spanRu(figures.horizon)}`,
    mapSub:
      'Вероятность новой покупки — по числу покупок и времени с последней. Ниже — ожидаемые покупки и P(alive), вероятность, что клиент ещё с нами',
    mapAcross: 'Покупок до сих пор',
    mapDown: 'Дней с последней',
    silence: ({ from, to, row }, format) =>
      row === SILENCES - 1 ? `${format.integer(from)}+` : `${format.integer(from)}–${format.integer(to - 1)}`,
    cellNote: (c, format) => [
      `${format.number(c.expected, 1)} покупки · с нами ${format.percent(c.alive, 0)}`,
      `с нами ${format.percent(c.alive, 0)}`,
    ],
    cellMark: (c, format) => ({
      title: `Покупок: ${purchasesLabel(c.column)}, последняя ${valueWords.ru.silence(c, format)} дн. назад`,
      value: `вернутся ${format.percent(c.returns, 0)}`,
      note: `${valueWords.ru.customers(c.customers, format)}; ожидается по ${format.number(c.expected, 2)} покупки, P(alive) ${format.percent(c.alive, 0)}`,
    }),
    binsHeadline: (test, format) =>
      `При проверке модель ждала покупок: ${format.compact(Math.round(test.expected))}; случилось ${format.compact(test.actual)}`,
    binsSub: (figures, format) =>
      `Покупок на клиента после ${format.date(figures.until)} — по числу повторных покупок до этого дня; более позднего модель не знала`,
    binsAxis: 'Повторных покупок до проверки',
    actual: 'Случилось',
    forecast: 'Прогноз',
    binMark: (b, format) => ({
      title: `Повторных покупок до проверки: ${binLabel(b.x)}`,
      value: `${format.number(b.actual, 2)} на деле, ${format.number(b.expected, 2)} по прогнозу`,
      note: `${valueWords.ru.customers(b.customers, format)}${rangeText(b, format)}; в прежнем темпе было бы ${format.number(b.naive, 2)}`,
    }),
    errors: (test, format) => [
      `ошибка ${format.number(test.mae, 2)} покупки на клиента (MAE), у «прежнего темпа» ${format.number(test.naiveMae, 2)}`,
      `RMSE ${format.number(test.rmse, 2)} против ${format.number(test.naiveRmse, 2)}`,
    ],
    trackHeadline: (figures, format) => {
      const off = figures.holdout === null ? null : offBy(figures.holdout);
      if (off === null) return 'За время проверки никто не купил';
      return same(off)
        ? 'Прогноз на время проверки совпал с точностью до процента'
        : `Прогноз на время проверки ${off > 0 ? 'завышен' : 'занижен'} на ${format.percent(Math.abs(off), 0)}`;
    },
    trackSub: 'Повторные покупки нарастающим итогом — у клиентов, которые пришли до проверки',
    testPeriod: 'Проверка',
    trackMark: (p, format) => ({
      title: format.date(p.day),
      value: `покупок: ${format.integer(p.actual)}`,
      note: `модель: ${format.integer(Math.round(p.expected))}`,
    }),
    spreadHeadline: ({ concentration: c }, format) =>
      c === null
        ? 'Выручки, которую можно поделить, нет'
        : `${format.percent(c.to80 / c.holders, 0)} покупателей приносят 80 % выручки`,
    spreadSub: 'Доля чистой выручки, которую приносят самые крупные покупатели (кривая Лоренца)',
    spreadAcross: 'Покупатели, начиная с крупных',
    spreadDown: 'Выручка',
    spreadMark: (p, format) => ({
      title: `Самые крупные ${format.percent(p.holders, 0)} покупателей`,
      value: `${format.percent(p.share, 1)} выручки`,
    }),
    spreadPlate: ({ concentration: c }, format) =>
      c === null
        ? []
        : [
            valueWords.ru.customers(c.holders, format),
            `80 % дают ${format.integer(c.to80)}`,
            `у верхних 20 % — ${format.percent(c.top20)}`,
            `Джини ${format.number(c.gini, 2)}`,
          ],
    equal: 'если бы все были равны',
    customers: (n, format) =>
      `${format.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' })}`,
    fitPlate: (figures, format) => {
      const { fit } = figures;
      if (fit === null) return [];
      const { interval, total } = fit.expected;
      return [
        valueWords.ru.customers(figures.customers, format),
        `средняя P(alive) ${format.percent(fit.alive, 0)}`,
        `ожидается покупок: ${format.compact(Math.round(total))}${interval === null ? '' : ` (95 %: ${format.compact(Math.round(interval.low))}–${format.compact(Math.round(interval.high))})`}`,
        `${models[figures.model]}: ${parametersText(fit.parameters, format)}`,
        `логарифм правдоподобия ${format.number(fit.logLikelihood, 1)}`,
        `стартов сошлось: ${fit.agreeing} из ${fit.starts}`,
        ...(figures.model === 'bgnbd'
          ? ['купившие один раз считаются «с нами»: в этой модели уходят лишь после второй покупки']
          : []),
      ];
    },
    totalPlate: ({ spend }, format) =>
      spend === null
        ? []
        : [
            `все вместе: ${format.moneyCompact(spend.value.total)}${spend.value.interval === null ? '' : ` (95 %: ${format.moneyCompact(spend.value.interval.low)} – ${format.moneyCompact(spend.value.interval.high)})`}`,
          ],
    warning: ({ code, details }, format) => {
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: слишком мало для уверенности; хватило бы ${number(details, 'enough')}`;
      if (code === 'no-amount') return 'столбца с деньгами нет: только покупки';
      if (code === 'not-converged') return 'поиск не сошёлся: цифры ненадёжны';
      if (code === 'correlated-spend')
        return `чек и частота связаны (r = ${format.number(number(details, 'correlation'), 2)}, 95 %: ${format.number(number(details, 'low'), 2)} – ${format.number(number(details, 'high'), 2)}; сомнительно за пределами ±${format.number(number(details, 'limit'), 1)}, Коэн, 1988): оценка денег менее надёжна`;
      return null;
    },
    listTitle: ({ spend, horizon }, format) =>
      spend === null
        ? `Кто купит больше всех в течение ${spanRu(horizon)}`
        : `В течение ${spanRu(horizon)} клиенты принесут около ${format.moneyCompact(spend.value.total)}`,
    listSub: (figures, format) => {
      const { spend } = figures;
      if (spend === null) {
        return figures.spendBecause === null
          ? 'Все покупатели; сначала те, от кого ждём больше покупок.'
          : `Все покупатели; сначала те, от кого ждём больше покупок. Денег рядом нет: ${valueWords.ru.cannot(figures.spendBecause).toLowerCase()}`;
      }
      const { interval } = spend.value;
      const range =
        interval === null
          ? ''
          : `Интервал 95 %: ${format.moneyCompact(interval.low)} – ${format.moneyCompact(interval.high)}, с неточностью модели и случаем в покупках. `;
      return `${range}Возвраты не вычтены. Поздние деньги дешевле: ${format.percent(figures.discountRate, 0)} в год, ${format.percent(figures.ratePerUnit, 2)} ${perRu[figures.unit]}, горизонт ${format.number(figures.units, 1)} ${unitsRu[figures.unit].one}. Gamma–Gamma: ${parametersText(spend.parameters, format)}.`;
    },
  },
};
