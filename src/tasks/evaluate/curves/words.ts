import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { Point } from '../../../learn/judge/curves';
import type { Subject } from '../subject';
import { raised, subjectWords } from '../subject.words';
import type { CurveKind } from './chart';

/** What a curve is summed up by. */
export interface CurveFindings {
  readonly auc: number | null;
  readonly averagePrecision: number | null;
  readonly overall: number;
  /** Share of those in question in the best-scored tenth and fifth. */
  readonly tenth: number | null;
  readonly fifth: number | null;
  /** Precision where half of those in question are found. */
  readonly halfPrecision: number | null;
}

export interface CurveWords {
  readonly headline: (kind: CurveKind, f: CurveFindings, s: Subject, format: Formatter) => string;
  readonly sub: (kind: CurveKind, s: Subject) => string;
  readonly across: (kind: CurveKind, s: Subject) => string;
  readonly up: (kind: CurveKind, s: Subject) => string;
  readonly baseline: string;
  readonly here: string;
  readonly mark: (
    kind: CurveKind,
    p: Point,
    s: Subject,
    format: Formatter,
  ) => {
    readonly title: string;
    readonly value: string;
    readonly note: string;
  };
  readonly columns: { readonly threshold: string };
}

const none = (p: Point, format: Formatter): string => (p.threshold === null ? '–' : format.number(p.threshold, 3));

export const curveWords: Catalogue<CurveWords> = {
  en: {
    headline: (kind, f, s, format) => {
      const w = subjectWords.en;
      switch (kind) {
        case 'gain':
          return `The top fifth holds ${format.percent(f.fifth, 0)} of all ${w.positives(s)}`;
        case 'lift':
          return `In the top tenth ${w.positives(s)} are ${format.number(f.tenth === null ? null : f.tenth * 10, 1)} times as common as overall`;
        case 'roc':
          return `In ${format.percent(f.auc, 0)} of pairs the model puts the right one first`;
        case 'precisionRecall':
          return f.halfPrecision === null
            ? `What finding more ${w.positives(s)} costs in purity`
            : `Finding half of the ${w.positives(s)}, ${format.percent(f.halfPrecision, 0)} of those picked are right`;
      }
    },
    sub: (kind, s) => {
      const w = subjectWords.en;
      switch (kind) {
        case 'gain':
          return `Share of the ${w.positives(s)} found, by share of ${w.all(s)} picked, best scores first`;
        case 'lift':
          return `How many times the overall rate those picked have, by share of ${w.all(s)} picked`;
        case 'roc':
          return `${raised(w.positives(s))} found against others picked by mistake (ROC)`;
        case 'precisionRecall':
          return `How many of those picked are right, by how many are found`;
      }
    },
    across: (kind, s) =>
      kind === 'roc'
        ? 'Others picked by mistake'
        : kind === 'precisionRecall'
          ? 'Found (recall)'
          : `Share of ${subjectWords.en.all(s)} picked`,
    up: (kind) =>
      kind === 'lift' ? 'Lift' : kind === 'precisionRecall' ? 'Of those picked, right (precision)' : 'Found (recall)',
    baseline: 'without a model',
    here: 'chosen cut',
    mark: (kind, p, s, format) => {
      const w = subjectWords.en;
      const note = `score ${none(p, format)} or more`;
      switch (kind) {
        case 'gain':
          return {
            title: `${format.percent(p.x, 0)} of ${w.all(s)} picked`,
            value: `${format.percent(p.y, 1)} found`,
            note,
          };
        case 'lift':
          return {
            title: `${format.percent(p.x, 0)} of ${w.all(s)} picked`,
            value: `${format.number(p.y, 2)} times the overall rate`,
            note,
          };
        case 'roc':
          return {
            title: `${format.percent(p.x, 0)} of others picked`,
            value: `${format.percent(p.y, 1)} found`,
            note,
          };
        case 'precisionRecall':
          return {
            title: `${format.percent(p.x, 0)} found`,
            value: `${format.percent(p.y, 1)} of those picked are right`,
            note,
          };
      }
    },
    columns: { threshold: 'Score at least' },
  },
  ru: {
    headline: (kind, f, s, format) => {
      const w = subjectWords.ru;
      switch (kind) {
        case 'gain':
          return `В верхней пятой части — ${format.percent(f.fifth, 0)} всех ${w.positives(s)}`;
        case 'lift':
          return `В верхней десятой части ${w.positives(s)} в\u00a0${format.number(f.tenth === null ? null : f.tenth * 10, 1)}\u00a0раза больше, чем в среднем`;
        case 'roc':
          return `В ${format.percent(f.auc, 0)} пар модель верно ставит первого`;
        case 'precisionRecall':
          return f.halfPrecision === null
            ? 'Чем больше находим, тем больше лишних'
            : `Если найти половину ${w.positives(s)}, верных среди отобранных — ${format.percent(f.halfPrecision, 0)}`;
      }
    },
    sub: (kind, s) => {
      const w = subjectWords.ru;
      switch (kind) {
        case 'gain':
          return `Какая доля ${w.positives(s)} найдена, если отобрать часть ${w.all(s)} с лучшими баллами`;
        case 'lift':
          return `Во сколько раз чаще среднего, если отобрать часть ${w.all(s)} с лучшими баллами`;
        case 'roc':
          return 'Найденные против отобранных по ошибке (ROC)';
        case 'precisionRecall':
          return 'Сколько верных среди отобранных при доле найденных';
      }
    },
    across: (kind, s) =>
      kind === 'roc'
        ? 'Отобрано по ошибке'
        : kind === 'precisionRecall'
          ? 'Найдено (полнота)'
          : `Отобрано ${subjectWords.ru.all(s)}`,
    up: (kind) =>
      kind === 'lift'
        ? 'Лифт'
        : kind === 'precisionRecall'
          ? 'Верных среди отобранных (точность)'
          : 'Найдено (полнота)',
    baseline: 'без модели',
    here: 'выбранный порог',
    mark: (kind, p, s, format) => {
      const w = subjectWords.ru;
      const note = `балл от ${none(p, format)}`;
      switch (kind) {
        case 'gain':
          return {
            title: `Отобрано ${format.percent(p.x, 0)} ${w.all(s)}`,
            value: `найдено ${format.percent(p.y, 1)}`,
            note,
          };
        case 'lift':
          return {
            title: `Отобрано ${format.percent(p.x, 0)} ${w.all(s)}`,
            value: `в ${format.number(p.y, 2)} раза чаще среднего`,
            note,
          };
        case 'roc':
          return { title: `По ошибке ${format.percent(p.x, 0)}`, value: `найдено ${format.percent(p.y, 1)}`, note };
        case 'precisionRecall':
          return {
            title: `Найдено ${format.percent(p.x, 0)}`,
            value: `верных среди отобранных ${format.percent(p.y, 1)}`,
            note,
          };
      }
    },
    columns: { threshold: 'Балл не ниже' },
  },
};
