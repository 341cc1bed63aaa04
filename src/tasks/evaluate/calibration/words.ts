import type { PlateItem } from '../../../core/exhibit';
import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { CalibrationBin } from '../../../learn/judge/scores';
import { terms } from '../../../charts/terms';
import type { Subject } from '../subject';
import { subjectWords } from '../subject.words';
import type { Reliability } from './chart';

export interface CalibrationWords {
  readonly headline: (r: Reliability, format: Formatter) => string;
  readonly sub: (s: Subject) => string;
  readonly plate: (r: Reliability, format: Formatter) => readonly PlateItem[];
  readonly across: (s: Subject) => string;
  readonly up: string;
  readonly diagonal: string;
  readonly mark: (b: CalibrationBin, s: Subject, format: Formatter) => { title: string; value: string; note: string };
  readonly columns: { readonly rows: string; readonly predicted: string; readonly actual: string };
}

/** Off by more than this in sum, a model is said to promise too much or too little. */
const OFF = 0.1;

export const calibrationWords: Catalogue<CalibrationWords> = {
  en: {
    headline: ({ expectedActual: ratio, error }, format) => {
      if (ratio === null) return 'There is nothing to hold the probabilities against';
      if (ratio > 1 + OFF) return `Probabilities promise too much: ${format.percent(ratio - 1, 0)} more than happened`;
      if (ratio < 1 - OFF)
        return `Probabilities promise too little: ${format.percent(1 - ratio, 0)} less than happened`;
      return `Probabilities can be taken at their word: off by ${format.percent(error, 1)} on average`;
    },
    sub: (s) => `Ten groups of ${subjectWords.en.all(s)} by score: expected against what happened, with 95 % intervals`,
    plate: ({ error, expectedActual }, format) => [
      { text: `off by ${format.percent(error, 1)} on average (ECE)`, term: terms.en.calibration },
      ...(expectedActual === null
        ? []
        : [{ text: `expected ÷ actual ${format.number(expectedActual, 2)}`, term: terms.en.expectedActual }]),
    ],
    across: () => 'Expected',
    up: 'Happened',
    diagonal: 'on the line: exactly as expected',
    mark: (b, s, format) => ({
      title: subjectWords.en.rows(s, b.n, format),
      value: `expected ${format.percent(b.predicted, 1)}, happened ${format.percent(b.actual, 1)}`,
      note: b.actual > b.predicted ? 'more than expected' : 'no more than expected',
    }),
    columns: { rows: 'Rows', predicted: 'Expected', actual: 'Happened' },
  },
  ru: {
    headline: ({ expectedActual: ratio, error }, format) => {
      if (ratio === null) return 'Вероятности не с чем сверить';
      if (ratio > 1 + OFF)
        return `Вероятности завышены: обещано на ${format.percent(ratio - 1, 0)} больше, чем случилось`;
      if (ratio < 1 - OFF)
        return `Вероятности занижены: обещано на ${format.percent(1 - ratio, 0)} меньше, чем случилось`;
      return `Вероятностям можно верить: в среднем ошибка ${format.percent(error, 1)}`;
    },
    sub: () => 'Десять групп по баллу: ожидание и то, что случилось, с 95 % интервалами',
    plate: ({ error, expectedActual }, format) => [
      { text: `ошибка в среднем ${format.percent(error, 1)} (ECE)`, term: terms.ru.calibration },
      ...(expectedActual === null
        ? []
        : [{ text: `ожидание ÷ факт ${format.number(expectedActual, 2)}`, term: terms.ru.expectedActual }]),
    ],
    across: () => 'Ожидалось',
    up: 'Случилось',
    diagonal: 'на линии — точно как ожидалось',
    mark: (b, s, format) => ({
      title: subjectWords.ru.rows(s, b.n, format),
      value: `ожидалось ${format.percent(b.predicted, 1)}, случилось ${format.percent(b.actual, 1)}`,
      note: b.actual > b.predicted ? 'больше ожидания' : 'не больше ожидания',
    }),
    columns: { rows: 'Строк', predicted: 'Ожидалось', actual: 'Случилось' },
  },
};
