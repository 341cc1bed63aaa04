import type { Formatter } from '../../core/format';
import { segmentNames } from '../../core/rfmSegments.words';
import { plural, type Catalogue } from '../../core/words';
import type { ContenderKey } from './contenders';
import type { DropReason } from './judge';
import type { BakeoffDecile, BakeoffFigures, BakeoffSegment, BoardRow } from './result';
import type { BakeoffMetric } from './spec';

type Mark = { title: string; value: string; note?: string };

export interface BakeoffWords {
  readonly contenders: Readonly<Record<ContenderKey, string>>;
  /** Short enough for a column of a small chart. */
  readonly short: Readonly<Record<ContenderKey, string>>;
  readonly metrics: Readonly<Record<BakeoffMetric, string>>;
  readonly headline: (figures: BakeoffFigures, format: Formatter) => string;
  readonly sub: (figures: BakeoffFigures, format: Formatter) => string;
  readonly plate: (figures: BakeoffFigures, format: Formatter) => readonly string[];
  readonly doubts: (figures: BakeoffFigures, format: Formatter) => readonly string[];
  readonly tooFew: (n: number, enough: number) => string;
  readonly axis: (figures: BakeoffFigures) => string;
  readonly bias: (row: BoardRow, figures: BakeoffFigures, format: Formatter) => string;
  readonly rowMark: (row: BoardRow, figures: BakeoffFigures, format: Formatter) => Mark;
  readonly decilesHeadline: (figures: BakeoffFigures, format: Formatter) => string;
  readonly decilesSub: (figures: BakeoffFigures) => string;
  readonly actual: string;
  readonly forecast: string;
  readonly tenthMark: (
    contender: ContenderKey,
    tenth: BakeoffDecile,
    figures: BakeoffFigures,
    format: Formatter,
  ) => Mark;
  readonly segmentsHeadline: (figures: BakeoffFigures, format: Formatter) => string;
  readonly segmentsSub: (figures: BakeoffFigures) => string;
  readonly verdict: (segment: BakeoffSegment) => string;
  readonly segmentNote: (segment: BakeoffSegment, figures: BakeoffFigures, format: Formatter) => string;
  readonly segmentMark: (segment: BakeoffSegment, figures: BakeoffFigures, format: Formatter) => Mark;
  readonly columns: Readonly<
    Record<
      | 'contender'
      | 'mae'
      | 'rmse'
      | 'low'
      | 'high'
      | 'bias'
      | 'rank'
      | 'above'
      | 'decile'
      | 'customers'
      | 'predicted'
      | 'actual'
      | 'segment'
      | 'best'
      | 'verdict'
      | 'loss'
      | 'next',
      string
    >
  >;
  readonly captions: Readonly<Record<'board' | 'deciles' | 'segments', string>>;
}

/** An amount of what is judged: money, or purchases with enough digits to differ. */
export function amountText(value: number, figures: BakeoffFigures, format: Formatter): string {
  return figures.money ? format.money(value, Math.abs(value) < 100 ? 2 : 0) : format.number(value, 3);
}

const lossOf = (row: BoardRow, { metric }: BakeoffFigures): number => (metric === 'mae' ? row.mae : row.rmse);
const nobodyBought = (figures: BakeoffFigures): boolean => figures.origins.every((o) => o.purchases === 0);
/** Best first, those that cannot be told from it. */
const leaders = (figures: BakeoffFigures): readonly BoardRow[] =>
  figures.board.filter((row) => row.above === null || !(row.above.interval.low > 0));

/** By how much the winner leads the next, with the interval of that difference; customers are compared with themselves. */
function leadText(
  figures: BakeoffFigures,
  format: Formatter,
  say: (next: ContenderKey, less: string) => string,
): string {
  const next = figures.board[1];
  if (next?.above == null) return '';
  const { difference, interval } = next.above;
  const [by, low, high] = [difference, interval.low, interval.high].map((v) => amountText(v, figures, format));
  return say(next.contender, `${by} (${low}–${high})`);
}

const reasonsEn: Readonly<Record<DropReason, string>> = {
  'no-customers': 'nobody had bought by then',
  'no-repeats': 'nobody had bought a second time',
  'no-time': 'no time had passed',
  'too-few': 'too few customers',
  'all-alike': 'all purchases were alike',
  'no-maximum': 'it does not fit these customers',
  'not-converged': 'its search did not settle',
};
const reasonsRu: Readonly<Record<DropReason, string>> = {
  'no-customers': 'ещё никто не купил',
  'no-repeats': 'никто не купил во второй раз',
  'no-time': 'не прошло времени',
  'too-few': 'слишком мало клиентов',
  'all-alike': 'все покупки одинаковы',
  'no-maximum': 'модель не подходит этим клиентам',
  'not-converged': 'поиск не сошёлся',
};

export const bakeoffWords: Catalogue<BakeoffWords> = {
  en: {
    contenders: {
      bgnbd: 'BG/NBD',
      mbgnbd: 'MBG/NBD',
      paretonbd: 'Pareto/NBD',
      same: 'Same as last period',
      mean: 'Everyone the mean',
    },
    short: { bgnbd: 'BG/NBD', mbgnbd: 'MBG/NBD', paretonbd: 'Pareto/NBD', same: 'As last period', mean: 'The mean' },
    metrics: { rmse: 'root mean square error', mae: 'mean absolute error' },
    headline: (figures, format) => {
      const w = bakeoffWords.en.contenders;
      const [first] = figures.board;
      if (first === undefined) return 'No forecast could be made at any of these dates';
      if (nobodyBought(figures)) return 'Nobody bought in the tested windows: nothing tells the forecasts apart';
      if (figures.winner !== null)
        return `${w[figures.winner]} forecasts best${leadText(figures, format, (next, less) => `: its error is ${less} below that of ${w[next]}`)}`;
      const tied = leaders(figures);
      return tied.length === figures.board.length
        ? 'No winner: no forecast can be told from the best beyond chance'
        : `No single winner: ${format.list(tied.map((r) => w[r.contender]))} cannot be told apart`;
    },
    sub: (figures, format) =>
      `${figures.money ? 'Spend' : 'Purchases'} per customer in the ${format.days(figures.window)} after ${format.list(figures.origins.map((o) => format.date(o.day)))}, forecast from what was known by then; ${bakeoffWords.en.metrics[figures.metric]} with 95 % interval, smaller is better`,
    plate: (figures, format) => [
      ...figures.origins.map(
        (o) =>
          `${format.date(o.day)}: ${format.integer(o.customers)} customers, ${format.integer(o.purchases)} purchases after it`,
      ),
      ...(figures.every > 1 ? [`one customer in ${figures.every} was taken`] : []),
    ],
    doubts: (figures, format) =>
      figures.out.map(
        (o) => `${bakeoffWords.en.contenders[o.contender]} is out: on ${format.date(o.day)} ${reasonsEn[o.reason]}`,
      ),
    tooFew: (n, enough) => `n = ${n}: too few to trust; ${enough} would do`,
    axis: (figures) => `${figures.metric === 'mae' ? 'Mean absolute' : 'Root mean square'} error per customer`,
    bias: (row, figures, format) => {
      const text = amountText(Math.abs(row.bias), figures, format);
      return row.bias === 0 ? 'on average right' : `${text} too ${row.bias > 0 ? 'high' : 'low'} on average`;
    },
    rowMark: (row, figures, format) => ({
      title: bakeoffWords.en.contenders[row.contender],
      value: `${amountText(lossOf(row, figures), figures, format)} (95 %: ${amountText(row.interval.low, figures, format)} – ${amountText(row.interval.high, figures, format)})`,
      note: [
        bakeoffWords.en.bias(row, figures, format),
        ...(row.spearman === null ? [] : [`rank correlation ${format.number(row.spearman, 2)}`]),
        ...(row.above === null
          ? []
          : [
              `${amountText(row.above.difference, figures, format)} above the best (${amountText(row.above.interval.low, figures, format)} – ${amountText(row.above.interval.high, figures, format)})`,
            ]),
      ].join('; '),
    }),
    decilesHeadline: (figures, format) => {
      const first = figures.deciles[0];
      const top = first?.tenths.at(-1);
      if (first === undefined || top === undefined) return 'There is no forecast to compare';
      const ratio = top.actual > 0 ? top.predicted / top.actual - 1 : null;
      const name = bakeoffWords.en.contenders[first.contender];
      return ratio === null || Math.abs(ratio) < 0.03
        ? `${name} is right about its best tenth of customers`
        : `${name} puts its best tenth of customers ${format.percent(Math.abs(ratio), 0)} too ${ratio > 0 ? 'high' : 'low'}`;
    },
    decilesSub: (figures) =>
      `Mean ${figures.money ? 'spend' : 'purchases'} per customer, forecast and actual, by tenths of the forecast: lowest left, highest right`,
    actual: 'Happened',
    forecast: 'Forecast',
    tenthMark: (contender, t, figures, format) => ({
      title: `${bakeoffWords.en.contenders[contender]}, tenth ${t.decile} of 10`,
      value: `${amountText(t.actual, figures, format)} came, ${amountText(t.predicted, figures, format)} forecast`,
      note: `${format.integer(Math.round(t.customers))} customers`,
    }),
    segmentsHeadline: (figures) => {
      const known = figures.segments.filter((s) => s.best !== null);
      const clear = known.filter((s) => s.clear);
      if (known.length === 0) return 'No segment has enough customers for a verdict';
      return clear.length === 0
        ? 'In no segment does one forecast win beyond chance'
        : `One forecast wins beyond chance in ${clear.length} of ${known.length} segments`;
    },
    segmentsSub: (figures) =>
      `Least ${bakeoffWords.en.metrics[figures.metric]} by RFM segment on the day of the forecast`,
    verdict: (s) => (s.best === null ? 'Too few' : s.clear ? bakeoffWords.en.contenders[s.best] : 'No winner'),
    segmentNote: (s, figures, format) =>
      s.best === null || s.loss === null
        ? `${format.integer(s.customers)} customers`
        : s.clear
          ? `error ${amountText(s.loss, figures, format)}${s.next === null ? '' : `, the next ${amountText(s.next, figures, format)}`}`
          : `${bakeoffWords.en.contenders[s.best]} ahead; ${s.rivals} more cannot be told from it`,
    segmentMark: (s, figures, format) => ({
      title: segmentNames.en[s.segment],
      value: bakeoffWords.en.verdict(s),
      note: `${bakeoffWords.en.segmentNote(s, figures, format)}; ${format.integer(s.customers)} forecasts`,
    }),
    columns: {
      contender: 'Forecast',
      mae: 'MAE',
      rmse: 'RMSE',
      low: '95 % from',
      high: 'to',
      bias: 'Bias',
      rank: 'Rank correlation',
      above: 'Above the best',
      decile: 'Tenth',
      customers: 'Customers',
      predicted: 'Forecast',
      actual: 'Happened',
      segment: 'Segment',
      best: 'Least error',
      verdict: 'Winner',
      loss: 'Error',
      next: 'The next',
    },
    captions: {
      board: 'Errors of the forecasts',
      deciles: 'Forecast and actual by tenths',
      segments: 'Winner by segment',
    },
  },
  ru: {
    contenders: {
      bgnbd: 'BG/NBD',
      mbgnbd: 'MBG/NBD',
      paretonbd: 'Pareto/NBD',
      same: 'Как в прошлый период',
      mean: 'Всем поровну',
    },
    short: { bgnbd: 'BG/NBD', mbgnbd: 'MBG/NBD', paretonbd: 'Pareto/NBD', same: 'Как раньше', mean: 'Поровну' },
    metrics: { rmse: 'среднеквадратичная ошибка', mae: 'средняя абсолютная ошибка' },
    headline: (figures, format) => {
      const w = bakeoffWords.ru.contenders;
      const [first] = figures.board;
      if (first === undefined) return 'Ни на одну из этих дат прогноз построить не удалось';
      if (nobodyBought(figures)) return 'В проверенных окнах никто не купил: сравнить прогнозы не на чем';
      if (figures.winner !== null)
        return `Точнее всех — «${w[figures.winner]}»${leadText(figures, format, (next, less) => `: ошибка на ${less} меньше, чем у «${w[next]}»`)}`;
      const tied = leaders(figures);
      return tied.length === figures.board.length
        ? 'Победителя нет: прогнозы неотличимы от лучшего'
        : `Единственного победителя нет: ${format.list(tied.map((r) => `«${w[r.contender]}»`))} неразличимы`;
    },
    sub: (figures, format) =>
      `${figures.money ? 'Траты' : 'Покупки'} клиента за ${format.days(figures.window)} после дат ${format.list(figures.origins.map((o) => format.date(o.day)))} — по тому, что было известно к этому дню; ${bakeoffWords.ru.metrics[figures.metric]} с 95 % интервалом, меньше — лучше`,
    plate: (figures, format) => [
      ...figures.origins.map(
        (o) =>
          `${format.date(o.day)}: клиентов ${format.integer(o.customers)}, покупок после ${format.integer(o.purchases)}`,
      ),
      ...(figures.every > 1 ? [`взят каждый ${figures.every}-й клиент`] : []),
    ],
    doubts: (figures, format) =>
      figures.out.map(
        (o) =>
          `${bakeoffWords.ru.contenders[o.contender]} не участвует: ${format.date(o.day)} — ${reasonsRu[o.reason]}`,
      ),
    tooFew: (n, enough) => `n = ${n}: слишком мало для уверенности; хватило бы ${enough}`,
    axis: (figures) => `${figures.metric === 'mae' ? 'Средняя абсолютная' : 'Среднеквадратичная'} ошибка на клиента`,
    bias: (row, figures, format) => {
      const text = amountText(Math.abs(row.bias), figures, format);
      return row.bias === 0 ? 'в среднем точно' : `в среднем ${row.bias > 0 ? 'больше' : 'меньше'} на ${text}`;
    },
    rowMark: (row, figures, format) => ({
      title: bakeoffWords.ru.contenders[row.contender],
      value: `${amountText(lossOf(row, figures), figures, format)} (95 %: ${amountText(row.interval.low, figures, format)} – ${amountText(row.interval.high, figures, format)})`,
      note: [
        bakeoffWords.ru.bias(row, figures, format),
        ...(row.spearman === null ? [] : [`корреляция рангов ${format.number(row.spearman, 2)}`]),
        ...(row.above === null
          ? []
          : [
              `хуже лучшего на ${amountText(row.above.difference, figures, format)} (${amountText(row.above.interval.low, figures, format)} – ${amountText(row.above.interval.high, figures, format)})`,
            ]),
      ].join('; '),
    }),
    decilesHeadline: (figures, format) => {
      const first = figures.deciles[0];
      const top = first?.tenths.at(-1);
      if (first === undefined || top === undefined) return 'Сравнивать нечего: прогнозов нет';
      const ratio = top.actual > 0 ? top.predicted / top.actual - 1 : null;
      const name = bakeoffWords.ru.contenders[first.contender];
      return ratio === null || Math.abs(ratio) < 0.03
        ? `«${name}» не ошибается в лучшей десятой части клиентов`
        : `Лучшую десятую часть клиентов «${name}» ${ratio > 0 ? 'завышает' : 'занижает'} на ${format.percent(Math.abs(ratio), 0)}`;
    },
    decilesSub: (figures) =>
      `${figures.money ? 'Траты' : 'Покупки'} на клиента, прогноз и факт, по десятым долям прогноза: слева меньшие, справа большие`,
    actual: 'Случилось',
    forecast: 'Прогноз',
    tenthMark: (contender, t, figures, format) => ({
      title: `${bakeoffWords.ru.contenders[contender]}, доля ${t.decile} из 10`,
      value: `${amountText(t.actual, figures, format)} на деле, ${amountText(t.predicted, figures, format)} по прогнозу`,
      note: `клиентов: ${format.integer(Math.round(t.customers))}`,
    }),
    segmentsHeadline: (figures) => {
      const known = figures.segments.filter((s) => s.best !== null);
      const clear = known.filter((s) => s.clear);
      if (known.length === 0) return 'Ни в одном сегменте не хватает клиентов для вывода';
      return clear.length === 0
        ? 'Ни в одном сегменте нет неслучайного победителя'
        : `Неслучайный победитель есть в ${clear.length} ${plural('ru', clear.length, { one: 'сегменте', other: 'сегментах' })} из ${known.length}`;
    },
    segmentsSub: (figures) => `Наименьшая ${bakeoffWords.ru.metrics[figures.metric]} по сегментам RFM на день прогноза`,
    verdict: (s) =>
      s.best === null ? 'Мало клиентов' : s.clear ? bakeoffWords.ru.contenders[s.best] : 'Нет победителя',
    segmentNote: (s, figures, format) =>
      s.best === null || s.loss === null
        ? `клиентов: ${format.integer(s.customers)}`
        : s.clear
          ? `ошибка ${amountText(s.loss, figures, format)}${s.next === null ? '' : `, у следующего ${amountText(s.next, figures, format)}`}`
          : `впереди «${bakeoffWords.ru.contenders[s.best]}»; неотличимых от него: ${s.rivals}`,
    segmentMark: (s, figures, format) => ({
      title: segmentNames.ru[s.segment],
      value: bakeoffWords.ru.verdict(s),
      note: `${bakeoffWords.ru.segmentNote(s, figures, format)}; прогнозов: ${format.integer(s.customers)}`,
    }),
    columns: {
      contender: 'Прогноз',
      mae: 'MAE',
      rmse: 'RMSE',
      low: '95 % от',
      high: 'до',
      bias: 'Смещение',
      rank: 'Корреляция рангов',
      above: 'Хуже лучшего на',
      decile: 'Доля',
      customers: 'Клиенты',
      predicted: 'Прогноз',
      actual: 'Случилось',
      segment: 'Сегмент',
      best: 'Наименьшая ошибка',
      verdict: 'Победитель',
      loss: 'Ошибка',
      next: 'У следующего',
    },
    captions: {
      board: 'Ошибки прогнозов',
      deciles: 'Прогноз и факт по десятым долям',
      segments: 'Победитель по сегментам',
    },
  },
};
