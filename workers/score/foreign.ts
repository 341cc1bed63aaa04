import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { VitrineError } from '../../src/core/errors';
import { describeInspected, type ModelDescription, type ModelInput } from '../../src/learn/onnx/describe';
import type { Feed, Prediction } from '../../src/learn/onnx/feed';
import { inspectOnnx } from '../../src/learn/onnx/inspect';
import { PredictionBuilder, type OutputData } from '../../src/learn/onnx/prediction';
import { withoutZipMap } from '../../src/learn/onnx/rewrite';
import { inputValues, prepare, type InputValues, type Prepared } from '../../src/learn/onnx/values';
import { firstLine, type Onnxruntime } from './runtime';

/** A model of any maker, checked and loaded. */
export class ForeignModel {
  readonly description: ModelDescription;
  readonly #name: string;
  readonly #ort: Onnxruntime;
  readonly #session: InferenceSession;

  private constructor(name: string, description: ModelDescription, ort: Onnxruntime, session: InferenceSession) {
    this.description = description;
    this.#name = name;
    this.#ort = ort;
    this.#session = session;
  }

  /** @throws VitrineError `model.not-onnx`, `model.refused` */
  static async load(ort: Onnxruntime, name: string, bytes: Uint8Array): Promise<ForeignModel> {
    const description = describeInspected(name, inspectOnnx(name, bytes));
    try {
      const session = await ort.InferenceSession.create(withoutZipMap(bytes), {
        executionProviders: ort.providers ?? ['wasm'],
        logSeverityLevel: 3,
      });
      return new ForeignModel(name, description, ort, session);
    } catch (cause) {
      throw refused(name, firstLine(cause), cause);
    }
  }

  /**
   * @param onProgress share of the rows done, (0, 1]
   * @throws VitrineError `model.refused` when feed and model do not fit, or the model fails on it
   */
  async run(feed: Feed, onProgress: (done: number) => void, signal?: AbortSignal): Promise<Prediction> {
    const inputs = this.#prepare(feed);
    const { rows } = feed;
    const builder = new PredictionBuilder(this.description.outputs, rows);
    const fixed = this.description.inputs.find((i) => i.rows !== null)?.rows ?? null;
    const chunk = fixed ?? this.description.rowsAtOnce;
    for (let from = 0; from < rows; from += chunk) {
      signal?.throwIfAborted();
      const to = Math.min(from + chunk, rows);
      const scored = fixed ?? to - from;
      const tensors: Record<string, Tensor> = {};
      for (const { input, columns } of inputs) {
        const values = inputValues(columns, input.type, from, from + scored, rows);
        tensors[input.name] = this.#tensor(values, input.rank === 1 ? [scored] : [scored, columns.length]);
      }
      const reason = builder.take(await this.#answers(tensors, builder.wanted), from, to, scored);
      if (reason !== null) throw refused(this.#name, reason);
      onProgress(to / rows);
    }
    const prediction = builder.done();
    if (typeof prediction === 'string') throw refused(this.#name, prediction);
    return prediction;
  }

  release(): Promise<void> {
    return this.#session.release();
  }

  #prepare(feed: Feed): readonly { readonly input: ModelInput; readonly columns: readonly Prepared[] }[] {
    return this.description.inputs.map((input) => {
      const given = feed.inputs.find((i) => i.name === input.name);
      if (given === undefined) throw refused(this.#name, `its input “${input.name}” is given nothing`);
      const width = input.columns;
      if (given.columns.length === 0 || (width !== null && given.columns.length !== width)) {
        throw refused(
          this.#name,
          `its input “${input.name}” takes ${width ?? 'some'} columns where ${given.columns.length} are given`,
        );
      }
      const columns = given.columns.map((column) => {
        const prepared = prepare(column, input.type);
        if (typeof prepared === 'string') throw refused(this.#name, prepared);
        return prepared;
      });
      return { input, columns };
    });
  }

  async #answers(
    tensors: Readonly<Record<string, Tensor>>,
    wanted: readonly string[],
  ): Promise<ReadonlyMap<string, OutputData>> {
    let results: InferenceSession.OnnxValueMapType;
    try {
      results = await this.#session.run(tensors, [...wanted]);
    } catch (cause) {
      throw refused(this.#name, firstLine(cause), cause);
    }
    const answers = new Map<string, OutputData>();
    for (const name of wanted) {
      const data = results[name]?.data;
      if (
        data instanceof Float32Array ||
        data instanceof Float64Array ||
        data instanceof BigInt64Array ||
        data instanceof Int32Array ||
        data instanceof Uint8Array ||
        Array.isArray(data)
      ) {
        answers.set(name, data);
      }
    }
    return answers;
  }

  #tensor(values: InputValues, dims: number[]): Tensor {
    const { Tensor } = this.#ort;
    switch (values.type) {
      case 'float':
        return new Tensor('float32', values.data, dims);
      case 'double':
        return new Tensor('float64', values.data, dims);
      case 'int64':
        return new Tensor('int64', values.data, dims);
      case 'int32':
        return new Tensor('int32', values.data, dims);
      case 'bool':
        return new Tensor('bool', values.data, dims);
      case 'string':
        return new Tensor('string', values.data, dims);
    }
  }
}

function refused(model: string, reason: string, cause?: unknown): VitrineError {
  return new VitrineError('model.refused', { model, reason }, cause === undefined ? {} : { cause });
}
