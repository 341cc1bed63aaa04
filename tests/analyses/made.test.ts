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
    const watched: Pick<Engine, 'query'> = {
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
});
