import { withClassWeights } from '../class-weights';
import { fitPreprocessing } from '../preprocess/fit';
import type { Preprocessing } from '../preprocess/spec';
import { transform } from '../preprocess/transform';
import type { Report } from '../report';
import { targetOf, weightsOf } from '../rows';
import type { Dataset } from '../table';
import type { Rows } from './learners';
import type { PipelineSpec } from './spec';

/** Rows as learners take them, made by a preprocessing. */
export function learnersRows(
  preprocessing: Preprocessing,
  { classWeights }: PipelineSpec,
  dataset: Dataset,
  chosen: Int32Array,
): Rows {
  const target = targetOf(dataset.target, chosen);
  const weights = withClassWeights(target, weightsOf(dataset, chosen), classWeights);
  const x = transform(preprocessing, dataset.table, chosen);
  return { x, target, ...(weights === undefined ? {} : { weights }) };
}

/** Learns a pipeline's preprocessing from some rows, and makes them ready for its learner. @param rows rising */
export function fitRows(
  spec: PipelineSpec,
  dataset: Dataset,
  rows: Int32Array,
  report?: Report,
): { readonly preprocessing: Preprocessing; readonly rows: Rows } {
  const preprocessing = fitPreprocessing(spec.preprocess, dataset, rows, report);
  return { preprocessing, rows: learnersRows(preprocessing, spec, dataset, rows) };
}
