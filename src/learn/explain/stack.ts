import { calibrate } from '../judge/calibration';
import { logit, sigmoid } from '../linear/sigmoid';
import { LOGIT_LIMIT, type Fitted, type FittedStack } from '../pipeline/fitted';
import type { Explanation } from './explanation';

/**
 * Takes a stack's answers apart by composition. Its margin (or number) is a weighted sum of one feature per base
 * model, so that its SHAP values are the same weighted sum of those of the features. Where a feature is what the base's
 * explanation sums (the margin of a linear or boosted model, a number), that is exact by the linearity of Shapley
 * values. Where it is a bent form of it (the log-odds of a forest's probability or of a corrected one), the base's
 * values are stretched by how much the feature moved for what the sum moved from the base's start: the rescale rule of
 * Chen, Lundberg & Lee 2022, "Explaining a series of models by propagating Shapley values". Values add up either way.
 * @param parts of each base, for the same rows and with one output: its explanation (null where there is none) and
 * its answers, as `predictPipeline` gives them
 * @param columns all columns of all bases
 * @returns null for several classes, whose probabilities depend on all margins of a base together
 */
export function composed(
  { bases, meta, task }: FittedStack,
  parts: readonly { readonly explanation: Explanation | null; readonly answers: Float64Array }[],
  columns: readonly string[],
): Explanation | null {
  const rows = parts[0]?.answers.length ?? 0;
  if (task === 'multiclass') return null;
  const values = new Float64Array(rows * columns.length);
  const base = new Float64Array(rows).fill(meta.intercepts[0] ?? NaN);
  const feature = (answer: number): number => (task === 'regression' ? answer : logit(answer, LOGIT_LIMIT));
  for (const [k, { explanation, answers }] of parts.entries()) {
    const model = bases[k];
    if (explanation === null || model === undefined) return null;
    const weight = meta.coefficients[k] ?? 0;
    const width = explanation.columns.length;
    const place = explanation.columns.map((c) => columns.indexOf(c));
    for (let i = 0; i < rows; i++) {
      const own = explanation.values.subarray(i * width, (i + 1) * width);
      const moved = own.reduce((sum, v) => sum + v, 0);
      const to = feature(answers[i] ?? NaN);
      const from = moved === 0 ? to : feature(answerAt(model, explanation.base[i] ?? NaN, explanation.space));
      const stretch = moved === 0 ? 0 : (to - from) / moved;
      base[i] = (base[i] ?? 0) + weight * from;
      for (let j = 0; j < width; j++) {
        const at = i * columns.length + (place[j] ?? 0);
        values[at] = (values[at] ?? 0) + weight * stretch * (own[j] ?? 0);
      }
    }
  }
  return { rows, outputs: 1, columns, values, base, space: task === 'regression' ? 'number' : 'margin' };
}

/** What a model answers where its explanation sums to this: the start of the sum is no row's. */
function answerAt(fitted: Fitted, sum: number, space: Explanation['space']): number {
  switch (fitted.kind) {
    case 'calibrated':
      return calibrate(fitted.by, answerAt(fitted.model, sum, space));
    case 'segments':
      // Parts are of one spec, and sum in one space; where they are corrected, the rest's correction stands for all.
      return answerAt(fitted.rest, sum, space);
    case 'pipeline':
    case 'stack':
      return space === 'margin' ? sigmoid(sum) : sum;
  }
}
