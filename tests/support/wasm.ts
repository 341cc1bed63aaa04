import type { Engine } from '../../src/core/engine';
import { texts } from '../../src/core/frame';
import type { PathSource } from '../../src/engines/native/source';
import { openWasmInNode } from '../../src/engines/native/wasm';
import { ident, sql } from '../../src/sql/sql';

let running: Promise<Engine<PathSource>> | null = null;

/**
 * DuckDB-WASM in Node, started once for all test files of a process, since a start takes 2.3 CPU seconds. To be closed
 * as one's own: its tables are dropped then, and the next test finds it empty.
 */
export async function lentWasm(): Promise<Engine<PathSource>> {
  const engine = await (running ??= openWasmInNode());
  return {
    name: engine.name,
    version: engine.version.bind(engine),
    query: engine.query.bind(engine),
    prepare: engine.prepare.bind(engine),
    import: engine.import.bind(engine),
    load: engine.load.bind(engine),
    export: engine.export.bind(engine),
    cancel: engine.cancel.bind(engine),
    close: () => emptied(engine),
  };
}

async function emptied(engine: Engine<PathSource>): Promise<void> {
  const { signal } = new AbortController();
  const tables = await engine.query(signal, sql`SELECT table_name FROM information_schema.tables ORDER BY table_name`);
  for (const table of texts(tables, 'table_name'))
    await engine.query(signal, sql`DROP TABLE IF EXISTS ${ident(table ?? '')}`);
}
