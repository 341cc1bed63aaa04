import { board, type BoardGeometry, type BoardRow } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { Formatter } from '../../../core/format';
import type { Judged } from '../../../learn/jobs/judge';
import type { Verdict } from './verdict';
import { figureText, verdictWords, type FigureName } from './words';

/** Figures that a board shows, in their order; the table has all. */
export const shownFigures: Readonly<Record<Verdict['subject']['type'], readonly FigureName[]>> = {
  binary: ['rocAuc', 'averagePrecision', 'precision', 'recall', 'f1', 'balancedAccuracy', 'accuracy'],
  multiclass: ['accuracy', 'balancedAccuracy', 'macroPrecision', 'macroRecall', 'macroF1'],
  regression: ['mae', 'rmse'],
};

/** Geometry of the figures with their intervals and the baseline, for 280 px or more. */
export function verdictChart(verdict: Verdict, width: number, format: Formatter): BoardGeometry {
  const words = verdictWords[format.locale];
  const { type } = verdict.subject;
  const rows = shownFigures[type].flatMap((name): BoardRow[] => {
    const judged: Judged | undefined = verdict.figures[name];
    if (judged === undefined) return [];
    const { figure, interval, baseline } = judged;
    const says = figureText(name, figure.value, verdict.subject, format);
    return [
      {
        name: words.figures[name].name,
        note: words.plainly(name, verdict.subject, format),
        value: figure.value,
        interval,
        against: baseline.value,
        says,
        mark: {
          title: words.figures[name].name,
          value: says,
          note: words.intervalAndBaseline(name, judged, verdict.subject, format),
        },
      },
    ];
  });
  if (type !== 'regression') {
    const ticks = [0, 0.25, 0.5, 0.75, 1].map((value) => ({
      value,
      label: format.number(value, value % 1 === 0 ? 0 : 2),
    }));
    return board(rows, { low: 0, high: 1, ticks }, width, 'dots');
  }
  const values = rows.flatMap((r) => [r.value ?? 0, r.against ?? 0, r.interval?.high ?? 0]);
  const axis = valueAxis(values, width < 480 ? 3 : 5);
  const labels = format.axis(axis.ticks, verdict.subject.money);
  const ticks = axis.ticks.map((value, i) => ({ value, label: labels[i] ?? '' }));
  return board(rows, { low: axis.low, high: axis.high, ticks }, width, 'bars');
}
