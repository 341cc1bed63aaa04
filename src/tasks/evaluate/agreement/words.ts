import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { PairAgreement } from '../../../learn/jobs/agreement';
import type { Agreed } from './chart';

export interface AgreementWords {
  readonly headline: (
    a: string,
    b: string,
    value: number,
    by: Agreed['by'],
    pairs: number,
    format: Formatter,
  ) => string;
  readonly none: string;
  readonly sub: Readonly<Record<Agreed['by'] | 'likeliest', string>>;
  readonly mark: (
    a: string,
    b: string,
    pair: PairAgreement,
    by: Agreed['by'],
    format: Formatter,
  ) => { title: string; value: string; note: string };
  readonly columns: { readonly caption: string; readonly one: string; readonly other: string; readonly share: string };
}

/** From 0.9 two lists have nearly the same at their top; under a half they have little in common. */
const alike = (rank: number): string => (rank >= 0.9 ? 'nearly the same' : rank >= 0.5 ? 'a similar' : 'another');
const inRussian = (rank: number): string => (rank >= 0.9 ? 'почти одинаков' : rank >= 0.5 ? 'похож' : 'различен');

export const agreementWords: Catalogue<AgreementWords> = {
  en: {
    headline: (a, b, value, by, pairs, format) => {
      const share = format.percent(value, 0);
      if (by === 'share') {
        const says = `call ${share} of rows the same`;
        return pairs === 1 ? `${a} and ${b} ${says}` : `${a} and ${b} differ most: they ${says}`;
      }
      const rank = format.number(value, 2);
      return pairs === 1
        ? `${a} and ${b} put rows in ${alike(value)} order: ${rank} of 1`
        : `${a} and ${b} differ most, and put rows in ${alike(value)} order: ${rank} of 1`;
    },
    none: 'The models cannot be compared',
    sub: {
      share: 'Share of test rows that two models call the same, each at its own threshold',
      likeliest: 'Share of test rows for which two models find the same class likeliest',
      rank: 'How alike two models order the test rows (Spearman’s ρ)',
    },
    mark: (a, b, pair, by, format) => ({
      title: `${a} and ${b}`,
      value: by === 'share' ? `${format.percent(pair.share, 1)} the same` : `ρ ${format.number(pair.rank, 3)}`,
      note:
        by === 'share'
          ? `beyond chance: κ ${format.number(pair.kappa, 2)}; order: ρ ${format.number(pair.rank, 2)}`
          : 'Spearman',
    }),
    columns: { caption: 'Agreement of models', one: 'Model', other: 'and', share: 'The same' },
  },
  ru: {
    headline: (a, b, value, by, pairs, format) => {
      const says =
        by === 'share'
          ? `одинаковых ответов ${format.percent(value, 0)}`
          : `порядок строк ${inRussian(value)} — ${format.number(value, 2)} из 1`;
      return pairs === 1 ? `${a} и ${b}: ${says}` : `Сильнее всего расходятся ${a} и ${b}: ${says}`;
    },
    none: 'Модели нельзя сравнить',
    sub: {
      share: 'Доля строк проверки, о которых две модели говорят одно и то же, каждая при своём пороге',
      likeliest: 'Доля строк проверки, для которых две модели считают вероятнее всего один и тот же класс',
      rank: 'Насколько одинаково две модели упорядочивают строки проверки (ρ Спирмена)',
    },
    mark: (a, b, pair, by, format) => ({
      title: `${a} и ${b}`,
      value: by === 'share' ? `одинаково ${format.percent(pair.share, 1)}` : `ρ = ${format.number(pair.rank, 3)}`,
      note:
        by === 'share'
          ? `сверх случайного: κ = ${format.number(pair.kappa, 2)}; порядок: ρ = ${format.number(pair.rank, 2)}`
          : 'Спирмен',
    }),
    columns: { caption: 'Согласие моделей', one: 'Модель', other: 'и', share: 'Одинаково' },
  },
};
