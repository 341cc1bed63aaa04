import * as Comlink from 'comlink';
import { packError } from '../../src/core/errors';
import type { Engine, Source } from '../../src/core/engine';
import type { Frame } from '../../src/core/frame';
import type { Answer, CallId, DatabaseService, FileMessage } from './contract';

/**
 * The engine as a Comlink service: call ids become AbortSignals, thrown errors become plain data, and
 * frames give their number columns away.
 * @param source makes the engine's kind of source of a file that came over
 * @param message makes of such a source what can go back
 */
export function databaseService<S extends Source>(
  engine: Engine<S>,
  source: (file: FileMessage) => S,
  message: (source: S) => FileMessage,
): DatabaseService {
  const calls = new Map<CallId, AbortController>();

  async function answer<T>(call: CallId, work: (signal: AbortSignal) => Promise<T>): Promise<Answer<T>> {
    const controller = new AbortController();
    calls.set(call, controller);
    try {
      return { ok: true, value: await work(controller.signal) };
    } catch (error) {
      return { ok: false, error: packError(error) };
    } finally {
      calls.delete(call);
    }
  }

  return {
    version: (call) => answer(call, (signal) => engine.version(signal)),
    query: async (call, statement, onProgress, whole) => {
      const reply = await answer(call, (signal) => engine.query(signal, statement, onProgress ?? undefined, whole));
      return reply.ok ? Comlink.transfer(reply, buffers(reply.value)) : reply;
    },
    prepare: (call, file, how, onProgress) =>
      answer(call, async (signal) => {
        const { parts, skipped } = await engine.prepare(signal, source(file), how, onProgress ?? undefined);
        return { parts: parts.map((part) => ({ ...part, source: message(part.source) })), skipped };
      }),
    import: (call, file, spec, table, onProgress) =>
      answer(call, (signal) => engine.import(signal, source(file), spec, table, onProgress ?? undefined)),
    load: (call, table, frame) =>
      answer(call, async (signal) => {
        await engine.load(signal, table, frame);
        return null;
      }),
    export: (call, statement, format, onProgress) =>
      answer(call, (signal) => engine.export(signal, statement, format, onProgress ?? undefined)),
    cancel: (call) => calls.get(call)?.abort(),
  };
}

/** Memory of a frame's number columns; columns may share one. */
function buffers(frame: Frame): ArrayBufferLike[] {
  const all = frame.columns.flatMap((column) => (column.type === 'number' ? [column.values.buffer] : []));
  return [...new Set(all)];
}
