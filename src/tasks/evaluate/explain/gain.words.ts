import type { TermText } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';

export interface GainWords {
  readonly headline: (names: readonly string[], share: string, format: Formatter) => string;
  readonly sub: string;
  readonly method: string;
  readonly term: TermText;
  readonly mark: (share: string) => string;
  readonly columns: Readonly<Record<'caption' | 'feature' | 'share', string>>;
  /** Of the switch between both ways to weigh features. */
  readonly by: string;
  readonly ways: Readonly<Record<'shap' | 'gain', string>>;
}

const source = 'Breiman, Friedman, Olshen & Stone, “Classification and Regression Trees” (1984), ch. 5.3';

export const gainWords: Catalogue<GainWords> = {
  en: {
    headline: (names, share, format) =>
      names.length === 0
        ? 'The trees ask about no feature'
        : `${format.list(names)} make up ${share} of what the trees have learnt`,
    sub: 'How much the questions that the trees ask about a feature told apart in training; choose one to look closer',
    method: 'gain, on training rows',
    term: {
      title: 'Gain',
      says: 'Each split of a tree makes the error on the training rows smaller by its gain; those of one feature are added up. Features with many values have more chances to gain, so compare with what shuffling costs.',
      source,
    },
    mark: (share) => `${share} of all gain`,
    columns: { caption: 'What splits by a feature gained', feature: 'Feature', share: 'Share of the gain' },
    by: 'Weigh features by',
    ways: { shap: 'What moves answers', gain: 'What trees gained' },
  },
  ru: {
    headline: (names, share, format) =>
      names.length === 0
        ? 'Деревья не спрашивают ни об одном признаке'
        : `${format.list(names)} — ${share} всего, чему научились деревья`,
    sub: 'Сколько различили при обучении вопросы деревьев об этом признаке; выберите признак, чтобы рассмотреть его',
    method: 'выигрыш, на обучающих строках',
    term: {
      title: 'Выигрыш',
      says: 'Каждое разбиение дерева уменьшает ошибку на обучающих строках на свой выигрыш; выигрыши одного признака складываются. У признака со многими значениями больше случаев выиграть, поэтому сверяйте с тем, чего стоит перемешать столбец.',
      source,
    },
    mark: (share) => `${share} всего выигрыша`,
    columns: { caption: 'Выигрыш разбиений по признакам', feature: 'Признак', share: 'Доля выигрыша' },
    by: 'Чем измерять признаки',
    ways: { shap: 'Сдвигом ответов', gain: 'Выигрышем деревьев' },
  },
};
