import scoreUrl from '../../../workers/score/score.worker.ts?worker&url';
import uncheckedUrl from './unchecked.worker.ts?worker&url';
import { appWorker } from '../../../src/engines/app-worker';
import { RemoteScorer } from '../../../src/engines/scorer';
import { packError } from '../../../src/core/errors';
import type { Feed, Prediction } from '../../../src/learn/onnx/feed';

/** A feed as JSON: numbers with their NaN and infinities as text, texts with null. */
export interface FlatFeed {
  readonly rows: number;
  readonly inputs: readonly { readonly name: string; readonly numbers?: string; readonly texts?: readonly string[] }[];
}

const workers = { checked: scoreUrl, unchecked: uncheckedUrl } as const;
const scorers = new Map<string, RemoteScorer>();
const signal = new AbortController().signal;

/** The page's own bridge to one of the workers: the product's, or a test's. */
function scorerOf(which: keyof typeof workers): RemoteScorer {
  const known = scorers.get(which) ?? new RemoteScorer(() => appWorker(workers[which], 'score'), { seconds: 5 });
  scorers.set(which, known);
  return known;
}

/** Opens a model and scores rows with it; answers numbers, or the error's code and details. */
async function score(which: keyof typeof workers, model: string, feed: FlatFeed): Promise<unknown> {
  const start = performance.now();
  try {
    const scorer = scorerOf(which);
    const { model: key } = await scorer.add(signal, 'test.onnx', fromBase64(model));
    const prediction = await scorer.run(signal, key, read(feed));
    return { values: toBase64(numbersOf(prediction)), ms: performance.now() - start };
  } catch (error) {
    const { code, details } = packError(error);
    return { code, details, ms: performance.now() - start };
  }
}

function read({ rows, inputs }: FlatFeed): Feed {
  return {
    rows,
    inputs: inputs.map(({ name, numbers, texts }) => {
      if (numbers !== undefined)
        return { name, columns: [{ name, kind: 'number', values: new Float64Array(fromBase64(numbers).buffer) }] };
      const levels = [...new Set(texts)];
      return {
        name,
        columns: [{ name, kind: 'category', codes: Int32Array.from(texts ?? [], (t) => levels.indexOf(t)), levels }],
      };
    }),
  };
}

function numbersOf(prediction: Prediction): Float64Array {
  return prediction.is === 'number' ? prediction.values : (prediction.probabilities ?? new Float64Array());
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

function toBase64(values: Float64Array): string {
  let text = '';
  for (const byte of new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    text += String.fromCharCode(byte);
  return btoa(text);
}

Object.assign(globalThis, { score });
