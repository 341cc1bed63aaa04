import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';

export interface DriftWords {
  readonly headline: (names: readonly string[], moved: number, answer: boolean, format: Formatter) => string;
  readonly sub: string;
  readonly method: string;
  readonly answer: string;
  readonly chance: (value: string) => string;
  readonly columns: { readonly feature: string; readonly chance: string };
}

export const driftWords: Catalogue<DriftWords> = {
  en: {
    headline: (names, moved, answer, format) => {
      if (moved === 0 && !answer) return 'Those scored now are like those learnt from';
      if (moved === 0) return 'Scores now spread otherwise than in training, though no single feature has moved much';
      const rest = moved - names.length;
      const what = rest > 0 ? `${names.join(', ')} and ${format.integer(rest)} more` : format.list(names);
      return `${what} ${moved === 1 ? 'has' : 'have'} moved since training: trust the scores less`;
    },
    sub: 'How far those scored now differ from the training rows (PSI); the thin bar is what chance alone comes to',
    method: 'population stability index: below 0.1 alike, from 0.25 another population',
    answer: 'The score itself',
    chance: (value) => `chance alone stays below ${value}`,
    columns: { feature: 'Feature', chance: 'By chance, below' },
  },
  ru: {
    headline: (names, moved, answer, format) => {
      if (moved === 0 && !answer) return 'Те, кого оцениваем сейчас, похожи на тех, на ком модель училась';
      if (moved === 0) return 'Баллы распределены иначе, чем при обучении, хотя отдельные признаки почти не сдвинулись';
      const rest = moved - names.length;
      const what =
        rest > 0
          ? `${names.join(', ')} и ещё ${format.integer(rest)} ${plural('ru', rest, { one: 'признак', few: 'признака', many: 'признаков', other: 'признака' })}`
          : format.list(names);
      return `После обучения изменилось: ${what}. Доверяйте баллам осторожнее`;
    },
    sub: 'Насколько нынешние строки отличаются от обучающих (PSI); тонкая полоса — чего достигает случайность',
    method: 'индекс стабильности: до 0,1 — похожи, от 0,25 — другая совокупность',
    answer: 'Сам балл',
    chance: (value) => `случайность остаётся ниже ${value}`,
    columns: { feature: 'Признак', chance: 'Случайно до' },
  },
};
