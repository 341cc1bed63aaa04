import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { RegressionViews } from '../../../learn/jobs/regression';
import type { PredictionBin } from '../../../learn/judge/regression';
import type { Subject } from '../subject';
import { subjectWords } from '../subject.words';
import type { RegressionView } from './chart';

type Said = (views: RegressionViews, s: Subject, format: Formatter) => string;

export interface RegressionWords {
  readonly headline: Readonly<Record<RegressionView, Said>>;
  readonly sub: Readonly<Record<RegressionView, Said>>;
  readonly onTheLine: string;
  readonly actual: string;
  readonly forecast: string;
  readonly tenthsAxis: string;
  readonly less: string;
  readonly more: string;
  readonly beyond: (n: number, format: Formatter) => string;
  /** Of points that stand on the edge of the picture. */
  readonly edge: (n: number, format: Formatter) => string;
  readonly zeros: (n: number, rows: number, format: Formatter) => string;
  readonly tenthMark: (
    d: PredictionBin,
    s: Subject,
    format: Formatter,
  ) => { title: string; value: string; note: string };
  readonly residualMark: (
    n: number,
    from: number,
    to: number,
    s: Subject,
    format: Formatter,
  ) => { title: string; value: string };
  readonly columns: {
    readonly forecast: string;
    readonly actual: string;
    readonly rows: string;
    readonly tenth: string;
    readonly from: string;
    readonly to: string;
  };
}

/** A predicted number as printed: money, or a plain one. */
export function numberText(value: number | null, s: Subject, format: Formatter): string {
  return s.money ? format.moneyCompact(value) : format.compact(value);
}

const top = ({ deciles }: RegressionViews): PredictionBin | undefined => deciles.at(-1);
/** Share of all that happened that the top tenth by forecast holds. */
function topShare(views: RegressionViews): number | null {
  const all = views.deciles.reduce((sum, d) => sum + d.n * d.actual, 0);
  const best = top(views);
  return best === undefined || !(all > 0) ? null : (best.n * best.actual) / all;
}

export const regressionWords: Catalogue<RegressionWords> = {
  en: {
    headline: {
      scatter: (v, s, format) => {
        const share = topShare(v);
        return share === null
          ? 'Forecast against what happened'
          : `The tenth with the largest forecasts brought ${format.percent(share, 0)} of all ${subjectWords.en.number(s)}`;
      },
      tenths: (v, s, format) => {
        const best = top(v);
        return best === undefined
          ? 'Forecast and actual by tenth'
          : `Those expected to bring most brought ${numberText(best.actual, s, format)} each, where ${numberText(best.predicted, s, format)} was expected`;
      },
      residuals: (v, s, format) => {
        const [, low, , high] = v.residuals.quantiles;
        const text = (n: number): string => numberText(Math.abs(n), s, format);
        if (high <= 0) return `Half of all come in ${text(high)} to ${text(low)} under their forecast`;
        if (low >= 0) return `Half of all come in ${text(low)} to ${text(high)} over their forecast`;
        return `Half of all lie between ${text(low)} under and ${text(high)} over their forecast`;
      },
    },
    sub: {
      scatter: (v, s, format) =>
        `A point per row (${format.integer(v.scatter.predicted.length)} of ${format.integer(v.rows)}); large dots are means of ten groups by forecast`,
      tenths: (_, s) => `Mean ${subjectWords.en.number(s)} in ten equal groups, the largest forecasts first`,
      residuals: () => 'Actual minus forecast, from the 1st to the 99th percentile',
    },
    onTheLine: 'on the line: exactly as expected',
    actual: 'actual',
    forecast: 'forecast',
    tenthsAxis: 'tenths, largest forecasts first',
    less: '← less than expected',
    more: 'more than expected →',
    beyond: (n, format) => `${format.integer(n)} rows lie beyond the picture`,
    edge: (n, format) => `${format.integer(n)} of the points are larger still and stand at the edge`,
    zeros: (n, rows, format) =>
      `${format.percent(n / Math.max(1, rows), 0)} of rows came to nothing: MAPE leaves them out`,
    tenthMark: (d, s, format) => ({
      title: `${subjectWords.en.rows(s, Math.round(d.n), format)}, forecast ${numberText(d.low, s, format)} – ${numberText(d.high, s, format)}`,
      value: `actual ${numberText(d.actual, s, format)}`,
      note: `forecast ${numberText(d.predicted, s, format)} on average`,
    }),
    residualMark: (n, from, to, s, format) => ({
      title: `${numberText(from, s, format)} – ${numberText(to, s, format)}`,
      value: subjectWords.en.rows(s, Math.round(n), format),
    }),
    columns: { forecast: 'Forecast', actual: 'Actual', rows: 'Rows', tenth: 'Tenth', from: 'From', to: 'To' },
  },
  ru: {
    headline: {
      scatter: (v, s, format) => {
        const share = topShare(v);
        return share === null
          ? 'Прогноз и факт'
          : `Десятая часть с самым высоким прогнозом принесла ${format.percent(share, 0)} всего (${subjectWords.ru.number(s)})`;
      },
      tenths: (v, s, format) => {
        const best = top(v);
        return best === undefined
          ? 'Прогноз и факт по десятым частям'
          : `От кого ждали больше всех, принесли по ${numberText(best.actual, s, format)} при прогнозе ${numberText(best.predicted, s, format)}`;
      },
      residuals: (v, s, format) => {
        const [, low, , high] = v.residuals.quantiles;
        const text = (n: number): string => numberText(Math.abs(n), s, format);
        if (high <= 0) return `У половины факт ниже прогноза на ${text(high)} – ${text(low)}`;
        if (low >= 0) return `У половины факт выше прогноза на ${text(low)} – ${text(high)}`;
        return `У половины факт — от ${text(low)} ниже до ${text(high)} выше прогноза`;
      },
    },
    sub: {
      scatter: (v, _, format) =>
        `Точка — строка (${format.integer(v.scatter.predicted.length)} из ${format.integer(v.rows)}); крупные точки — средние десяти групп по прогнозу`,
      tenths: (_, s) => `В среднем (${subjectWords.ru.number(s)}) в десяти равных группах по убыванию прогноза`,
      residuals: () => 'Факт минус прогноз, от 1-го до 99-го процентиля',
    },
    onTheLine: 'на линии — точно как ожидалось',
    actual: 'факт',
    forecast: 'прогноз',
    tenthsAxis: 'десятые части по убыванию прогноза',
    less: '← меньше прогноза',
    more: 'больше прогноза →',
    beyond: (n, format) => `за пределами рисунка: ${format.integer(n)}`,
    edge: (n, format) => `ещё больше и стоят на краю: ${format.integer(n)}`,
    zeros: (n, rows, format) => `нулевой факт у ${format.percent(n / Math.max(1, rows), 0)}: MAPE их не учитывает`,
    tenthMark: (d, s, format) => ({
      title: `${subjectWords.ru.rows(s, Math.round(d.n), format)}, прогноз ${numberText(d.low, s, format)} – ${numberText(d.high, s, format)}`,
      value: `факт ${numberText(d.actual, s, format)}`,
      note: `прогноз в среднем ${numberText(d.predicted, s, format)}`,
    }),
    residualMark: (n, from, to, s, format) => ({
      title: `${numberText(from, s, format)} – ${numberText(to, s, format)}`,
      value: subjectWords.ru.rows(s, Math.round(n), format),
    }),
    columns: { forecast: 'Прогноз', actual: 'Факт', rows: 'Строк', tenth: 'Часть', from: 'От', to: 'До' },
  },
};
