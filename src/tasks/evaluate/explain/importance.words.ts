import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';
import type { Explanation } from '../../../learn/explain/explanation';

type Space = Explanation['space'];

export interface ImportanceWords {
  readonly headline: (names: readonly string[], share: string, format: Formatter) => string;
  readonly sub: (space: Space, rows: number, format: Formatter) => string;
  readonly method: string;
  readonly moves: (says: string, space: Space) => string;
  readonly ofAll: (share: string) => string;
  readonly lossHeadline: (
    name: string | null,
    loss: number | null,
    metric: string,
    sure: number,
    of: number,
    format: Formatter,
  ) => string;
  readonly lossSub: (metric: string, rows: number, format: Formatter) => string;
  readonly lossMethod: string;
  readonly loses: (says: string, metric: string) => string;
  readonly interval: (i: { readonly low: number; readonly high: number }, format: Formatter) => string;
  readonly columns: {
    readonly weights: string;
    readonly losses: string;
    readonly feature: string;
    readonly mean: string;
    readonly share: string;
    readonly loss: string;
    readonly low: string;
    readonly high: string;
  };
}

/**
 * How far something moves an answer: odds times so much (log-odds), points of probability, or the number itself.
 * `by` is a size, 0 or above.
 */
export function effectText(by: number, space: Space, money: boolean, format: Formatter): string {
  if (space === 'margin') return `×\u00a0${format.number(Math.exp(by), 2)}`;
  if (space === 'probability')
    return `±\u00a0${format.number(by * 100, 1)}\u00a0${format.locale === 'ru' ? 'п. п.' : 'pp'}`;
  return `±\u00a0${money ? format.moneyCompact(by) : format.compact(by)}`;
}

export const importanceWords: Catalogue<ImportanceWords> = {
  en: {
    headline: (names, share, format) =>
      names.length === 0
        ? 'No feature moves the answer'
        : `${format.list(names)} make up ${share} of what moves the answer`,
    sub: (space, rows, format) =>
      `How far each feature moves ${space === 'margin' ? 'the odds' : space === 'probability' ? 'the probability' : 'the forecast'}, up or down, on average over ${format.integer(rows)} test ${plural('en', rows, { one: 'row', other: 'rows' })}; choose one to look closer`,
    method: 'mean |SHAP|',
    moves: (says, space) => (space === 'margin' ? `moves the odds ${says}` : `moves it ${says}`),
    ofAll: (share) => `${share} of all movement`,
    lossHeadline: (name, loss, metric, sure, of, format) =>
      name === null || loss === null
        ? 'Nothing to shuffle'
        : sure === 0
          ? 'No single feature is indispensable: others stand in for it'
          : `Without “${name}” ${metric} gets worse by ${format.number(loss, 3)}; ${format.integer(sure)} of ${format.integer(of)} features surely help`,
    lossSub: (metric, rows, format) =>
      `By how much ${metric} worsens when a column is shuffled, on ${format.integer(rows)} test rows, with 95 % intervals`,
    lossMethod: 'permutation importance; columns that tell the same stand in for one another',
    loses: (says, metric) => `${metric} worse by ${says}`,
    interval: ({ low, high }, format) => `95 % interval ${format.number(low, 3)} – ${format.number(high, 3)}`,
    columns: {
      weights: 'How far features move the answer',
      losses: 'What shuffling a column costs',
      feature: 'Feature',
      mean: 'Mean |SHAP|',
      share: 'Share',
      loss: 'Loss',
      low: '95 % from',
      high: '95 % to',
    },
  },
  ru: {
    headline: (names, share, format) =>
      names.length === 0
        ? 'Ни один признак не меняет ответ'
        : `${format.list(names)} — ${share} всего влияния на ответ`,
    sub: (space, rows, format) =>
      `Насколько признак меняет ${space === 'margin' ? 'шансы' : space === 'probability' ? 'вероятность' : 'прогноз'} в ту или другую сторону, в среднем по ${format.integer(rows)} строкам проверки; выберите признак, чтобы рассмотреть его`,
    method: 'среднее |SHAP|',
    moves: (says, space) => (space === 'margin' ? `меняет шансы ${says}` : `меняет на ${says}`),
    ofAll: (share) => `${share} всего влияния`,
    lossHeadline: (name, loss, metric, sure, of, format) =>
      name === null || loss === null
        ? 'Перемешивать нечего'
        : sure === 0
          ? 'Незаменимых признаков нет: один подменяет другой'
          : `Без «${name}» ${metric} хуже на ${format.number(loss, 3)}; точно помогают ${format.integer(sure)} из ${format.integer(of)} признаков`,
    lossSub: (metric, rows, format) =>
      `Насколько хуже ${metric}, если перемешать столбец: ${format.integer(rows)} строк проверки, 95 % интервалы`,
    lossMethod: 'перестановочная важность; похожие столбцы подменяют друг друга',
    loses: (says, metric) => `${metric} хуже на ${says}`,
    interval: ({ low, high }, format) => `95 % интервал ${format.number(low, 3)} – ${format.number(high, 3)}`,
    columns: {
      weights: 'Насколько признаки меняют ответ',
      losses: 'Чего стоит перемешать столбец',
      feature: 'Признак',
      mean: 'Среднее |SHAP|',
      share: 'Доля',
      loss: 'Потеря',
      low: '95 % от',
      high: '95 % до',
    },
  },
};
