import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '../../src/analyses/run';
import { runList } from '../../src/analyses/lists';
import type { DataInfo } from '../../src/core/analysis';
import type { Engine } from '../../src/core/engine';
import { numbers, texts } from '../../src/core/frame';
import type { Segment, SegmentRule } from '../../src/core/segment';
import { materialise, type SegmentPlace } from '../../src/data/segments';
import { NodeComputer } from '../../src/engines/native/computer';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { NodeScorer } from '../../src/engines/native/scorer';
import { ident, sql } from '../../src/sql/sql';
import { loadSpine, type LogRow } from '../support/spine';
import { lentWasm } from '../support/wasm';

const signal = new AbortController().signal;
let native: NativeDuckDB;
let wasm: Awaited<ReturnType<typeof lentWasm>>;
beforeAll(async () => {
  native = await NativeDuckDB.open();
  wasm = await lentWasm();
});
afterAll(async () => {
  await native.close();
  await wasm.close();
});

function placeOf(engine: Engine): SegmentPlace {
  const place: Place = { engine, scorer: new NodeScorer(), computer: new NodeComputer() };
  return { engine, list: (s, data, rule, prefix) => runList(s, place, data, rule, prefix) };
}

/** Names of the customers of each segment. */
async function membersOf(engine: Engine, data: DataInfo, segments: readonly Segment[]): Promise<string[][]> {
  const tables = await materialise(signal, placeOf(engine), data, segments);
  const all: string[][] = [];
  for (const { table, customers } of tables) {
    const frame = await engine.query(
      signal,
      sql`SELECT d.name FROM ${ident(table)} AS s JOIN ${ident(data.spine.customersTable)} AS d ON d.id = s.customer ORDER BY d.name`,
    );
    const names = texts(frame, 'name').map((n) => n ?? '');
    expect(names.length).toBe(customers);
    all.push(names);
  }
  return all;
}

const day = 24 * 3600 * 1000;
const start = Date.UTC(2024, 0, 1);
const at = (n: number): string => new Date(start + n * day).toISOString();

/** The meaning of a rule, in plain loops over the rows. */
function brute(log: readonly LogRow[], rule: SegmentRule, asOf: number): Set<string> {
  const seen = log.filter((r) => r.time <= asOf);
  const all = new Set(seen.map((r) => r.customer));
  if ('not' in rule) {
    const out = brute(log, rule.not, asOf);
    return new Set([...all].filter((c) => !out.has(c)));
  }
  if ('all' in rule) {
    const parts = rule.all.map((r) => brute(log, r, asOf));
    return new Set([...all].filter((c) => parts.every((p) => p.has(c))));
  }
  if ('any' in rule) {
    const parts = rule.any.map((r) => brute(log, r, asOf));
    return new Set([...all].filter((c) => parts.some((p) => p.has(c))));
  }
  if (!('did' in rule)) throw new Error('not a rule of this test');
  const { events, where = [], atLeast = 1, atMost = Infinity, from, to } = rule.did;
  const matching = seen.filter((r) => {
    if (events !== undefined && !events.includes(r.event ?? '')) return false;
    if (from !== undefined && r.time < Date.parse(from)) return false;
    if (to !== undefined && r.time >= Date.parse(to)) return false;
    return where.every((t) => {
      const value = r.properties?.[t.property] ?? null;
      return 'is' in t ? t.is.some((v) => v === value) : 'not' in t && !t.not.some((v) => v === value);
    });
  });
  return new Set(
    [...all].filter((c) => {
      const n = matching.filter((r) => r.customer === c).length;
      return n >= atLeast && n <= atMost;
    }),
  );
}

const didRule = fc.record(
  {
    events: fc.subarray(['view', 'cart', 'buy'], { minLength: 1 }),
    where: fc.constantFrom(
      [{ property: 'colour', is: ['red'] }],
      [{ property: 'colour', is: ['blue', null] }],
      [{ property: 'colour', not: ['red'] }],
    ),
    atLeast: fc.integer({ min: 0, max: 2 }),
    atMost: fc.integer({ min: 2, max: 3 }),
    from: fc.integer({ min: 0, max: 9 }).map(at),
    to: fc.integer({ min: 0, max: 9 }).map(at),
  },
  { requiredKeys: [] },
);
const rules: fc.Arbitrary<SegmentRule> = fc.letrec<{ rule: SegmentRule }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    didRule.map((did): SegmentRule => ({ did })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all): SegmentRule => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any): SegmentRule => ({ any })),
    tie('rule').map((not): SegmentRule => ({ not })),
  ),
})).rule;
const logs: fc.Arbitrary<LogRow[]> = fc.array(
  fc.record({
    customer: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    time: fc.integer({ min: 0, max: 9 }).map((n) => start + n * day),
    event: fc.constantFrom('view', 'cart', 'buy'),
    properties: fc.record({ colour: fc.constantFrom('red', 'blue', null) }),
  }),
  { minLength: 1, maxLength: 30 },
);

/** Every event and colour occurs, so that rules can ask for each. */
const everything: readonly LogRow[] = ['view', 'cart', 'buy'].map((event) => ({
  customer: 'z',
  time: start,
  event,
  properties: { colour: 'red' },
}));

describe('segments by what customers did', () => {
  test('and, or, not of random rules hold whom plain loops find, on both engines', async () => {
    await fc.assert(
      fc.asyncProperty(
        logs,
        fc.array(rules, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 2, max: 9 }),
        fc.boolean(),
        async (log, some, until, inTab) => {
          const rows = [...everything, ...log];
          const asOf = start + until * day;
          const engine = inTab ? wasm : native;
          const data = await loadSpine(engine, rows, { asOf });
          const segments = some.map((rule, i) => ({ name: `s${i}`, rule }));
          expect(await membersOf(engine, data, segments)).toEqual(
            some.map((rule) => [...brute(rows, rule, asOf)].sort()),
          );
        },
      ),
      { numRuns: 25, seed: 4 },
    );
  });
});

const log: readonly LogRow[] = [
  { customer: 'ann', time: start, event: 'view' },
  { customer: 'ann', time: start + day, event: 'buy', sign: 1, amount: 10 },
  { customer: 'bob', time: start, event: 'view' },
  { customer: 'bob', time: start + 2 * day, event: 'view' },
  { customer: "o'neil", time: start + 3 * day, event: 'buy', sign: 1, amount: 5 },
];
const buyers: Segment = { name: 'buyers', rule: { did: { events: ['buy'] } } };

describe('segments', () => {
  test('rest on one another in any order', async () => {
    const data = await loadSpine(native, log);
    const others: Segment = { name: 'others', rule: { not: { segment: 'buyers' } } };
    expect(await membersOf(native, data, [others, buyers])).toEqual([['bob'], ['ann', "o'neil"]]);
  });

  test('of a list: those who went to a step and no further, and nothing of the run is left', async () => {
    const data = await loadSpine(native, log);
    const rule: SegmentRule = {
      in: {
        kind: 'funnel',
        params: { steps: ['view', 'buy'] },
        list: 'customers',
        where: [{ property: 'step', is: [1] }],
      },
    };
    const stayed: Segment = { name: 'stayed', rule };
    expect(await membersOf(native, data, [stayed, { name: 'came', rule: { not: rule } }])).toEqual([
      ['bob'],
      ['ann', "o'neil"],
    ]);
    const left = await native.query(
      signal,
      sql`SELECT table_name AS name FROM information_schema.tables WHERE starts_with(table_name, 'making_segment')`,
    );
    expect(texts(left, 'name')).toEqual([]);
  });

  test.each<[string, Segment[], string, Record<string, unknown>]>([
    [
      'an unknown segment',
      [{ name: 'x', rule: { segment: 'buyerz' } }, buyers],
      'segment.unknown',
      { nearest: '“buyers”' },
    ],
    [
      'a circle',
      [
        { name: 'a', rule: { segment: 'b' } },
        { name: 'b', rule: { not: { segment: 'a' } } },
      ],
      'segment.circle',
      { segments: '“a” → “b” → “a”' },
    ],
    ['itself', [{ name: 'a', rule: { segment: 'a' } }], 'segment.circle', { segments: '“a” → “a”' }],
    [
      'an unknown event',
      [{ name: 'x', rule: { did: { events: ['by'] } } }],
      'segment.failed',
      { segment: 'x', cause: { code: 'event.unknown', details: { event: 'by', nearest: '“buy”' } } },
    ],
    [
      'an unknown kind of analysis',
      [{ name: 'x', rule: { in: { kind: 'funel', params: {}, list: 'customers', where: [] } } }],
      'segment.failed',
      { cause: { code: 'recipe.invalid', details: { nearest: '“funnel”' } } },
    ],
    [
      'an unknown list',
      [{ name: 'x', rule: { in: { kind: 'funnel', params: {}, list: 'custmers', where: [] } } }],
      'segment.failed',
      { cause: { code: 'list.unknown', details: { nearest: '“customers”' } } },
    ],
    [
      'an unknown column of a list',
      [
        {
          name: 'x',
          rule: { in: { kind: 'funnel', params: {}, list: 'customers', where: [{ property: 'stepp', given: true }] } },
        },
      ],
      'segment.failed',
      { cause: { code: 'property.unknown', details: { nearest: '“step”' } } },
    ],
    [
      'at most fewer than at least',
      [{ name: 'x', rule: { did: { atMost: 0 } } }],
      'segment.failed',
      { cause: { code: 'recipe.invalid' } },
    ],
    ['one name twice', [buyers, buyers], 'recipe.invalid', { value: '"buyers"' }],
    [
      'ten thousand of them',
      Array.from({ length: 10_000 }, (_, i) => ({ ...buyers, name: `s${i}` })),
      'recipe.invalid',
      { value: '10000 segments', expected: 'at most 200' },
    ],
  ])('with %s are refused', async (_, segments, code, details) => {
    const data = await loadSpine(native, log);
    await expect(materialise(signal, placeOf(native), data, segments)).rejects.toMatchObject({ code, details });
  });

  test('a failed change leaves the tables of before as they were', async () => {
    const data = await loadSpine(native, log);
    const [table] = await materialise(signal, placeOf(native), data, [buyers]);
    const wrong: Segment[] = [
      { name: 'buyers', rule: { did: {} } },
      { name: 'x', rule: { did: { events: ['by'] } } },
    ];
    await expect(materialise(signal, placeOf(native), data, wrong)).rejects.toMatchObject({ code: 'segment.failed' });
    const frame = await native.query(signal, sql`SELECT customer FROM ${ident(table?.table ?? '')}`);
    expect(numbers(frame, 'customer').length).toBe(2);
  });

  test.each(['__proto__', '"; drop table x; --', 'x'.repeat(1000), '🦉 сегмент', "a'b", ' ', '%'])(
    'may be called %s',
    async (name) => {
      const data = await loadSpine(native, log);
      const others: Segment = { name: 'others', rule: { not: { segment: name } } };
      expect(await membersOf(native, data, [{ ...buyers, name }, others])).toEqual([['ann', "o'neil"], ['bob']]);
    },
  );

  test('names that differ in case or in marks only are different segments', async () => {
    const data = await loadSpine(native, log);
    const all: Segment = { name: 'Buyers', rule: { did: {} } };
    const none: Segment = { name: 'buyers!', rule: { did: { atLeast: 99 } } };
    expect((await membersOf(native, data, [buyers, all, none])).map((m) => m.length)).toEqual([2, 3, 0]);
  });
});
