import { LaterEngine } from '../analyses/later';
import type { Computer, Scanner } from '../core/analysis';
import type { Engine } from '../core/engine';
import { NativeDuckDB, type PathSource } from '../engines/native/duckdb';
import { NodeComputer } from '../engines/native/computer';
import { NodeScanner } from '../engines/native/scanner';
import { NodeScorer } from '../engines/native/scorer';
import { openWasmInNode } from '../engines/native/wasm';
import type { ModelRunner } from '../learn/onnx/feed';
import type { EngineName } from './args';

/** Where the command line runs plans. */
export interface CliPlace {
  readonly engine: Engine<PathSource>;
  readonly scorer: ModelRunner & Partial<Pick<NodeScorer, 'files'>>;
  readonly computer: Computer;
  readonly scanner: Scanner;
}

/** Opens an engine for the time of `work`, and closes it whatever happens. */
export async function withPlace<T>(name: EngineName, work: (place: CliPlace) => Promise<T>): Promise<T> {
  const engine = name === 'native' ? await NativeDuckDB.open() : await openWasmInNode();
  try {
    // Tables that only a list reads are made when the list is written.
    const later = new LaterEngine(engine);
    return await work({
      engine: later,
      scorer: new NodeScorer(),
      computer: new NodeComputer(),
      scanner: new NodeScanner(),
    });
  } finally {
    await engine.close();
  }
}
