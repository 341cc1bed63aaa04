import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CombinePlan } from '../../../src/core/combine';
import type { Engine } from '../../../src/core/engine';
import { countAt } from '../../../src/core/frame';
import {
  combine,
  groupParts,
  lookAt,
  preview,
  proposedMerges,
  proposePlan,
  withMerge,
  type TableFacts,
} from '../../../src/data/combine';
import type { Opened } from '../../../src/data/open';
import type { PathSource } from '../../../src/engines/native/duckdb';
import { ident, sql } from '../../../src/sql/sql';
import { sharedData } from '../../support/shared';
import { openContent, openPath, rowsOf, sharedEngine, signal } from '../engines';

const engine = sharedEngine();
const files = ['money', 'market_time', 'market_file', 'market_money'];
const shop = sharedData('yandex-one-click/market_file.csv');

/** The proposal for tables with every spelling merged. */
async function proposed(db: Engine<PathSource>, opened: readonly Opened[]): Promise<CombinePlan> {
  const facts: TableFacts[] = [];
  for (const table of opened) facts.push(await lookAt(signal, db, table));
  const { plan } = await proposePlan(signal, db, facts);
  if (plan === null) throw new Error('nothing was proposed');
  return proposedMerges(facts, plan).reduce((p, m) => withMerge(facts, p, m.table, m, true), plan);
}

async function number(db: Engine<PathSource>, statement: ReturnType<typeof sql>): Promise<number> {
  return countAt(await db.query(signal, statement), 'n');
}

/** Rows of columns as CSV; cells are quoted. */
const csv = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [header, ...rows].map((row) => row.map((c) => `"${String(c).replaceAll('"', '""')}"`).join(',')).join('\n') + '\n';

describe('the one-click shop', () => {
  test.skipIf(shop === null)('four files become 1,300 customers, 802 and 498 by label, as proposed', async () => {
    const db = await engine();
    const opened = [];
    for (const name of files) opened.push(await openPath(db, shop?.replace('market_file', name) ?? '', name));
    const plan = await proposed(db, opened);
    const seen = await preview(signal, db, opened, plan);
    const made = await combine(signal, db, opened, plan, 'shop_all');
    expect(made.rows).toBe(1300);
    expect(made.columns.map((c) => c.name)).toEqual(seen.columns.map((c) => c.name));
    expect(made.columns.map((c) => c.name)).toEqual(
      expect.arrayContaining([
        'Выручка: препредыдущий месяц',
        'Выручка: предыдущий месяц',
        'Выручка: текущий месяц',
        'минут: предыдущий месяц',
        'минут: текущий месяц',
        'Прибыль',
      ]),
    );
    expect(made.columns).toHaveLength(19);
    expect(plan.label).toBe('Покупательская активность');
    expect(seen.classes).toEqual([
      { value: 'Прежний уровень', rows: 802 },
      { value: 'Снизилась', rows: 498 },
    ]);
    expect(made.combined?.tables.map((t) => [t.rows, t.merged, t.shaped, t.matched])).toEqual([
      [1300, [10], 1300, null],
      [1300, [], 1300, 1300],
      [2600, [1300], 1300, 1300],
      [3900, [], 1300, 1300],
    ]);
    // Three customers have no revenue in some month: notebooks leave them out, here it is a choice with its count.
    const zero = seen.incomplete.find((o) => o.is === 'empty or zero' && o.rows > 0);
    expect(zero?.rows).toBe(3);
    const drop = [
      { columns: made.columns.map((c) => c.name).filter((n) => n.startsWith('Выручка')), is: 'empty or zero' as const },
    ];
    const fewer = await combine(signal, db, opened, { ...plan, drop }, 'shop_all');
    expect([fewer.rows, fewer.combined?.dropped]).toEqual([1297, [3]]);
    const revenue = await number(
      db,
      sql`SELECT sum("Выручка: препредыдущий месяц" + "Выручка: предыдущий месяц" + "Выручка: текущий месяц") AS n FROM ${ident(made.table)}`,
    );
    const long = await number(db, sql`SELECT sum("Выручка") AS n FROM rows_market_money`);
    expect(revenue).toBeCloseTo(long - (await number(db, lost)), 4);
  });
  // Revenue of the customers that were left out.
  const lost = sql`SELECT sum("Выручка") AS n FROM rows_market_money WHERE id IN (SELECT id FROM rows_market_money WHERE "Выручка" = 0)`;
});

describe('rows are never multiplied, and never lost in silence', () => {
  const cellText = fc.constantFrom('a', 'b', 'c', '__proto__', `x'y"z`, 'ё');

  test('files of the same columns: as many rows as all files have, whatever the order of the columns', async () => {
    const db = await engine();
    const row = fc.tuple(fc.integer({ min: 1, max: 50 }), cellText);
    const part = fc.array(row, { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(part, part, async (one, two) => {
        const a = await openContent(db, csv(['who', 'what'], one), 'a.csv', 'part_a');
        const b = await openContent(
          db,
          csv(
            ['what', 'WHO', 'more'],
            two.map(([who, what]) => [what, who, 'm']),
          ),
          'b.csv',
          'part_b',
        );
        const plan = { tables: [{ of: ['part_a', 'part_b'], file: 'file' }] };
        const made = await combine(signal, db, [a, b], plan, 'parts');
        const rows = await rowsOf(db, made);
        expect(made.columns.map((c) => c.name)).toEqual(['who', 'what', 'more', 'file']);
        expect(rows).toEqual([
          ...one.map(([who, what]) => [String(who), what, null, 'a.csv']),
          ...two.map(([who, what]) => [String(who), what, 'm', 'b.csv']),
        ]);
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  test('a join keeps the rows of the main table, and a pivot the sum of the long one', async () => {
    const db = await engine();
    const customers = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 20 });
    const visits = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('last', 'this', "o'ther"),
        fc.integer({ min: -5, max: 99 }),
      ),
      { minLength: 1, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(customers, visits, async (main, long) => {
        const a = await openContent(
          db,
          csv(
            ['id', 'x'],
            main.map((id) => [`00${id}`, 'x']),
          ),
          'a.csv',
          'main',
        );
        const b = await openContent(db, csv(['customer', 'period', 'n'], long), 'b.csv', 'long');
        const values = [...new Set(long.map(([, period]) => period))];
        const plan: CombinePlan = {
          tables: [
            { of: ['main'], key: 'id' },
            {
              of: ['long'],
              key: 'customer',
              match: 'number',
              pivot: { column: 'period', values, cells: ['n'], how: 'sum' },
            },
          ],
        };
        const made = await combine(signal, db, [a, b], plan, 'wide');
        expect(made.rows).toBe(main.length);
        const known = long.filter(([id]) => main.includes(id));
        expect(made.combined?.tables[1]?.matched).toBe(main.filter((id) => long.some(([l]) => l === id)).length);
        for (const value of values) {
          const sum = await db.query(signal, sql`SELECT coalesce(sum(${ident(`n: ${value}`)}), 0) AS n FROM rows_wide`);
          expect(countAt(sum, 'n')).toBe(known.filter(([, p]) => p === value).reduce((s, [, , n]) => s + n, 0));
        }
      }),
      { numRuns: 15, seed: 7 },
    );
  });

  test('several rows per key are refused until it is said what becomes of them', async () => {
    const db = await engine();
    const a = await openContent(db, csv(['id'], [[1], [2]]), 'a.csv', 'people');
    const b = await openContent(
      db,
      csv(
        ['id', 'n', 'day'],
        [
          [1, 5, '2024-01-02'],
          [1, 7, '2024-01-01'],
          [3, 1, '2024-01-01'],
        ],
      ),
      'b.csv',
      'orders',
    );
    const tables = [
      { of: ['people'], key: 'id' },
      { of: ['orders'], key: 'id' },
    ];
    await expect(combine(signal, db, [a, b], { tables }, 'both')).rejects.toMatchObject({
      code: 'combine.many',
      details: { source: 'b.csv', key: 'id', rows: 2 },
    });
    const group = {
      by: 'day',
      columns: [
        { how: 'count' as const, as: 'orders' },
        { column: 'n', how: 'sum' as const, as: 'sum' },
        { column: 'n', how: 'mean' as const, as: 'mean' },
        { column: 'n', how: 'last' as const, as: 'last' },
      ],
    };
    const [people, orders] = tables;
    const plan = { tables: [people ?? { of: [] }, { ...(orders ?? { of: [] }), group }] };
    const made = await combine(signal, db, [a, b], plan, 'both');
    expect(await rowsOf(db, made)).toEqual([
      ['1', '2', '12', '6.0', '5'],
      ['2', null, null, null, null],
    ]);
  });

  test.each([
    ['a column that is not there', { of: ['people'], key: 'nr' }, 'combine.column'],
    ['a source that is not there', { of: ['peple'], key: 'id' }, 'recipe.unknown-source'],
    [
      'a sum of text',
      { of: ['people'], key: 'id', group: { columns: [{ column: 'name', how: 'sum' as const, as: 's' }] } },
      'combine.kind',
    ],
  ])('%s is a designed error, and leaves nothing behind', async (_, table, code) => {
    const db = await engine();
    const a = await openContent(
      db,
      csv(
        ['id', 'name'],
        [
          [1, 'a'],
          [2, 'b'],
        ],
      ),
      'a.csv',
      'people',
    );
    await expect(combine(signal, db, [a], { tables: [table] }, 'left')).rejects.toMatchObject({ code });
    expect(await number(db, sql`SELECT count(*) AS n FROM duckdb_tables() WHERE table_name LIKE '%left%'`)).toBe(0);
  });

  test('names are kept apart: a column of both tables, a file column that is taken, a hostile name', async () => {
    const db = await engine();
    const a = await openContent(db, csv(['id', '"; drop', 'n'], [[1, 'x', 1]]), 'a.csv', 'a');
    const b = await openContent(db, csv(['id', '__proto__', 'N'], [['1 ', 'y', 2]]), "b's.csv", 'b');
    const plan: CombinePlan = {
      tables: [
        { of: ['a'], key: 'id' },
        { of: ['b'], key: 'id', match: 'trimmed', file: 'id' },
      ],
    };
    const made = await combine(signal, db, [a, b], plan, 'names');
    expect(made.columns.map((c) => c.name)).toEqual(['id', '"; drop', 'n', '__proto__', 'N (b)', 'id_2']);
    expect(await rowsOf(db, made)).toEqual([['1', 'x', '1', 'y', '2', "b's.csv"]]);
  });
});

describe('what is proposed', () => {
  test('months of a log are parts of it also where a column was renamed; its lines are joined', async () => {
    const db = await engine();
    const days = Array.from({ length: 40 }, (_, i) => `2024-0${1 + (i % 9)}-11`);
    const facts: TableFacts[] = [];
    const look = async (name: string, header: readonly string[], from: number): Promise<void> => {
      const rows = days.map((day, i) => [i % 9, day, `o${from + i}`, ...header.slice(3).map((_, k) => i * k + 0.5)]);
      facts.push(await lookAt(signal, db, await openContent(db, csv(header, rows), `${name}.csv`, name)));
    };
    await look('january', ['customer', 'time', 'order', 'amount', 'city'], 0);
    await look('february', ['customer', 'time', 'order', 'amount', 'town'], 40);
    await look('lines', ['customer', 'time', 'order', 'pieces'], 0);
    const groups = groupParts(facts).map((g) => g.map((t) => t.opened.name));
    expect(groups).toEqual([['january', 'february'], ['lines']]);
  });

  test('parts of one table stand one after the other, and a log is the main table that others join', async () => {
    const db = await engine();
    const log = (rows: readonly number[]): string =>
      csv(
        ['id', 'customer_id', 'order_date', 'amount'],
        rows.map((n) => [n, n % 30, `2024-01-${String((n % 28) + 1).padStart(2, '0')}`, n + 0.5]),
      );
    const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
    const opened = [
      await openContent(
        db,
        csv(
          ['id', 'city'],
          range(0, 30).map((n) => [n, n % 2 === 0 ? 'Minsk' : 'Brest']),
        ),
        'people.csv',
        'people',
      ),
      await openContent(db, log(range(0, 60)), 'january.csv', 'january'),
      await openContent(db, log(range(60, 100)), 'february.csv', 'february'),
      await openContent(
        db,
        csv(
          ['colour', 'weight'],
          [
            ['red', 1.5],
            ['blue', 2.5],
          ],
        ),
        'other.csv',
        'other',
      ),
    ];
    const facts: TableFacts[] = [];
    for (const table of opened) facts.push(await lookAt(signal, db, table));
    const { plan, apart } = await proposePlan(signal, db, facts);
    expect(plan?.tables).toEqual([
      { of: ['january', 'february'], file: 'file', key: 'customer_id' },
      { of: ['people'], key: 'id', match: 'exact' },
    ]);
    expect(apart).toEqual(['other']);
    const made = await combine(signal, db, opened, plan ?? { tables: [] }, 'all');
    expect([made.rows, made.kind]).toEqual([100, 'transactions']);
  });
});
