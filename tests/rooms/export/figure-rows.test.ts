import { expect, it } from 'vitest';
import type { TableData } from '../../../src/core/exhibit';
import { figuresOf, frameOf } from '../../../src/rooms/export/figure-rows';
import { sharedEngine, signal } from '../../data/engines';
import { sql } from '../../../src/sql/sql';

const engine = sharedEngine();
const day = Date.UTC(2020, 1, 29);

const table: TableData = {
  caption: 'Figures',
  columns: [
    { label: 'Week', kind: 'date' },
    { label: 'At', kind: 'time' },
    { label: 'Customers', kind: 'integer' },
    { label: 'Share', kind: 'percent' },
    { label: 'Share', kind: 'number' },
    { label: '=Note "x"', kind: 'text' },
    { label: 'Said', kind: 'money' },
  ],
  rows: [
    [day, day + 1500, 3, 0.25, 1.5, '=1+1', 'too few'],
    [null, null, null, null, null, null, 7.5],
  ],
};

it('figures behind a picture keep their types and names in a file: days, times, whole numbers, words among numbers', async () => {
  const place = await engine();
  await place.load(signal, 'figures', frameOf(table));
  const json = await place.export(signal, figuresOf(table, 'figures'), 'json');
  expect(JSON.parse(await json.text())).toEqual([
    {
      Week: '2020-02-29',
      At: '2020-02-29T00:00:01.5',
      Customers: 3,
      Share: 0.25,
      'Share 2': 1.5,
      '=Note "x"': '=1+1',
      Said: 'too few',
    },
    { Week: null, At: null, Customers: null, Share: null, 'Share 2': null, '=Note "x"': null, Said: '7.5' },
  ]);
  const types = await place.query(signal, sql`DESCRIBE ${figuresOf(table, 'figures')}`);
  expect(types.columns[1]?.values).toEqual(['DATE', 'TIMESTAMP', 'BIGINT', 'DOUBLE', 'DOUBLE', 'VARCHAR', 'VARCHAR']);
});

it('a table without rows is a file with its columns', async () => {
  const none = { ...table, rows: [] };
  const place = await engine();
  await place.load(signal, 'none', frameOf(none));
  expect(await (await place.export(signal, figuresOf(none, 'none'), 'csv')).text()).toBe(
    `Week,At,Customers,Share,Share 2,"'=Note ""x""",Said\r\n`,
  );
});
