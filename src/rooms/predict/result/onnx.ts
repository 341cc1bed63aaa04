import type { Frame } from '../../../core/frame';
import { tableFromFrame } from '../../../learn/frame';
import type { ModelRunner } from '../../../learn/onnx/feed';
import { feedOf, type Fill } from '../../../learn/onnx/fill';
import { proposeMapping } from '../../../learn/onnx/mapping';
import type { Trained } from '../../../state/predict/contender';
import type { Prediction } from '../../../state/predict.svelte';

/** A trained model as an ONNX session: written out once, then asked as any model that leaves this page will be. */
export class OnnxSession {
  readonly #prediction: Prediction;
  readonly #runner: ModelRunner;
  readonly #model: Trained;
  #opened: ReturnType<ModelRunner['add']> | null = null;

  constructor(prediction: Prediction, runner: ModelRunner, model: Trained) {
    this.#prediction = prediction;
    this.#runner = runner;
    this.#model = model;
  }

  /**
   * Answers one row.
   * @param frame one row with all columns that the model reads
   * @param output number of the class, of several; else not read
   * @throws VitrineError `model.…` where the session fails, `cancelled`
   */
  async answer(signal: AbortSignal, frame: Frame, output: number): Promise<number> {
    const { model, description } = await this.#open(signal);
    const { columns } = tableFromFrame(frame);
    const { slots } = proposeMapping(
      description,
      columns.map(({ name, kind }) => ({ name, kind })),
    );
    const fills = slots.map(({ column, name, input }): Fill => {
      // Our own export names its inputs by its columns: one without a column is a fault.
      if (column === null) throw new Error(`the exported model reads “${name ?? input}”, which the row has not`);
      return { column };
    });
    const feed = feedOf(description, fills, frame.length, new Map(columns.map((c) => [c.name, c])));
    const said = await this.#runner.run(signal, model, feed);
    if (said.is === 'number') return said.values[0] ?? NaN;
    return said.probabilities?.[this.#model.fitted.task === 'binary' ? 1 : output] ?? NaN;
  }

  /** Writes the model and opens it, once; a failure is forgotten. */
  #open(signal: AbortSignal): ReturnType<ModelRunner['add']> {
    const opened = this.#opened ?? this.#write(signal);
    this.#opened = opened;
    opened.catch(() => (this.#opened = null));
    return opened;
  }

  async #write(signal: AbortSignal): ReturnType<ModelRunner['add']> {
    const name = `what-if-${this.#model.id}.onnx`;
    const { onnx } = await this.#prediction.run('export', {
      fitted: this.#model.fitted,
      options: { name: 'what-if' },
      file: name,
    });
    return this.#runner.add(signal, name, onnx);
  }
}
