import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';

interface End {
  readonly value: string;
  readonly answer: string;
}

export interface DependenceWords {
  readonly headline: (name: string, low: End, high: End) => string;
  readonly sub: (answer: string, rows: number, curves: boolean, format: Formatter) => string;
  readonly method: string;
  readonly ifAll: string;
  readonly columns: { readonly mean: string };
}

export const dependenceWords: Catalogue<DependenceWords> = {
  en: {
    headline: (name, low, high) =>
      low.answer === high.answer
        ? `“${name}” hardly changes the answer by itself`
        : `“${name}”: the answer goes from ${low.answer} at ${low.value} to ${high.answer} at ${high.value}`,
    sub: (answer, rows, curves, format) =>
      `${answer}, if everybody had this value and all else stayed as it is; ${curves ? 'thin lines are single rows of' : 'mean of'} ${format.integer(rows)}`,
    method: 'partial dependence and individual curves: what the model says, not what would happen',
    ifAll: 'on average, if everybody had it',
    columns: { mean: 'Mean answer' },
  },
  ru: {
    headline: (name, low, high) =>
      low.answer === high.answer
        ? `«${name}» само по себе почти не меняет ответ`
        : `«${name}»: ответ меняется от ${low.answer} (${low.value}) до ${high.answer} (${high.value})`,
    sub: (answer, rows, curves, format) =>
      `${answer}, если бы у всех было это значение, а остальное осталось как есть; ${curves ? 'тонкие линии — отдельные строки' : 'в среднем по строкам'} (${format.integer(rows)})`,
    method: 'частная зависимость: что говорит модель, а не что случилось бы',
    ifAll: 'в среднем, если бы так было у всех',
    columns: { mean: 'Средний ответ' },
  },
};
