import type { Matrix } from '../matrix';
import { transform } from '../preprocess/transform';
import type { Report } from '../report';
import type { Dataset } from '../table';
import type { Binned } from '../trees/binning';
import { fitRows } from './fit-rows';
import { fitLearner, predictModel, type Rows } from './learners';
import type { PipelineSpec, Spec } from './spec';

/** Rows of a fold as learners take them. Settings of a learner change nothing of it, so that one serves them all. */
interface Made {
  readonly train: Rows;
  readonly test: Matrix;
  /** Bins of the training rows, once trees have made them. */
  readonly binned: Map<string, Binned>;
  readonly bytes: number;
}

/** Bytes that are kept; what is beyond is made each time. */
const MOST_KEPT = 96 * 2 ** 20;

/** Folds of one split of a dataset, made ready for learners and kept. */
export class ReusedFolds {
  readonly #made = new Map<string, Made>();
  #bytes = 0;

  /**
   * What {@link fitPipeline} and {@link predictPipeline} answer for the fold, number for number.
   * @param fold a name that stands for `train` and `test`, always the same two
   * @returns null for a spec that is more than preprocessing and a learner
   * @throws what a fit throws
   */
  answers(
    spec: Spec,
    dataset: Dataset,
    fold: { readonly name: string; readonly train: Int32Array; readonly test: Int32Array },
    seed: number,
    report: Report,
  ): Float64Array | null {
    if (spec.kind !== 'pipeline') return null;
    const { learner } = spec;
    // Rows kept back to end early, and signs by feature, are the fit's own.
    if (learner.learner === 'boosting' && (learner.early !== undefined || learner.monotone !== undefined)) return null;
    const { train, test, binned } = this.#of(spec, dataset, fold);
    return predictModel(fitLearner(learner, train, { seed, report, binned }), test);
  }

  #of(
    spec: PipelineSpec,
    dataset: Dataset,
    { name, train, test }: { readonly name: string; readonly train: Int32Array; readonly test: Int32Array },
  ): Made {
    const key = JSON.stringify([name, spec.preprocess, spec.classWeights]);
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = make(spec, dataset, train, test);
    if (this.#bytes + made.bytes <= MOST_KEPT) {
      this.#made.set(key, made);
      this.#bytes += made.bytes;
    }
    return made;
  }
}

function make(spec: PipelineSpec, dataset: Dataset, train: Int32Array, test: Int32Array): Made {
  const { preprocessing, rows } = fitRows(spec, dataset, train);
  const tested = transform(preprocessing, dataset.table, test);
  // Of the bins, a byte for each value.
  const bytes = 9 * rows.x.values.length + tested.values.byteLength;
  return { train: rows, test: tested, binned: new Map(), bytes };
}
