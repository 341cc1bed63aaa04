import { expect, test } from 'vitest';
import { profileTable } from '../../src/data/profile';
import { binTest, columnWarnings, valueTest } from '../../src/data/profile-warnings';
import { openContent, sharedEngine, signal } from './engines';

const engine = sharedEngine();

test('a column is told to be empty, constant, an id, mostly empty or in the future, with the rows concerned', async () => {
  const lines = Array.from({ length: 200 }, (_, i) => {
    const late = i < 3 ? '2031-05-01' : '2024-05-01';
    return `row-${i},same,${late},${i % 4 === 0 ? 'x' : ''},,${i}.25`;
  });
  const opened = await openContent(await engine(), ['id,flat,day,rare,nothing,money', ...lines, ''].join('\n'));
  const now = Date.parse('2026-01-01T00:00:00Z');
  const profile = await profileTable(signal, await engine(), opened.table, opened.columns, now);
  const warned = profile.columns.map((c) => [
    c.name,
    ...columnWarnings(c, profile.rows).flatMap((w) => [w.code, w.rows]),
  ]);
  expect(warned).toEqual([
    ['id', 'near-unique', 200],
    ['flat', 'constant', 200],
    ['day', 'future', 3],
    ['rare', 'mostly-empty', 150, 'constant', 50],
    ['nothing', 'empty', 200],
    ['money'],
  ]);
});

test('the time of what happened is no id, though it hardly repeats where it is kept as a number', async () => {
  const lines = Array.from({ length: 200 }, (_, i) => String(1_430_622_120_563 + i * 997));
  const opened = await openContent(await engine(), ['at', ...lines, ''].join('\n'));
  const { columns, rows } = await profileTable(signal, await engine(), opened.table, opened.columns);
  const codes = (role: 'time' | null): readonly string[] =>
    columns.flatMap((c) => columnWarnings(c, rows, role)).map((w) => w.code);
  expect(codes(null)).toEqual(['near-unique']);
  expect(codes('time')).toEqual([]);
});

test('a bin filters from its start to before its end, the last one to the end of all; a value filters by what it is', async () => {
  const opened = await openContent(await engine(), 'n,t,ok\n0,2024-01-01,true\n20,2024-01-21,false\n');
  const { columns } = await profileTable(signal, await engine(), opened.table, opened.columns);
  const [n, t, ok] = columns;
  if (n === undefined || t === undefined || ok === undefined) throw new Error('columns are missing');
  expect(binTest(n, 0)).toEqual({ property: 'n', from: 0, to: 1 });
  expect(binTest(n, 19)).toEqual({ property: 'n', from: 19 });
  expect(binTest(t, 0)).toEqual({ property: 't', from: '2024-01-01T00:00:00.000Z', to: '2024-01-02T00:00:00.000Z' });
  expect(binTest(ok, 0)).toBeNull();
  expect(valueTest(ok, 'true')).toEqual({ property: 'ok', is: [true] });
  expect(valueTest(n, '20')).toEqual({ property: 'n', is: [20] });
});
