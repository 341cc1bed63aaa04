import { describe } from 'vitest';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { engineContract } from './contract';

describe('native DuckDB', () => {
  engineContract(() => NativeDuckDB.open({ threads: 2 }));
});
