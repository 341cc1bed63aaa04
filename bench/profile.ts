import type { Engine, Source, Statement } from '../src/core/engine';

/** One call of the engine: what it was, and how long it took, ms. */
export interface Timing {
  readonly during: string;
  readonly what: string;
  readonly ms: number;
}

/** The same engine, with every call noted in `timings` under what `during()` says. */
export function profiled<S extends Source>(engine: Engine<S>, timings: Timing[], during: () => string): Engine<S> {
  const timed = async <T>(what: string, work: Promise<T>): Promise<T> => {
    const start = performance.now();
    try {
      return await work;
    } finally {
      timings.push({ during: during(), what, ms: performance.now() - start });
    }
  };
  return {
    name: engine.name,
    version: (signal) => timed('version', engine.version(signal)),
    query: (signal, statement, onProgress, whole) =>
      timed(shortened(statement), engine.query(signal, statement, onProgress, whole)),
    prepare: (signal, source, how, onProgress) => timed('prepare', engine.prepare(signal, source, how, onProgress)),
    import: (signal, source, spec, table, onProgress) =>
      timed(`import of ${spec.format}`, engine.import(signal, source, spec, table, onProgress)),
    load: (signal, table, frame) => timed('load', engine.load(signal, table, frame)),
    export: (signal, statement, format, onProgress) =>
      timed(`export as ${format}`, engine.export(signal, statement, format, onProgress)),
    cancel: () => engine.cancel(),
    close: () => engine.close(),
  };
}

/** One line of a statement, 160 characters of it. */
function shortened({ text }: Statement): string {
  return text.replaceAll(/\s+/g, ' ').trim().slice(0, 160);
}
