import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { VitrineError } from '../../src/core/errors';
import type { ModelDescription } from '../../src/learn/onnx/describe';
import type { Feed, Prediction } from '../../src/learn/onnx/feed';
import { inspectOnnx } from '../../src/learn/onnx/inspect';
import type { OnnxModel } from '../../src/learn/onnx/read';
import { FEATURES_KEY, TASK_KEY } from '../../src/learn/pipeline';
import type { OpenedModel } from './contract';
import { ForeignModel } from './foreign';
import { firstLine, type Onnxruntime } from './runtime';

/** Rows scored at once: 16,384 × 25 float32 are 1.6 MB. */
const CHUNK = 16_384;
const FLOAT32 = 1;

interface Open {
  readonly session: InferenceSession;
  readonly features: number;
  readonly input: string;
  readonly output: string;
}

/**
 * Models that were checked and loaded, by name: for `score` of the shape below, for `run` of any.
 *
 * A model for `score` has one float32 input [N, features] and an output
 * of probabilities, float32 [N, 2] (the second column counts), [N, 1] or [N].
 */
export class ModelScorer {
  readonly #ort: Onnxruntime;
  readonly #open = new Map<string, Open>();
  readonly #foreign = new Map<string, ForeignModel>();

  constructor(ort: Onnxruntime) {
    this.#ort = ort;
  }

  has(model: string): boolean {
    return this.#open.has(model);
  }

  /**
   * Checks and loads a model under a name; one of that name is replaced only on success.
   * @throws VitrineError `model.not-onnx`, `model.refused`
   */
  async open(model: string, bytes: Uint8Array): Promise<OpenedModel> {
    const read = inspectOnnx(model, bytes);
    const shape = interfaceOf(model, read);
    let session: InferenceSession;
    try {
      const executionProviders = this.#ort.providers ?? ['wasm'];
      session = await this.#ort.InferenceSession.create(bytes, { executionProviders, logSeverityLevel: 3 });
    } catch (cause) {
      throw new VitrineError('model.refused', { model, reason: firstLine(cause) }, { cause });
    }
    const previous = this.#open.get(model);
    this.#open.set(model, { session, ...shape, features: shape.names.length });
    await previous?.session.release();
    return { task: read.metadata.get(TASK_KEY) ?? null, features: shape.names };
  }

  /**
   * The probability of class 1 (or the prediction) per row.
   * @param features one column per feature, all of one length; counted in their own units
   * @param onProgress share of the rows done, (0, 1]
   * @throws VitrineError `model.refused` when the model fails on them or answers something else
   */
  async score(
    model: string,
    features: readonly Float64Array[],
    onProgress: (done: number) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<Float64Array> {
    const open = this.#open.get(model);
    if (open === undefined) throw new VitrineError('data.missing', { what: `model “${model}”` });
    if (features.length !== open.features) {
      throw new VitrineError('model.refused', {
        model,
        reason: `it takes ${open.features} features where the task has ${features.length}`,
      });
    }
    const rows = features[0]?.length ?? 0;
    const scores = new Float64Array(rows);
    for (let from = 0; from < rows; from += CHUNK) {
      signal?.throwIfAborted();
      const to = Math.min(from + CHUNK, rows);
      scores.set(await this.#chunk(model, open, features, from, to), from);
      onProgress(to / rows);
    }
    return scores;
  }

  /**
   * Checks and loads a model of any maker under a name, for `run`.
   * @param shown what a person calls it, for errors
   * @throws VitrineError `model.not-onnx`, `model.refused`
   */
  async add(model: string, bytes: Uint8Array, shown = model): Promise<ModelDescription> {
    const loaded = await ForeignModel.load(this.#ort, shown, bytes);
    await this.#foreign.get(model)?.release();
    this.#foreign.set(model, loaded);
    return loaded.description;
  }

  /** @throws VitrineError `data.missing` for a name that was not added, `model.refused` */
  async run(
    model: string,
    feed: Feed,
    onProgress: (done: number) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<Prediction> {
    const loaded = this.#foreign.get(model);
    if (loaded === undefined) throw new VitrineError('data.missing', { what: `model “${model}”` });
    return loaded.run(feed, onProgress, signal);
  }

  async #chunk(
    model: string,
    open: Open,
    features: readonly Float64Array[],
    from: number,
    to: number,
  ): Promise<Float64Array> {
    const n = to - from;
    const width = features.length;
    const values = new Float32Array(n * width);
    features.forEach((column, j) => {
      for (let i = 0; i < n; i++) values[i * width + j] = column[from + i] ?? NaN;
    });
    const input = new this.#ort.Tensor('float32', values, [n, width]);
    let output: Tensor | undefined;
    try {
      output = (await open.session.run({ [open.input]: input }, [open.output]))[open.output];
    } catch (cause) {
      throw new VitrineError('model.refused', { model, reason: firstLine(cause) }, { cause });
    }
    const data = output?.data;
    if (!(data instanceof Float32Array) || (data.length !== n && data.length !== 2 * n)) {
      throw new VitrineError('model.refused', { model, reason: 'it does not answer one probability per row' });
    }
    const step = data.length / n;
    return Float64Array.from({ length: n }, (_, i) => data[i * step + step - 1] ?? NaN);
  }
}

/** Names of the features, the input and the output of a model that fits us. */
function interfaceOf(model: string, read: OnnxModel): { names: readonly string[]; input: string; output: string } {
  const refuse = (reason: string): VitrineError => new VitrineError('model.refused', { model, reason });
  const names = featureNames(read.metadata.get(FEATURES_KEY));
  if (names === null) throw refuse(`it does not list its features (metadata “${FEATURES_KEY}”)`);
  // Older files repeat their constants among the inputs.
  const constants = new Set(read.graph.initializers.map((t) => t.name));
  const inputs = read.graph.inputs.filter((i) => !constants.has(i.name));
  const [input] = inputs;
  if (input === undefined || inputs.length > 1 || input.type !== FLOAT32) {
    throw refuse('it needs exactly one input, a float32 table of features');
  }
  if (input.shape.length !== 2 || (input.shape[1] !== null && input.shape[1] !== names.length)) {
    throw refuse(`its input is not [rows, ${names.length}]`);
  }
  const output = read.graph.outputs.findLast((o) => o.type === FLOAT32);
  if (output === undefined) throw refuse('it has no float32 output');
  return { names, input: input.name, output: output.name };
}

function featureNames(json: string | undefined): readonly string[] | null {
  if (json === undefined) return null;
  try {
    const names: unknown = JSON.parse(json);
    return Array.isArray(names) && names.length > 0 && names.every((n) => typeof n === 'string') ? names : null;
  } catch {
    // Metadata that is no JSON lists no features: the caller says so.
    return null;
  }
}
