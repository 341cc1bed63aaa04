import type { TermText } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import { lowered } from '../../evaluate/subject.words';
import { behind, levelWith, sideOf, type MadeOfOthers, type Outcome, type Rival } from './verdict';

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
  /** Whether models made of others are worth it, against the best single one. */
  readonly made: (single: string, made: readonly MadeOfOthers[], format: Formatter) => string | null;
  /** Best F1 of all with the cuts, beside the score one would cut at without asking. */
  readonly f1Says: (rivals: readonly Rival[], format: Formatter) => string | null;
  readonly f1: (r: Rival, format: Formatter) => string | null;
  readonly f1Note: string;
  readonly term: TermText;
  readonly columns: Readonly<Record<'model' | 'auc' | 'difference' | 'low' | 'high' | 'threshold' | 'f1', string>>;
}

/** Three digits, or as many up to five as keep a small number from being printed as zero: its sign is the verdict. */
const digits = (v: number): number => [3, 4, 5].find((d) => Math.abs(v) >= 0.5 * 10 ** -d) ?? 3;
const signed = (v: number | null, f: Formatter): string =>
  v === null ? '–' : `${v > 0 ? '+' : ''}${f.number(v, digits(v))}`;
const between = (r: Pick<Rival, 'interval'>, f: Formatter): string =>
  r.interval === null ? '' : ` (${signed(r.interval.low, f)} … ${signed(r.interval.high, f)})`;
const by = (r: Pick<Rival, 'difference' | 'interval'>, f: Formatter): string =>
  `${signed(r.difference, f)}${between(r, f)}`;

/** Least and most of what is known of all. */
function range(
  rivals: readonly Rival[],
  of: (f1: NonNullable<Rival['f1']>) => number,
): readonly [number, number] | null {
  const known = rivals.flatMap((r) => (r.f1 === null ? [] : [of(r.f1)]));
  return known.length === 0 ? null : [Math.min(...known), Math.max(...known)];
}

/** Two figures as a range, or one where both print alike. */
function span([low, high]: readonly [number, number], print: (v: number) => string): string {
  return print(low) === print(high) ? print(low) : `${print(low)}–${print(high)}`;
}

export const contestWords: Catalogue<ContestWords> = {
  en: {
    title: 'Which model is best',
    caption: 'Models on the same test rows',
    invite:
      'A linear model, a tree, a forest, boosted trees, a model per part of the customers and a stack of them all: trained on the same rows, judged by the same ones.',
    compareAll: 'Compare six kinds of model',
    leader: 'chosen by cross-validation',
    difference: (r, f) => `${signed(r.difference, f)} from the leader${between(r, f)}`,
    f1: (r, f) => (r.f1 === null ? null : `F1 ${f.number(r.f1.value, 2)} at ${f.number(r.f1.threshold, 2)}`),
    f1Says: (rivals, f) => {
      const [values, cuts] = [range(rivals, (r) => r.value), range(rivals, (r) => r.threshold)];
      if (values === null || cuts === null) return null;
      const off = cuts[1] < 0.4 || cuts[0] > 0.6 ? ', far from the usual 0.50' : '';
      return `Best F1 is ${span(values, (v) => f.number(v, 2))}, with cuts at ${span(cuts, (v) => f.number(v, 2))}${off}.`;
    },
    made: (single, made, f) => {
      if (made.length === 0) return null;
      const worth = made.filter((m) => sideOf(m) === 'better');
      const name = (m: MadeOfOthers): string => (m.kind === 'stack' ? 'the stack' : 'a model per segment');
      const against = lowered(single);
      if (worth.length === 0) {
        const none =
          made.length === 1
            ? `${made[0]?.kind === 'stack' ? 'The stack' : 'A model per segment'} is not`
            : 'Neither a model per segment nor the stack is';
        return `${none} better than ${against} alone by more than chance: ${made.map((m) => `${name(m)} ${by(m, f)}`).join(', ')}.`;
      }
      const others = made.filter((m) => sideOf(m) !== 'better');
      return [
        ...worth.map((m) => `Beyond chance, ${name(m)} is better than ${against} alone: ${by(m, f)}.`),
        ...others.map((m) => `The same cannot be said of ${name(m)}: ${by(m, f)}.`),
      ].join(' ');
    },
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
      const level = f.list([leader, ...levelWith(rivals)].map((r) => lowered(r.name)));
      const worse = behind(rivals);
      const rest =
        worse.length === 0
          ? ''
          : `; ${f.list(worse.map((r) => lowered(r.name)))} ${worse.length === 1 ? 'is' : 'are'} behind`;
      return `No single winner: ${level} are within chance of one another${rest}`;
    },
    sub: (rows, f) =>
      `Difference in ROC-AUC from the model that cross-validation chose, on ${f.integer(rows)} test rows, with paired 95 % intervals; ROC-AUC and best F1 at the end`,
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
    f1: (r, f) => (r.f1 === null ? null : `F1 ${f.number(r.f1.value, 2)} при ${f.number(r.f1.threshold, 2)}`),
    f1Says: (rivals, f) => {
      const [values, cuts] = [range(rivals, (r) => r.value), range(rivals, (r) => r.threshold)];
      if (values === null || cuts === null) return null;
      const off = cuts[1] < 0.4 || cuts[0] > 0.6 ? ' — далеко от привычных 0,50' : '';
      return `Лучшая F1 — ${span(values, (v) => f.number(v, 2))}, пороги — ${span(cuts, (v) => f.number(v, 2))}${off}.`;
    },
    made: (single, made, f) => {
      if (made.length === 0) return null;
      const name = (m: MadeOfOthers): string => (m.kind === 'stack' ? 'стек' : 'своя модель для каждого сегмента');
      const says = {
        better: 'лучше, и это не случайность',
        worse: 'хуже',
        level: 'не лучше: разница в пределах случайности',
      } as const;
      return `Против одной модели (${lowered(single)}): ${made.map((m) => `${name(m)} ${says[sideOf(m)]}, ${by(m, f)}`).join('; ')}.`;
    },
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
      const level = f.list([leader, ...levelWith(rivals)].map((r) => lowered(r.name)));
      const worse = behind(rivals);
      const rest = worse.length === 0 ? '' : `; хуже — ${f.list(worse.map((r) => lowered(r.name)))}`;
      return `Единственного победителя нет: ${level} неразличимы в пределах случайности${rest}`;
    },
    sub: (rows, f) =>
      `Разница ROC-AUC с моделью, которую выбрала кросс-валидация; строк проверки — ${f.integer(rows)}; парные 95 % интервалы; в конце строки — ROC-AUC и лучшая F1`,
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
