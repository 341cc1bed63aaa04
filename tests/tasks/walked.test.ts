import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataInfo } from '../../src/core/analysis';
import { HOUR, MINUTE } from '../../src/core/time';
import { NativeDuckDB } from '../../src/engines/native/duckdb';
import { NodeScanner } from '../../src/engines/native/scanner';
import { catalogue } from '../../src/sql/features/catalogue';
import { ident, sql } from '../../src/sql/sql';
import { families } from '../../src/sql/walks/featureSums';
import { walkingAt } from '../../src/state/predict/walking';
import { makeLogRows } from '../../src/tasks/log/prepare';
import { isOfLog } from '../../src/tasks/log/walked';
import { Maker } from '../../src/tasks/maker';
import { makeCurrentRows } from '../../src/tasks/scored/rows';
import type { LogTask } from '../../src/tasks/spec';
import { sharedEngine, signal } from '../data/engines';
import { loadSpine, type LogRow } from '../support/spine';
import { DAY, logTask, objects } from './support';

/*
 * Features by a pass over the log against the SQL that stays the portable form. Customers have nothing to do with one
 * another, so that each is a log of its own: hundreds of them are asked about at once.
 */

const engine = sharedEngine(() => NativeDuckDB.open({ threads: 1 }));
const CUSTOMERS = 250;
const START = Date.UTC(2024, 0, 3);
const TEST = START + 200 * DAY;
const stages = { view: ['view'], cart: ['cart'], checkout: ['checkout'], purchase: ['buy'], refund: ['back'] };
const signs = { view: 0, cart: 0, checkout: 0, other: 0, buy: 1, back: -1 } as const;

/** Anywhere in 260 days, or just before, at and after moments that matter; half an hour and a little more apart. */
const time = fc.oneof(
  fc.integer({ min: START, max: START + 260 * DAY }),
  fc
    .record({
      day: fc.constantFrom(0, 100, 110, 140, 169, 170, 193, 199, 200, 229),
      off: fc.constantFrom(-1, 0, 0, 1, 5 * HOUR, 30 * MINUTE, 60 * MINUTE, 90 * MINUTE + 1),
    })
    .map(({ day, off }) => START + day * DAY + off),
);
const row = fc.record({
  time,
  event: fc.constantFrom('view', 'view', 'cart', 'checkout', 'buy', 'buy', 'back', 'other'),
  amount: fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.constant(null)),
  order: fc.constantFrom('o1', 'o2', 'o3', null),
  item: fc.constantFrom('i1', 'i2', null),
});

function logOf(kind: 'events' | 'transactions'): readonly LogRow[] {
  const each = fc.sample(fc.array(row, { minLength: 1, maxLength: 30, size: 'max' }), {
    numRuns: CUSTOMERS,
    seed: 20_261_122,
  });
  const rows = each.flatMap((own, c) =>
    own.map(({ time: at, event, amount, order, item }): LogRow => {
      const sign = signs[event as keyof typeof signs];
      return {
        customer: `c${c}`,
        time: at,
        event: kind === 'events' ? event : '',
        sign,
        amount: sign === 0 ? 0 : amount === null ? null : (sign * amount) / 100,
        order: sign === 0 ? null : order,
        properties: { item, category: item, promo: amount === null ? null : 'sale' },
      };
    }),
  );
  // The same span whatever was drawn.
  const ends = [START - DAY + HOUR, START + 260 * DAY].map((at): LogRow => ({
    customer: 'ends',
    time: at,
    event: 'view',
  }));
  return [...rows, ...ends.map((e) => (kind === 'events' ? e : { ...e, event: '', sign: 1 as const, amount: 5 }))];
}

let asked = 0;
const loaded = new Map<string, Promise<DataInfo>>();
async function load(kind: 'events' | 'transactions'): Promise<DataInfo> {
  const known =
    loaded.get(kind) ?? loadSpine(await engine(), logOf(kind), { name: `walked_${kind}`, roles: { stages } });
  loaded.set(kind, known);
  const data = await known;
  return { ...data, spine: { ...data.spine, kind } };
}

/** All that is made of a task, in SQL and by a pass. */
async function bothWays(data: DataInfo, task: LogTask, shift: number) {
  const run = await engine();
  const walking = walkingAt({ engine: run, scanner: new NodeScanner() });
  const make = async (by: typeof walking) => {
    const maker = new Maker(signal, run, 10);
    const name = `walked${++asked}`;
    const { features, proof } = await makeLogRows(maker, data, task, name, (m) => m.cutoff - shift, by);
    const { columns } = await run.query(signal, sql`SELECT * FROM ${ident(name)} ORDER BY row_id`);
    await maker.sweep();
    const lines = proof.map((p) => `${p.cutoff} ${p.reading} ${p.latest}`).sort();
    const statements = maker.statements.map((s) => s.replaceAll(name, 'rows'));
    return {
      features,
      lines,
      statements,
      columns: columns.map(({ name: of, values }) => ({ of, values: [...values] })),
    };
  };
  return [await make(null), await make(walking)] as const;
}

/** Nothing may differ; of columns, the names of those that do are enough. */
function expectSame([inSql, walked]: Awaited<ReturnType<typeof bothWays>>, rows: number): void {
  expect(walked.lines).toEqual(inSql.lines);
  expect(walked.statements).toEqual(inSql.statements);
  expect(walked.features).toEqual(inSql.features);
  expect(inSql.columns[0]?.values.length).toBeGreaterThan(rows);
  const differing = inSql.columns.flatMap(({ of, values }, i) => {
    const other = walked.columns[i];
    const row = values.findIndex((v, at) => !Object.is(v, other?.values[at]));
    return other?.of === of && row < 0 && other.values.length === values.length
      ? []
      : [`${of} in row ${row}: ${values[row]} in SQL, ${other?.values[row]} walked`];
  });
  expect(differing).toEqual([]);
}

const DAYS = [100, 140, 170] as const;
const task = fc.record({
  question: fc.constantFrom('churn', 'repurchase', 'value', 'propensity'),
  cutoffs: fc.constantFrom([170], [140, 170], [110, 140, 170]),
  goal: fc.constantFrom(null, null, 'cart', 'buy'),
  activeWithin: fc.constantFrom(null, 30, 90),
  zone: fc.constantFrom('UTC', 'America/New_York', 'Asia/Kolkata'),
  /** How long before the cutoff a feature stops to see: also at another time of day. */
  shift: fc.constantFrom(0, 0, 1, 7 * HOUR),
  late: fc.constantFrom(230, 245),
});

describe('a pass over the log makes the same rows as SQL', () => {
  test('of 250 customers at random cutoffs, with all features', async () => {
    const data = await load('events');
    await fc.assert(
      fc.asyncProperty(task, async ({ question, cutoffs, goal, activeWithin, zone, shift, late }) => {
        const asked = logTask(question, 30, TEST, {
          cutoffs: cutoffs.map((day) => START + day * DAY),
          goal,
          activeWithin,
        });
        const seen = { ...data, zone, asOf: START + late * DAY };
        expectSame(await bothWays(seen, asked, shift), 50);
      }),
      { numRuns: 3, seed: 7, endOnFailure: true },
    );
  });

  test('of a log of orders, where who only looked is left out', async () => {
    const data = await load('transactions');
    const days = [...DAYS].map((day) => START + day * DAY);
    const asked = logTask('repurchase', 30, TEST, {
      cutoffs: days.slice(1),
      groups: ['recency', 'money', 'gaps', 'trend'],
    });
    expectSame(await bothWays({ ...data, spine: { ...data.spine, hasOrder: false } }, asked, 0), 50);
  });
});

test('what happens at the cutoff or later changes nothing that a pass makes of what came before', async () => {
  const run = await engine();
  const cutoff = START + 170 * DAY;
  const whole = logOf('events');
  const asked = logTask('churn', 30, TEST, { cutoffs: [START + 140 * DAY, cutoff] });
  const made = async (rows: readonly LogRow[]) => {
    const data = await loadSpine(run, rows, { name: 'walked_cut', roles: { stages } });
    const maker = new Maker(signal, run, 10);
    const walking = walkingAt({ engine: run, scanner: new NodeScanner() });
    const { features } = await makeLogRows(maker, data, asked, 'walked_cut_rows', undefined, walking);
    const answer = await run.query(
      signal,
      sql`SELECT c.name AS who, cutoff_at, ${features.map((f) => ident(f.name))} FROM walked_cut_rows AS r
        JOIN ${ident(data.spine.customersTable)} AS c ON c.id = r.customer WHERE cutoff_at <= ${cutoff} ORDER BY 2, 1`,
    );
    await maker.sweep();
    return objects(answer);
  };
  const all = await made(whole);
  expect(all.length).toBeGreaterThan(100);
  const before = whole.filter((r) => r.time < cutoff || r.customer === 'ends');
  expect(before.length).toBeLessThan(whole.length);
  expect(await made(before)).toEqual(all);
});

test('who is scored now is the same, by what a model reads', async () => {
  const data = await load('events');
  const run = await engine();
  const asked = { question: 'churn', window: 30, goal: null, activeWithin: 90 } as const;
  const model = { name: 'a model', inputs: ['spend_mean', 'sessions_30d', 'gap_now', 'days_since_cart'] };
  const rows = async (walking: ReturnType<typeof walkingAt>) => {
    const make = new Maker(signal, run, 10);
    await makeCurrentRows(make, data, asked, model, 'scored_now', walking);
    const answer = await run.query(
      signal,
      sql`SELECT place, customer, ${model.inputs.map(ident)} FROM scored_now ORDER BY place`,
    );
    await make.sweep();
    return objects(answer);
  };
  const walked = await rows(walkingAt({ engine: run, scanner: new NodeScanner() }));
  expect(walked.length).toBeGreaterThan(50);
  expect(walked).toEqual(await rows(null));
});

test('every feature of the log is made by a pass', () => {
  for (const f of catalogue.filter(isOfLog)) expect(families.has(f.family), f.family).toBe(true);
});
