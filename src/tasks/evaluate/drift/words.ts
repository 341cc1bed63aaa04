import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';

export interface DriftWords {
  readonly headline: (
    names: readonly string[],
    moved: number,
    answer: boolean,
    aged: number,
    format: Formatter,
  ) => string;
  readonly sub: string;
  readonly method: string;
  readonly answer: string;
  /** Of one feature that counts days since something. */
  readonly ages: string;
  /** The same where its bar ends with the axis. */
  readonly agesBeyond: string;
  readonly aged: (n: number, format: Formatter) => string;
  readonly chance: (value: string) => string;
  readonly columns: { readonly feature: string; readonly chance: string; readonly note: string };
}

export const driftWords: Catalogue<DriftWords> = {
  en: {
    headline: (names, moved, answer, aged, format) => {
      if (moved === 0 && !answer) return 'Those scored now are like those learnt from';
      if (moved === 0 && aged > 0)
        return 'Scores now spread otherwise than in training; of the features only days since something have grown';
      if (moved === 0) return 'Scores now spread otherwise than in training, though no single feature has moved much';
      const rest = moved - names.length;
      const what = rest > 0 ? `${names.join(', ')} and ${format.integer(rest)} more` : format.list(names);
      return `${what} ${moved === 1 ? 'has' : 'have'} moved since training: trust the scores less`;
    },
    sub: 'How far those scored now differ from the training rows (PSI); the thin bar is what chance alone comes to',
    method: 'population stability index: below 0.1 alike, from 0.25 another population',
    answer: 'The score itself',
    ages: 'grows as time passes',
    agesBeyond: 'grows with time; off the axis',
    aged: (n, format) =>
      `${format.integer(n)} ${n === 1 ? 'feature counts' : 'features count'} days since something and ${n === 1 ? 'has' : 'have'} grown with time: no alarm`,
    chance: (value) => `chance alone stays below ${value}`,
    columns: { feature: 'Feature', chance: 'By chance, below', note: 'Note' },
  },
  ru: {
    headline: (names, moved, answer, aged, format) => {
      if (moved === 0 && !answer) return 'Те, кого оцениваем сейчас, похожи на тех, на ком модель училась';
      if (moved === 0 && aged > 0)
        return 'Баллы распределены иначе, чем при обучении; из признаков выросли только сроки давности';
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
    ages: 'растёт со временем',
    agesBeyond: 'растёт со временем; вне шкалы',
    aged: (n, format) =>
      `${format.integer(n)} ${plural('ru', n, { one: 'признак считает', few: 'признака считают', many: 'признаков считают', other: 'признака считают' })} дни с какого-то события и ${plural('ru', n, { one: 'вырос', few: 'выросли', many: 'выросли', other: 'выросли' })} просто со временем: это не тревога`,
    chance: (value) => `случайность остаётся ниже ${value}`,
    columns: { feature: 'Признак', chance: 'Случайно до', note: 'Примечание' },
  },
};
