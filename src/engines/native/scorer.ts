import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ModelScorer } from '../../../workers/score/scorer';
import { readOwnModel } from '../../analyses/score/own-file';
import { taskNames } from '../../analyses/score/tasks';
import { VitrineError } from '../../core/errors';
import type { Feed, ModelRunner, OpenedForeign, Prediction } from '../../learn/onnx/feed';

const models = fileURLToPath(new URL('../../../models/', import.meta.url));

let runtime: Promise<ModelScorer> | null = null;

/** onnxruntime-web in Node: the page's wasm, so that scores are the same in both, to the last bit. */
async function startRuntime(): Promise<ModelScorer> {
  const ort = await import('onnxruntime-web/wasm');
  const dist = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm'));
  const wasm = await readFile(join(dist, 'ort-wasm-simd-threaded.wasm'));
  ort.env.wasm.wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength);
  ort.env.wasm.numThreads = 1;
  return new ModelScorer(ort);
}

/**
 * Scores in the command line's process: with the models of `models/`, and with any that passes inspection.
 * There is no watchdog here: a person stops a command line.
 */
export class NodeScorer implements ModelRunner {
  /** Looks for a model that a parameter names by its file's SHA-256; the command line says where. */
  files: (sha256: string) => Promise<Uint8Array | null> = () => Promise.resolve(null);

  /** @throws VitrineError `data.missing` for a name that is not shipped, `model.absent`, `model.refused`, `cancelled` */
  async score(
    signal: AbortSignal,
    model: string,
    features: readonly Float64Array[],
    onProgress?: (done: number) => void,
  ): Promise<Float64Array> {
    const scorer = await started();
    if (signal.aborted) throw new VitrineError('cancelled', {});
    if (!scorer.has(model)) await scorer.open(model, await this.#bytesOf(model));
    return scorer.score(model, features, onProgress, signal);
  }

  async #bytesOf(model: string): Promise<Uint8Array> {
    const name = taskNames.find((task) => task === model);
    if (name !== undefined) return readFile(join(models, name, 'model.onnx'));
    const own = readOwnModel(model);
    if (own === null) throw new VitrineError('data.missing', { what: `model “${model}”` });
    const found = await this.files(own.model);
    if (found === null) throw new VitrineError('model.absent', { model: own.name, sha256: own.model });
    return found;
  }

  async add(signal: AbortSignal, name: string, bytes: Uint8Array): Promise<OpenedForeign> {
    const scorer = await started();
    if (signal.aborted) throw new VitrineError('cancelled', {});
    return { model: `any:${name}`, description: await scorer.add(`any:${name}`, bytes, name) };
  }

  async run(signal: AbortSignal, model: string, feed: Feed, onProgress?: (done: number) => void): Promise<Prediction> {
    const scorer = await started();
    if (signal.aborted) throw new VitrineError('cancelled', {});
    return scorer.run(model, feed, onProgress, signal);
  }
}

/** One initialisation for the process, forgotten when it fails. */
async function started(): Promise<ModelScorer> {
  runtime ??= startRuntime();
  try {
    return await runtime;
  } catch (error) {
    runtime = null;
    throw error;
  }
}
