import type { Locale } from '../../../core/words';
import type { Judgement } from '../../../learn/jobs/judge';
import type { ExhibitState } from '../../../ui/types';
import { Asked } from './asked.svelte';
import { DRAWS, SEED, type ResultContext } from './context';

/** A model's answers on the test rows, and how good they are: what every view of a result begins with. */
export class Judging {
  readonly answers: Asked<Float64Array> = new Asked();
  readonly judged: Asked<Judgement> = new Asked();
  /** The rows that it is judged on. */
  readonly rows: Int32Array;
  readonly #context: ResultContext;

  constructor(context: ResultContext) {
    this.#context = context;
    this.rows = context.prediction.rows.test;
  }

  /** Asks for the answers; null where there are none. Never rejects. */
  async answer(): Promise<Float64Array | null> {
    const { prediction, model } = this.#context;
    const ask = { fitted: model.fitted, rows: this.rows, frame: null };
    await this.answers.ask((report) => prediction.run('predict', ask, { onProgress: report }));
    return this.answers.value;
  }

  /** Asks for figures with intervals. Never rejects. @param threshold of two classes; not read for others */
  async judge(answers: Float64Array, threshold = 0.5): Promise<void> {
    const { prediction } = this.#context;
    const options = { threshold, seed: SEED, draws: DRAWS };
    const ask = { answers, rows: this.rows, trained: prediction.rows.train, options };
    await this.judged.ask((report) => prediction.run('judge', ask, { onProgress: report }));
  }

  /** What an exhibit of something asked of the answers shows: their fault before its own. */
  state(locale: Locale, of: Asked<unknown> = this.judged): ExhibitState {
    return this.answers.error === null ? of.state(locale) : this.answers.state(locale);
  }
}
