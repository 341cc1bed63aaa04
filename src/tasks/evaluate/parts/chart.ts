import { board, type BoardGeometry, type BoardRow } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Judgement } from '../../../learn/jobs/judge';
import type { SegmentPart } from '../../../learn/jobs/segments';
import type { FeatureUnit } from '../../prepared';
import { valueText } from '../explain/feature';
import type { Subject } from '../subject';
import { leading } from '../verdict/verdict';
import { figureText, verdictWords, type FigureName } from '../verdict/words';
import { partsWords } from './words';

/** How the model did in one part of the rows. */
export interface JudgedPart {
  readonly part: SegmentPart;
  readonly judgement: Judgement;
}

/** A part's name: a level, a range of numbers in the column's unit, the rest. */
export function partName(part: SegmentPart, unit: FeatureUnit, format: Formatter): string {
  const words = partsWords[format.locale];
  if ('level' in part) return part.level;
  if ('name' in part) return part.name;
  if ('rest' in part) return words[part.rest];
  const { low, high } = part.range;
  if (low === null) return words.below(valueText(high, unit, format));
  if (high === null) return words.from(valueText(low, unit, format));
  return `${valueText(low, unit, format)} – ${valueText(high, unit, format)}`;
}

function nameOf(subject: Subject): FigureName {
  return leading(subject.type) as FigureName;
}

/** Geometry of the leading figure by part, for 280 px or more. */
export function partsChart(
  parts: readonly JudgedPart[],
  subject: Subject,
  unit: FeatureUnit,
  width: number,
  format: Formatter,
): BoardGeometry {
  const words = partsWords[format.locale];
  const name = nameOf(subject);
  const rows = parts.map(({ part, judgement }): BoardRow => {
    const judged = judgement.figures[name];
    const says = figureText(name, judged?.figure.value ?? null, subject, format);
    const title = partName(part, unit, format);
    return {
      name: title,
      note: words.rows(judgement.rows, format),
      value: judged?.figure.value ?? null,
      interval: judged?.interval ?? null,
      against: judged?.baseline.value ?? null,
      says,
      mark: {
        title,
        value: says,
        note:
          judged === undefined ? '–' : verdictWords[format.locale].intervalAndBaseline(name, judged, subject, format),
      },
    };
  });
  if (subject.type !== 'regression') {
    const ticks = [0, 0.25, 0.5, 0.75, 1].map((value) => ({
      value,
      label: format.number(value, value % 1 === 0 ? 0 : 2),
    }));
    return board(rows, { low: 0, high: 1, ticks }, width, 'dots');
  }
  const axis = valueAxis(
    rows.flatMap((r) => [r.value ?? 0, r.interval?.high ?? 0, r.against ?? 0]),
    4,
  );
  const labels = format.axis(axis.ticks, subject.money);
  return board(
    rows,
    { low: 0, high: axis.high, ticks: axis.ticks.map((value, i) => ({ value, label: labels[i] ?? '' })) },
    width,
    'bars',
  );
}

/** The finding around it: where the model is surely weaker than elsewhere. */
export function partsExhibit(
  parts: readonly JudgedPart[],
  overall: number | null,
  column: string,
  subject: Subject,
  unit: FeatureUnit,
  format: Formatter,
): ExhibitText {
  const words = partsWords[format.locale];
  const name = nameOf(subject);
  const sign = subject.type === 'regression' ? -1 : 1;
  const weak = parts.filter(({ judgement }) => {
    const i = judgement.figures[name]?.interval ?? null;
    if (overall === null || i === null) return false;
    return sign === 1 ? i.high < overall : i.low > overall;
  });
  return {
    headline:
      weak.length === parts.length && parts.length > 1 && subject.type !== 'regression'
        ? words.within(column, figureText(name, overall, subject, format))
        : words.headline(
            weak.map((p) => partName(p.part, unit, format)),
            column,
            figureText(name, overall, subject, format),
            format,
          ),
    sub: words.sub(verdictWords[format.locale].figures[name].name, column, subject.type === 'regression'),
    plate: parts
      .filter(({ judgement }) => judgement.figures[name]?.figure.value === null)
      .map(({ part }) => ({ text: words.unmeasured(partName(part, unit, format)), doubt: true })),
  };
}

/** The main figures of each part. */
export function partsTable(
  parts: readonly JudgedPart[],
  column: string,
  subject: Subject,
  unit: FeatureUnit,
  format: Formatter,
): TableData {
  const { figures } = verdictWords[format.locale];
  const shown: readonly FigureName[] =
    subject.type === 'binary'
      ? ['rocAuc', 'averagePrecision', 'precision', 'recall', 'f1', 'brier']
      : subject.type === 'multiclass'
        ? ['accuracy', 'balancedAccuracy', 'macroF1']
        : ['mae', 'rmse', 'r2', 'bias'];
  return {
    caption: partsWords[format.locale].sub(figures[nameOf(subject)].name, column, subject.type === 'regression'),
    columns: [
      { label: column, kind: 'text' },
      { label: partsWords[format.locale].columns.rows, kind: 'integer' },
      ...shown.map((f) => ({ label: figures[f].name, kind: 'number' as const, digits: 3 })),
    ],
    rows: parts.map(({ part, judgement }) => [
      partName(part, unit, format),
      judgement.rows,
      ...shown.map((f) => judgement.figures[f]?.figure.value ?? null),
    ]),
  };
}
