import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MadeTables } from '../../src/analyses/made';
import type { Engine, Statement } from '../../src/core/engine';
import type { Spine } from '../../src/core/spine';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { sql } from '../../src/sql/sql';
import { loadSpine } from '../support/spine';

const { signal } = new AbortController();

describe('tables that are kept', () => {
  let engine: NativeDuckDB;
  let spine: Spine;
  beforeAll(async () => {
    engine = await NativeDuckDB.open();
    ({ spine } = await loadSpine(engine, [{ customer: 'a', time: 0 }]));
  });
  afterAll(() => engine.close());

  /** Which of the tables one run made anew; the others are asked for only if they have gone missing. */
  async function run(steps: readonly [name: string, sql: Statement, keep?: true][], of = spine): Promise<string[]> {
    const anew: string[] = [];
    const watched: Pick<Engine, 'query' | 'load'> = {
      load: (abort, table, frame) => engine.load(abort, table, frame),
      query: (abort, statement) => {
        if (statement.text.startsWith('CREATE OR REPLACE')) anew.push(statement.text.split('"')[1] ?? '');
        return engine.query(abort, statement);
      },
    };
    const made = new MadeTables(engine, of, watched);
    for (const [name, statement, keep] of steps) {
      const step = { step: 'table', name, sql: statement, per: 'all' } as const;
      await made.make(signal, keep === true ? { ...step, keep } : step, () => undefined);
    }
    return anew;
  }

  test('a table is made again when its statement, its spine or a table before it changed', async () => {
    const one = sql`SELECT 1 AS a`;
    const two = sql`SELECT a FROM first WHERE a < ${5}`;
    expect(
      await run([
        ['first', one, true],
        ['second', two, true],
      ]),
    ).toEqual(['first', 'second']);
    expect(
      await run([
        ['first', one, true],
        ['second', two, true],
      ]),
    ).toEqual([]);
    expect(
      await run([
        ['first', one, true],
        ['second', sql`SELECT a FROM first WHERE a < ${6}`, true],
      ]),
    ).toEqual(['second']);
    expect(
      await run([
        ['first', sql`SELECT 2 AS a`, true],
        ['second', two, true],
      ]),
    ).toEqual(['first', 'second']);
    expect(
      await run([
        ['first', sql`SELECT 2 AS a`],
        ['second', two, true],
      ]),
    ).toEqual(['first', 'second']);
    expect(
      await run(
        [
          ['first', sql`SELECT 2 AS a`, true],
          ['second', two, true],
        ],
        { ...spine },
      ),
    ).toEqual(['first', 'second']);
  });

  test('a kept table that somebody dropped comes back', async () => {
    const one = sql`SELECT 1 AS a`;
    await run([['gone', one, true]]);
    await engine.query(signal, sql`DROP TABLE gone`);
    await run([['gone', one, true]]);
    expect((await engine.query(signal, sql`SELECT * FROM gone`)).length).toBe(1);
  });

  test('what was stopped on the way is made again, and so is what rests on it', async () => {
    const two = sql`SELECT a FROM base`;
    await run([
      ['base', sql`SELECT 1 AS a`, true],
      ['rests', two, true],
    ]);
    await run([['base', sql`SELECT 2 AS a`, true]]);
    expect(
      await run([
        ['base', sql`SELECT 2 AS a`, true],
        ['rests', two, true],
      ]),
    ).toEqual(['rests']);
  });

  test('a computation runs again when its rows, its parameters or its spine changed, and its tables come back', async () => {
    let ran = 0;
    const frames = () => {
      ran++;
      const values = Float64Array.of(ran);
      return Promise.resolve({ rows: { length: 1, columns: [{ name: 'a', type: 'number' as const, values }] } });
    };
    const answered = async (params: number, of = spine, statement: Statement = sql`SELECT a FROM source`) => {
      const step = { step: 'compute', name: 'fit', work: 'w', sql: statement, params, keep: true } as const;
      await new MadeTables(engine, of).compute(signal, 'p', step, frames);
      const rows = await engine.query(signal, sql`SELECT a FROM p_fit_rows`);
      return rows.columns[0]?.values[0];
    };
    expect(await answered(1)).toBe(1);
    await engine.query(signal, sql`DROP TABLE p_fit_rows`);
    expect(await answered(1)).toBe(1);
    expect(await answered(2)).toBe(2);
    expect(await answered(2, { ...spine })).toBe(3);
    expect(await answered(2, spine, sql`SELECT a FROM source LIMIT 1`)).toBe(4);
    await run([['source', sql`SELECT 1 AS a`]]);
    expect(await answered(2, spine, sql`SELECT a FROM source LIMIT 1`)).toBe(5);
  });

  test('rows that a scanner holds have another key once the table they are read from was made of something else', async () => {
    const rows = sql`SELECT a FROM flags`;
    const key = async (flags: Statement, of = spine): Promise<string> => {
      const made = new MadeTables(engine, of);
      await made.make(
        signal,
        { step: 'table', name: 'flags', sql: flags, per: 'customer', keep: true },
        () => undefined,
      );
      return made.held(rows);
    };
    const one = await key(sql`SELECT 1 AS a`);
    expect(await key(sql`SELECT 1 AS a`)).toBe(one);
    const two = await key(sql`SELECT 2 AS a`);
    expect(two).not.toBe(one);
    // Back again the table was made anew, and the rows may be others.
    expect([one, two]).not.toContain(await key(sql`SELECT 1 AS a`));
    expect(await key(sql`SELECT 1 AS a`, { ...spine })).not.toBe(one);
  });
});
