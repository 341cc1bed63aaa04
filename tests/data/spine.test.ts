import { describe, expect, test } from 'vitest';
import { buildSpine } from '../../src/data/spine';
import { profileTable } from '../../src/data/profile';
import { fingerprint } from '../../src/data';
import type { Cleaning, Roles } from '../../src/core/roles';
import type { Spine } from '../../src/core/spine';
import { engines, openContent, sharedEngine, signal, transposed } from './engines';

describe.each(engines)('%s', (_, open) => {
  const engine = sharedEngine(open);

  async function spineOf(
    text: string,
    { roles, clean = {} }: { roles?: Roles; clean?: Cleaning } = {},
  ): Promise<{ spine: Spine; rows: string[] }> {
    const run = await engine();
    const opened = await openContent(run, text);
    const spine = await buildSpine(signal, run, opened, roles ?? opened.roles, clean);
    const frame = await run.query(signal, {
      text: `SELECT c.name, s.time, e.name, s.sign, s.amount, s."order" FROM (SELECT * EXCLUDE (place), rowid AS place FROM "${spine.table}") AS s
        JOIN "${spine.customersTable}" AS c ON c.id = s.customer JOIN "${spine.eventsTable}" AS e ON e.id = s.event ORDER BY s.place`,
      values: [],
    });
    return { spine, rows: transposed(frame).map((r) => r.map((v) => v ?? '-').join(' ')) };
  }

  test('sorted in parts it is the same', async () => {
    const run = await engine();
    const lines = Array.from(
      { length: 400 },
      (_, i) => `c${(i * 7) % 23},2024-01-0${1 + ((i * 5) % 9)} 10:00:00,view,${i}`,
    );
    const opened = await openContent(run, `user_id,event_time,event_type,n\n${lines.join('\n')}\n`);
    const rows = async (): Promise<unknown> =>
      (await run.query(signal, { text: `SELECT * FROM "spine_file" ORDER BY rowid`, values: [] })).columns;
    const whole = await buildSpine(signal, run, opened, opened.roles);
    const before = await rows();
    expect(await buildSpine(signal, run, opened, opened.roles, {}, undefined, 30)).toEqual(whole);
    expect(await rows()).toEqual(before);
  });

  test('an event log: sorted by customer, time and place; money on purchases and refunds only, refunds negative', async () => {
    const { spine, rows } = await spineOf(
      [
        'user_id,event_time,event_type,price,order_id',
        'b,2020-01-02 00:00:00,purchase,10.5,7',
        'a,2020-01-01 00:00:00,view,10.5,',
        'b,2020-01-01 00:00:00,view,10.5,',
        'a,2020-01-01 00:00:00,add to cart,3.25,',
        'a,2020-01-03 00:00:00,refund,4.5,7',
        'a,2020-01-04 00:00:00,refund,-4.5,7',
        ' ,2020-01-04 00:00:00,view,1.5,',
        'c,,view,1.5,',
        '',
      ].join('\n'),
    );
    const day = (n: number): number => Date.UTC(2020, 0, n);
    expect(rows).toEqual([
      `a ${day(1)} view 0 0 -`,
      `a ${day(1)} add to cart 0 0 -`,
      `a ${day(3)} refund -1 -4.5 7`,
      `a ${day(4)} refund -1 -4.5 7`,
      `b ${day(1)} view 0 0 -`,
      `b ${day(2)} purchase 1 10.5 7`,
    ]);
    expect(spine).toMatchObject({
      kind: 'events',
      customers: 2,
      from: day(1),
      to: day(4),
      purchases: 1,
      refunds: 2,
      hasAmount: true,
      hasOrder: true,
      excluded: [
        { reason: 'no customer', rows: 1 },
        { reason: 'no time', rows: 1 },
      ],
    });
    expect(spine.events.map((e) => [e.name, e.rows, e.customers])).toEqual([
      ['refund', 2, 1],
      ['view', 2, 2],
      ['add to cart', 1, 1],
      ['purchase', 1, 1],
    ]);
  });

  test('a transaction log: price × quantity where there is no amount, negative amounts and quantities are refunds', async () => {
    const header = 'customer,date,price,quantity';
    const times = await spineOf(`${header}\n1,2020-01-01,2.5,4\n1,2020-01-02,2.5,-1\n2,2020-01-03,0.5,0\n`);
    expect(times.rows.map((r) => r.split(' ').slice(2, 5).join(' '))).toEqual([
      'transaction 1 10',
      'transaction -1 -2.5',
      'transaction 1 0',
    ]);
    const amount = await spineOf(
      'customer,date,amount,quantity\n1,2020-01-01,10,4\n1,2020-01-02,-3,1\n1,2020-01-03,3,-1\n',
    );
    expect(amount.rows.map((r) => r.split(' ').slice(3, 5).join(' '))).toEqual(['1 10', '-1 -3', '-1 -3']);
    const none = await spineOf('customer,date\n1,2020-01-01\n');
    expect(none.rows[0]).toBe(`1 ${Date.UTC(2020, 0, 1)} transaction 1 - -`);
    expect(none.spine).toMatchObject({ hasAmount: false, hasOrder: false, purchases: 1 });
  });

  test('an event log without a purchase event: rows with an order are purchases', async () => {
    const { spine, rows } = await spineOf('user,time,event,order_id\n1,2020-01-01,step one,\n1,2020-01-02,done,A-7\n');
    expect(rows.map((r) => r.split(' ').slice(-3).join(' '))).toEqual(['0 0 -', '1 - 0']);
    expect(spine.purchases).toBe(1);
  });

  test('duplicates and zero amounts are counted when kept, and left out when asked', async () => {
    const text =
      'customer,date,amount\n1,2020-01-01,5\n1,2020-01-01,5\n1,2020-01-01,5\n1,2020-01-02,0\n2,2020-01-02,5\n';
    expect((await spineOf(text)).spine).toMatchObject({ rows: 5, duplicates: 2, excluded: [] });
    expect((await spineOf(text, { clean: { duplicates: true, zeroAmounts: true } })).spine).toMatchObject({
      rows: 2,
      duplicates: 0,
      excluded: [
        { reason: 'duplicate', rows: 2 },
        { reason: 'zero amount', rows: 1 },
      ],
    });
  });

  test('amounts that are no numbers are counted by column, and their rows kept without an amount', async () => {
    const { spine, rows } = await spineOf(
      'customer,date,amount,quantity\n1,2020-01-01,5,1\n1,2020-01-02,n/a,2\n1,2020-01-03,7,x\n1,2020-01-04,,3\n2,2020-01-01,8,1\n2,2020-01-02,9,1\n',
      { roles: { customer: 'customer', time: 'date', amount: 'amount', quantity: 'quantity' } },
    );
    expect(spine.unreadable).toEqual([
      { role: 'amount', column: 'amount', rows: 1 },
      { role: 'quantity', column: 'quantity', rows: 1 },
    ]);
    expect(rows.map((r) => r.split(' ')[4])).toEqual(['5', '-', '7', '-', '8', '9']);
    expect((await spineOf('customer,date,amount\n1,2020-01-01,5\n')).spine).not.toHaveProperty('unreadable');
  });

  test('repeated rows are told from rows of one customer and time, also among those left out', async () => {
    const { spine } = await spineOf(
      [
        'user_id,event_time,event_type,price',
        ...['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((c) => `${c},2020-01-01 00:00:00,view,1`),
        'a,2020-01-01 00:00:00,add to cart,1',
        'a,2020-01-01 00:00:00,view,1',
        'b,2020-01-01 00:00:00,view,2',
        ' ,2020-01-01 00:00:00,view,1',
        ' ,2020-01-01 00:00:00,view,1',
        '',
      ].join('\n'),
    );
    expect(spine).toMatchObject({ duplicates: 2, excluded: [{ reason: 'no customer', rows: 2 }] });
  });

  test('customers are numbered in order of name, whatever their type', async () => {
    const { rows } = await spineOf('customer,date\n10.0,2020-01-01\n9.0,2020-01-01\n2.0,2020-01-01\n');
    expect(rows.map((r) => r.split(' ')[0])).toEqual(['10', '2', '9']);
    const coded = await spineOf('customer,date\n007,2020-01-01\n7,2020-01-01\nя,2020-01-01\n');
    expect(coded.rows.map((r) => r.split(' ')[0])).toEqual(['007', '7', 'я']);
  });

  test('a Russian shop: роли, события и десятичная запятая', async () => {
    const { spine, rows } = await spineOf(
      'Клиент;Дата;Событие;Сумма\nК1;01.02.2020 10:00;Просмотр;\nК1;13.02.2020 10:05;Покупка;"1 200,50"\nК1;14.02.2020;Возврат;"200,5"\n',
    );
    expect(spine.roles).toEqual({
      customer: 'Клиент',
      time: 'Дата',
      event: 'Событие',
      amount: 'Сумма',
      stages: { view: ['Просмотр'], purchase: ['Покупка'], refund: ['Возврат'] },
    });
    expect(rows.map((r) => r.split(' ').slice(2, 5).join(' '))).toEqual([
      'Просмотр 0 0',
      'Покупка 1 1200.5',
      'Возврат -1 -200.5',
    ]);
  });

  test('a profile: nulls, different values, range, most frequent values, 20 bins', async () => {
    const run = await engine();
    const rows = Array.from(
      { length: 100 },
      (_x, i) => `${i},${i % 10 === 0 ? '' : `w${i % 3}`},2020-01-0${(i % 5) + 1},${i % 2 === 0}`,
    );
    const opened = await openContent(run, `n,word,day,flag\n${rows.join('\n')}\n`);
    const { columns } = await profileTable(signal, run, opened.table, opened.columns);
    const [n, word, day, flag] = columns;
    expect(n).toMatchObject({
      kind: 'number',
      nulls: 0,
      distinct: 100,
      approximate: false,
      min: 0,
      max: 99,
      mean: 49.5,
      top: [],
    });
    expect(n?.histogram).toHaveLength(20);
    expect(n?.histogram?.reduce((sum, b) => sum + b.rows, 0)).toBe(100);
    expect(n?.histogram?.at(-1)?.to).toBe(99);
    expect(word).toMatchObject({ kind: 'text', nulls: 10, distinct: 3, min: 'w0', max: 'w2', histogram: null });
    expect(word?.top).toEqual([
      { value: 'w0', rows: 30 },
      { value: 'w1', rows: 30 },
      { value: 'w2', rows: 30 },
    ]);
    expect(day).toMatchObject({ kind: 'time', min: Date.UTC(2020, 0, 1), max: Date.UTC(2020, 0, 5), distinct: 5 });
    expect(flag).toMatchObject({ kind: 'boolean', distinct: 2, min: 'false', max: 'true' });
  });
});

test('a fingerprint changes with size, head, tail and samples, and is the same for the same bytes', async () => {
  const bytes = new Uint8Array(3_000_000).fill(65);
  const source = (b: Uint8Array): Parameters<typeof fingerprint>[0] => ({
    name: 'x',
    size: b.length,
    modified: 0,
    read: (from, to) => Promise.resolve(b.subarray(from, to)),
  });
  const changed = (at: number): Uint8Array => bytes.map((byte, i) => (i === at ? 66 : byte));
  const first = await fingerprint(source(bytes));
  expect(first).toMatch(/^3000000-[0-9a-f]{32}$/);
  expect(await fingerprint(source(bytes.slice()))).toBe(first);
  for (const at of [0, 2_999_999, Math.floor(3_000_000 / 9)]) {
    expect(await fingerprint(source(changed(at)))).not.toBe(first);
  }
  expect(await fingerprint(source(bytes.subarray(1)))).not.toBe(first);
});
