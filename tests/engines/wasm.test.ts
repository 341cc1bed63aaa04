import { describe } from 'vitest';
import { openWasmInNode } from '../../src/engines/native/wasm';
import { engineContract } from './contract';

describe('DuckDB-WASM', () => {
  engineContract(openWasmInNode);
});
