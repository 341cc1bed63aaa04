import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Curves } from '../../../learn/jobs/curves';
import { thinned, type CutCurve } from '../../../learn/judge/curves';
import { foundIn } from '../cut';
import type { Subject } from '../subject';
import type { CurveKind } from './chart';
import { curveWords, type CurveFindings } from './words';

/** What is said of the curves. */
export function curveFindings(curve: CutCurve): CurveFindings {
  const all = curve.positives + curve.negatives;
  let [area, precisions, before, others] = [0, 0, 0, 0];
  let half: number | null = null;
  curve.threshold.forEach((_, i) => {
    const tp = curve.truePositives[i] ?? 0;
    const fp = curve.falsePositives[i] ?? 0;
    area += (fp - others) * ((before + tp) / 2);
    precisions += (tp - before) * (tp / (tp + fp));
    if (half === null && tp >= curve.positives / 2) half = tp / (tp + fp);
    [before, others] = [tp, fp];
  });
  const known = (v: number): number | null => (Number.isFinite(v) ? v : null);
  return {
    auc: known(area / (curve.positives * curve.negatives)),
    averagePrecision: known(precisions / curve.positives),
    overall: all === 0 ? 0 : curve.positives / all,
    tenth: foundIn(curve, 0.1),
    fifth: foundIn(curve, 0.2),
    halfPrecision: curve.positives === 0 ? null : half,
  };
}

/** The finding around one curve. */
export function curveExhibit(kind: CurveKind, curve: CutCurve, subject: Subject, format: Formatter): ExhibitText {
  const words = curveWords[format.locale];
  const findings = curveFindings(curve);
  const figure =
    kind === 'roc'
      ? [{ text: `ROC-AUC ${format.number(findings.auc, 3)}` }]
      : kind === 'precisionRecall'
        ? [{ text: `AP ${format.number(findings.averagePrecision, 3)}` }]
        : [];
  return {
    headline: words.headline(kind, findings, subject, format),
    sub: words.sub(kind, subject),
    plate: figure,
  };
}

/** Points of a curve that may be read off, at most a hundred. */
export function curveTable(kind: CurveKind, curves: Curves, subject: Subject, format: Formatter): TableData {
  const words = curveWords[format.locale];
  return {
    caption: words.sub(kind, subject),
    columns: [
      { label: words.columns.threshold, kind: 'number', digits: 4 },
      { label: words.across(kind, subject), kind: 'percent' },
      { label: words.up(kind, subject), kind: kind === 'lift' ? 'number' : 'percent' },
    ],
    rows: thinned(curves[kind], 100).map((p) => [p.threshold, p.x, p.y]),
  };
}
