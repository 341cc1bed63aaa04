import type { TermText } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import { lowered } from '../../evaluate/subject.words';
import { levelWith, type Outcome, type Rival } from './verdict';

export interface ContestWords {
  readonly title: string;
  readonly caption: string;
  readonly invite: string;
  readonly compareAll: string;
  readonly leader: string;
  readonly difference: (r: Rival, format: Formatter) => string;
  readonly value: (r: Rival, format: Formatter) => string;
  readonly headline: (outcome: Outcome, rivals: readonly Rival[], format: Formatter) => string;
  readonly sub: (rows: number, format: Formatter) => string;
  readonly f1Note: string;
  readonly term: TermText;
  readonly columns: Readonly<Record<'model' | 'auc' | 'difference' | 'low' | 'high' | 'threshold' | 'f1', string>>;
}

const signed = (v: number | null, f: Formatter): string => (v === null ? '–' : `${v > 0 ? '+' : ''}${f.number(v, 3)}`);
const between = (r: Rival, f: Formatter): string =>
  r.interval === null ? '' : ` (${signed(r.interval.low, f)} … ${signed(r.interval.high, f)})`;

export const contestWords: Catalogue<ContestWords> = {
  en: {
    title: 'Which model is best',
    caption: 'Models on the same test rows',
    invite:
      'A linear model, a tree, a forest, boosted trees, a model per part of the customers and a stack of them all: trained on the same rows, judged by the same ones.',
    compareAll: 'Compare six kinds of model',
    leader: 'chosen by cross-validation',
    difference: (r, f) => `${signed(r.difference, f)} from the leader${between(r, f)}`,
    value: (r, f) =>
      `ROC-AUC ${f.number(r.value, 3)}${r.f1 === null ? '' : `, best F1 ${f.number(r.f1.value, 3)} with a cut at ${f.number(r.f1.threshold, 2)}`}`,
    headline: (outcome, rivals, f) => {
      const [leader] = rivals;
      if (leader === undefined) return 'No model is trained';
      if (outcome === 'leader') return `${leader.name}: ahead of every other model by more than chance`;
      if (outcome === 'other') {
        const best = rivals.slice(1).toSorted((a, b) => (b.difference ?? 0) - (a.difference ?? 0))[0];
        return `${best?.name ?? ''} did better on the test rows than the one cross-validation chose`;
      }
      return `No single winner: ${f.list([leader, ...levelWith(rivals)].map((r) => lowered(r.name)))} are within chance of one another`;
    },
    sub: (rows, f) =>
      `Difference in ROC-AUC from the leader on ${f.integer(rows)} test rows, with paired 95 % intervals; ROC-AUC at the end`,
    f1Note: 'best F1: the cut is chosen on one half of the test rows and measured on the other',
    term: {
      title: 'Paired comparison',
      says: 'Both models are measured on the same draws of the same rows, so that luck of the draw hits both alike. Where the interval of the difference holds zero, neither is better for certain.',
      source: 'Efron & Tibshirani 1993, ch. 13',
    },
    columns: {
      model: 'Model',
      auc: 'ROC-AUC',
      difference: 'From the leader',
      low: '95 % from',
      high: '95 % to',
      threshold: 'Cut of best F1',
      f1: 'F1 there',
    },
  },
  ru: {
    title: 'Какая модель лучше',
    caption: 'Модели на одних и тех же строках проверки',
    invite:
      'Линейная модель, дерево, лес, бустинг, своя модель для каждой части клиентов и стек из всех: учатся на одних строках и проверяются на одних.',
    compareAll: 'Сравнить шесть видов моделей',
    leader: 'выбрана кросс-валидацией',
    difference: (r, f) => `${signed(r.difference, f)} к лидеру${between(r, f)}`,
    value: (r, f) =>
      `ROC-AUC ${f.number(r.value, 3)}${r.f1 === null ? '' : `, лучшая F1 ${f.number(r.f1.value, 3)} при пороге ${f.number(r.f1.threshold, 2)}`}`,
    headline: (outcome, rivals, f) => {
      const [leader] = rivals;
      if (leader === undefined) return 'Ни одна модель не обучена';
      if (outcome === 'leader') return `${leader.name}: лучше всех остальных, и это не случайность`;
      if (outcome === 'other') {
        const best = rivals.slice(1).toSorted((a, b) => (b.difference ?? 0) - (a.difference ?? 0))[0];
        return `${best?.name ?? ''}: на проверке лучше той, что выбрала кросс-валидация`;
      }
      return `Единственного победителя нет: ${f.list([leader, ...levelWith(rivals)].map((r) => lowered(r.name)))} неразличимы в пределах случайности`;
    },
    sub: (rows, f) =>
      `Разница ROC-AUC с лидером, строк проверки — ${f.integer(rows)}; парные 95 % интервалы; в конце строки — ROC-AUC`,
    f1Note: 'лучшая F1: порог выбран на одной половине строк проверки, измерен на другой',
    term: {
      title: 'Парное сравнение',
      says: 'Обе модели измерены на одних и тех же выборках из одних строк, так что случай действует на обе одинаково. Если интервал разницы включает ноль, ни одна не лучше наверняка.',
      source: 'Efron & Tibshirani 1993, гл. 13',
    },
    columns: {
      model: 'Модель',
      auc: 'ROC-AUC',
      difference: 'К лидеру',
      low: '95 % от',
      high: '95 % до',
      threshold: 'Порог лучшей F1',
      f1: 'F1 при нём',
    },
  },
};
