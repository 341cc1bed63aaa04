import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { ProfitPoint } from '../../../learn/judge/thresholds';
import type { Subject } from '../subject';
import { subjectWords } from '../subject.words';
import type { Profit } from './chart';

export interface ProfitWords {
  /** Until a cut is recommended. */
  readonly open: (s: Subject) => string;
  readonly headline: (best: ProfitPoint, p: Profit, s: Subject, format: Formatter) => string;
  readonly sub: (p: Profit, s: Subject, format: Formatter) => string;
  readonly across: (s: Subject) => string;
  readonly up: string;
  readonly bestLabel: (p: ProfitPoint, format: Formatter) => string;
  readonly unsure: string;
  readonly foundThere: string;
  readonly mark: (p: ProfitPoint, s: Subject, format: Formatter) => { title: string; value: string; note: string };
  readonly columns: {
    readonly caption: string;
    readonly share: string;
    readonly profit: string;
    readonly low: string;
    readonly high: string;
  };
}

/** From this share on it is everybody, as people say it. */
const ALL = 0.995;

export const profitWords: Catalogue<ProfitWords> = {
  en: {
    open: (s) => `What picking more or fewer ${subjectWords.en.all(s)} brings`,
    headline: (best, p, s, format) =>
      best.share === 0
        ? 'At these costs reaching out does not pay, whoever is picked'
        : best.share > ALL
          ? `It pays to pick everybody: ${format.moneyCompact(best.profit)} on the test rows; at these costs no model is needed`
          : `It pays to pick the best ${format.percent(best.share, 0)} of ${subjectWords.en.all(s)}: ${format.moneyCompact(best.profit)} on the test rows${p.everybody > 0 ? '' : '; picking everybody would lose money'}`,
    sub: ({ costs, rows }, s, format) =>
      `Profit by share picked, best scores first, if each of the ${subjectWords.en.positives(s)} reached brings ${format.money(costs.gain)} and each one picked costs ${format.money(costs.cost)}; ${subjectWords.en.rows(s, rows, format)}`,
    across: (s) => `Share of ${subjectWords.en.all(s)} picked`,
    up: 'Profit, with its 95 % interval',
    bestLabel: (best, format) => `recommended: ${format.percent(best.share, 0)}`,
    foundThere: 'the cut was found among training rows; what it brings is measured here, on the test rows',
    unsure: 'its 95 % interval includes a loss',
    mark: (p, s, format) => ({
      title: `${format.percent(p.share, 0)} of ${subjectWords.en.all(s)} picked`,
      value: format.moneyCompact(p.profit),
      note: `95 % interval ${format.moneyCompact(p.low)} – ${format.moneyCompact(p.high)}`,
    }),
    columns: {
      caption: 'Profit by share picked',
      share: 'Picked',
      profit: 'Profit',
      low: '95 % from',
      high: '95 % to',
    },
  },
  ru: {
    open: () => 'Что даёт отбор: от немногих до всех',
    headline: (best, p, s, format) =>
      best.share === 0
        ? 'При таких расходах обращаться невыгодно, кого бы ни выбрать'
        : best.share > ALL
          ? `Выгодно обратиться ко всем: ${format.moneyCompact(best.profit)} на проверочных данных; при таких расходах модель не нужна`
          : `Выгодно взять ${format.percent(best.share, 0)} ${subjectWords.ru.all(s)} с лучшими баллами: ${format.moneyCompact(best.profit)} на проверочных данных${p.everybody > 0 ? '' : '; обратиться ко всем — в убыток'}`,
    sub: ({ costs, rows }, s, format) =>
      `Прибыль по доле отобранных, если каждый найденный приносит ${format.money(costs.gain)}, а каждое обращение стоит ${format.money(costs.cost)}; ${subjectWords.ru.rows(s, rows, format)}`,
    across: (s) => `Отобрано ${subjectWords.ru.all(s)}`,
    up: 'Прибыль с 95 % интервалом',
    bestLabel: (best, format) => `советуем: ${format.percent(best.share, 0)}`,
    foundThere: 'порог найден на обучающих строках, а что он даёт, измерено здесь — на проверочных',
    unsure: '95 % интервал включает убыток',
    mark: (p, s, format) => ({
      title: `Отобрано ${format.percent(p.share, 0)} ${subjectWords.ru.all(s)}`,
      value: format.moneyCompact(p.profit),
      note: `95 % интервал ${format.moneyCompact(p.low)} – ${format.moneyCompact(p.high)}`,
    }),
    columns: {
      caption: 'Прибыль по доле отобранных',
      share: 'Отобрано',
      profit: 'Прибыль',
      low: '95 % от',
      high: '95 % до',
    },
  },
};
