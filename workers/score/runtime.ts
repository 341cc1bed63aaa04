import type { InferenceSession, TensorConstructor } from 'onnxruntime-common';

/** The two parts of onnxruntime that are used; handed in, so that a worker and Node use the same classes. */
export interface Onnxruntime {
  readonly InferenceSession: {
    create(bytes: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: TensorConstructor;
  /** What sessions run on; WebAssembly when not said. */
  readonly providers?: readonly string[];
}

/** An engine's message without its traces, at most 200 characters. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 200).replace(/\.$/, '');
}
