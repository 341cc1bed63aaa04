import type { TermText } from '../../../core/exhibit';
import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { Judged } from '../../../learn/jobs/judge';
import type { Subject } from '../subject';
import { fraction, subjectWords } from '../subject.words';
import { figureTerms } from './terms';
import { beatsBaseline, type Doubt, type Verdict } from './verdict';

/** Figures that have a name on the page. */
export type FigureName = keyof (typeof figureTerms)['en'];

export interface VerdictWords {
  readonly headline: (v: Verdict, format: Formatter) => string;
  readonly sub: (v: Verdict, format: Formatter) => string;
  readonly figures: Readonly<Record<FigureName, { readonly name: string; readonly term: TermText }>>;
  /** What a figure means, in a few words of this question. */
  readonly plainly: (name: FigureName, s: Subject, format: Formatter) => string;
  readonly intervalAndBaseline: (name: FigureName, judged: Judged, s: Subject, format: Formatter) => string;
  readonly doubt: (doubt: Doubt, s: Subject, format: Formatter) => string;
  /** The check with labels dealt out at random found nothing amiss. */
  readonly unshuffled: (value: number, format: Formatter) => string;
  readonly tested: (v: Verdict, format: Formatter) => string;
  readonly trained: (v: Verdict, format: Formatter) => string;
  /** What dots and bars are. */
  readonly dotKey: string;
  readonly barKey: string;
  readonly columns: {
    readonly caption: string;
    readonly figure: string;
    readonly value: string;
    readonly low: string;
    readonly high: string;
    readonly baseline: string;
  };
}

/** A figure as it is printed: shares as numbers of three digits, errors in the number's own unit. */
export function figureText(name: FigureName, value: number | null, s: Subject, format: Formatter): string {
  if (value === null) return '–';
  if (name === 'mae' || name === 'rmse' || name === 'bias')
    return s.money ? format.moneyCompact(value) : format.compact(value);
  if (name === 'mape' || name === 'precision' || name === 'recall' || name === 'accuracy')
    return format.percent(value, 1);
  return format.number(value, 3);
}

/** "3 of 5", or as percent where no small fraction is near. */
function said(share: number, format: Formatter, of: string): string {
  const simple = fraction(share);
  return simple === null
    ? format.percent(share, 0)
    : `${format.integer(simple.count)}\u00a0${of}\u00a0${format.integer(simple.of)}`;
}

export const verdictWords: Catalogue<VerdictWords> = {
  en: {
    headline: (v, format) => {
      const w = subjectWords.en;
      const { subject: s, figures, topFifth } = v;
      if (beatsBaseline(v) === false) {
        return s.type === 'regression'
          ? 'This model is no better than expecting the same of everybody'
          : `This model cannot tell the ${w.positives(s)} apart: it does no better than guessing`;
      }
      if (s.type === 'regression') {
        const mae = figures['mae'];
        return `Expects ${w.number(s)} to within ${figureText('mae', mae?.figure.value ?? null, s, format)} on average; expecting the same of everybody misses by ${figureText('mae', mae?.baseline.value ?? null, s, format)}`;
      }
      if (s.type === 'multiclass' || topFifth === null) {
        const accuracy = figures['accuracy'];
        return `Right for ${format.percent(accuracy?.figure.value ?? null, 0)} of ${w.all(s)}; always saying the commonest class is right for ${format.percent(accuracy?.baseline.value ?? null, 0)}`;
      }
      return `Finds ${said(topFifth.share, format, 'of')} ${w.positives(s)} in the top fifth of ${w.all(s)}; without a model it would be 1\u00a0of\u00a05`;
    },
    sub: (v, format) => {
      const w = subjectWords.en;
      const when =
        v.cutoff === null ? 'that it has not seen' : `later than all it has learnt from (${format.date(v.cutoff)})`;
      const rate =
        v.positives === null
          ? ''
          : `, ${format.percent(v.positives / Math.max(1, v.rows), 1)} of them ${w.positives(v.subject)}`;
      return `${v.model}, judged on ${w.rows(v.subject, v.rows, format)} ${when}${rate}`;
    },
    figures: figureTerms.en,
    plainly: (name, s) => {
      const w = subjectWords.en;
      switch (name) {
        case 'rocAuc':
          return 'puts the right one of a pair first';
        case 'averagePrecision':
          return 'how pure the top of the list is';
        case 'precision':
          return `of those picked, ${w.positives(s)}`;
        case 'recall':
          return `of the ${w.positives(s)}, picked`;
        case 'f1':
          return 'precision and recall in one';
        case 'accuracy':
          return 'called right';
        case 'balancedAccuracy':
          return 'called right, every class alike';
        case 'mae':
          return 'off by, on average';
        case 'rmse':
          return 'the same, large misses weigh more';
        default:
          return 'mean over the classes';
      }
    },
    intervalAndBaseline: (name, { interval, baseline }, s, format) => {
      const range =
        interval === null
          ? ''
          : `95 % interval ${figureText(name, interval.low, s, format)} – ${figureText(name, interval.high, s, format)}, `;
      return `${range}without a model ${figureText(name, baseline.value, s, format)}`;
    },
    doubt: (d, s, format) => {
      switch (d.doubt) {
        case 'too-few':
          return s.type === 'binary'
            ? `${subjectWords.en.positives(s)} in the test: ${format.integer(d.n)}; ${d.enough} would say more`
            : `only ${format.integer(d.n)} test rows; ${d.enough} would say more`;
        case 'no-better':
          return 'its interval includes guessing';
        case 'too-good':
          return `ROC-AUC ${format.number(d.value, 3)} is too good to be true: look for a column that tells the answer`;
        case 'shuffled':
          return `with shuffled labels it still reaches ROC-AUC ${format.number(d.value, 3)}`;
        case 'drift':
          return `${format.integer(d.n)} ${d.n === 1 ? 'feature has' : 'features have'} moved since training`;
        case 'suspicious':
          return `nearly tells the answer by itself: ${format.list(d.columns)}`;
      }
    },
    unshuffled: (value, format) =>
      `learns nothing from shuffled labels (ROC-AUC ${format.number(value, 2)}), as it should`,
    tested: (v, format) => `tested on ${subjectWords.en.rows(v.subject, v.rows, format)}`,
    trained: (v, format) => `learnt from ${format.integer(v.trained)}`,
    dotKey: '● this model with its 95 % interval, ○ without a model',
    barKey: 'wide bar: this model with its 95 % interval, thin bar: without a model',
    columns: {
      caption: 'Figures on rows the model has not seen',
      figure: 'Figure',
      value: 'Model',
      low: '95 % from',
      high: '95 % to',
      baseline: 'Without a model',
    },
  },
  ru: {
    headline: (v, format) => {
      const w = subjectWords.ru;
      const { subject: s, figures, topFifth } = v;
      if (beatsBaseline(v) === false) {
        return s.type === 'regression'
          ? 'Модель не лучше, чем ждать от всех одного и того же'
          : `Модель не отличает ${w.positives(s)} от остальных: это не лучше угадывания`;
      }
      if (s.type === 'regression') {
        const mae = figures['mae'];
        return `Прогноз (${w.number(s)}) в среднем ошибается на ${figureText('mae', mae?.figure.value ?? null, s, format)}; если ждать от всех одного и того же — на ${figureText('mae', mae?.baseline.value ?? null, s, format)}`;
      }
      if (s.type === 'multiclass' || topFifth === null) {
        const accuracy = figures['accuracy'];
        return `Верно для ${format.percent(accuracy?.figure.value ?? null, 0)} ${w.all(s)}; если всегда называть самый частый класс — для ${format.percent(accuracy?.baseline.value ?? null, 0)}`;
      }
      return `В верхней пятой части списка — ${said(topFifth.share, format, 'из')} ${w.positives(s)}; без модели было бы 1\u00a0из\u00a05`;
    },
    sub: (v, format) => {
      const w = subjectWords.ru;
      const when =
        v.cutoff === null
          ? 'на данных, которых модель не видела'
          : `позже всего, на чём она училась (${format.date(v.cutoff)})`;
      const rate =
        v.positives === null ? '' : `, ${w.rate(v.subject)} — ${format.percent(v.positives / Math.max(1, v.rows), 1)}`;
      return `${v.model}, проверка: ${w.rows(v.subject, v.rows, format)}, ${when}${rate}`;
    },
    figures: figureTerms.ru,
    plainly: (name, s) => {
      const w = subjectWords.ru;
      switch (name) {
        case 'rocAuc':
          return 'верно упорядочит пару';
        case 'averagePrecision':
          return 'насколько чист верх списка';
        case 'precision':
          return `${w.positives(s)} среди отобранных`;
        case 'recall':
          return `отобрано из ${w.positives(s)}`;
        case 'f1':
          return 'точность и полнота вместе';
        case 'accuracy':
          return 'верных ответов';
        case 'balancedAccuracy':
          return 'верных, классы наравне';
        case 'mae':
          return 'ошибка в среднем';
        case 'rmse':
          return 'то же, крупные ошибки весят больше';
        default:
          return 'среднее по классам';
      }
    },
    intervalAndBaseline: (name, { interval, baseline }, s, format) => {
      const range =
        interval === null
          ? ''
          : `95 % интервал ${figureText(name, interval.low, s, format)} – ${figureText(name, interval.high, s, format)}, `;
      return `${range}без модели ${figureText(name, baseline.value, s, format)}`;
    },
    doubt: (d, s, format) => {
      switch (d.doubt) {
        case 'too-few':
          return s.type === 'binary'
            ? `${subjectWords.ru.positives(s)} в проверке: ${format.integer(d.n)}; надёжнее от ${d.enough}`
            : `в проверке всего ${format.integer(d.n)} строк; надёжнее от ${d.enough}`;
        case 'no-better':
          return 'интервал включает угадывание';
        case 'too-good':
          return `ROC-AUC ${format.number(d.value, 3)} слишком хорош: поищите столбец, который выдаёт ответ`;
        case 'shuffled':
          return `на перемешанных ответах всё равно ROC-AUC ${format.number(d.value, 3)}`;
        case 'drift':
          return `признаков сместилось со времени обучения: ${format.integer(d.n)}`;
        case 'suspicious':
          return `почти выдаёт ответ в одиночку: ${format.list(d.columns)}`;
      }
    },
    unshuffled: (value, format) =>
      `на перемешанных ответах не учится ничему (ROC-AUC ${format.number(value, 2)}), как и должно быть`,
    tested: (v, format) => `проверка: ${subjectWords.ru.rows(v.subject, v.rows, format)}`,
    trained: (v, format) => `обучение: ${format.integer(v.trained)}`,
    dotKey: '● модель с 95 % интервалом, ○ без модели',
    barKey: 'широкая полоса — модель с 95 % интервалом, тонкая — без модели',
    columns: {
      caption: 'Показатели на данных, которых модель не видела',
      figure: 'Показатель',
      value: 'Модель',
      low: '95 % от',
      high: '95 % до',
      baseline: 'Без модели',
    },
  },
};
