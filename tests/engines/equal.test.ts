import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/core/engine';
import { NativeDuckDB, type PathSource } from '../../src/engines/native/duckdb';
import { openWasmInNode } from '../../src/engines/native/wasm';
import { answers } from './contract';

describe('both engines answer the same frame', () => {
  const signal = new AbortController().signal;
  let native: Engine<PathSource>;
  let wasm: Engine<PathSource>;
  beforeAll(async () => {
    native = await NativeDuckDB.open();
    wasm = await openWasmInNode();
  });
  afterAll(async () => {
    await native.close();
    await wasm.close();
  });

  it.each(answers)('%s', async (_, statement) => {
    const expected = await native.query(signal, statement);
    expect(await wasm.query(signal, statement)).toEqual(expected);
  });
});
