import { expect, test } from 'vitest';
import type { Combination } from '../../src/core/combine';
import type { Opened } from '../../src/data/open';
import { paramsOf } from '../../src/state/params';
import { recipeOf } from '../../src/state/recipe';
import { forgottenOf } from '../../src/state/device/standing';
import { fileSource } from '../../src/engines/remote';
import { OpenTable } from '../../src/state/table.svelte';

const plan = {
  tables: [
    { of: ['people'], key: 'id' },
    { of: ['sheet'], key: 'who' },
  ],
  label: 'kind',
};
const combined: Combination = {
  plan,
  sources: [
    { name: 'people', file: 'people.csv', fingerprint: '1-a', rows: 3 },
    { name: 'sheet', file: 'book.xlsx', fingerprint: '2-b', rows: 3, read: { part: 'Sheet 1' } },
  ],
  tables: [],
  dropped: [],
  sql: [],
};
const opened: Opened = {
  name: 'all',
  file: 'all',
  size: 2,
  fingerprint: '6-c',
  format: 'combined',
  dialect: null,
  table: 'rows_all',
  columns: [
    { name: 'id', type: 'BIGINT' },
    { name: 'kind', type: 'VARCHAR' },
  ],
  rows: 3,
  rejected: 0,
  rejects: [],
  widened: [],
  guesses: [],
  roles: { customer: 'id' },
  kind: 'customers',
  combined,
};

test('the recipe of a combined table names its files, how they are read, and the plan; without times no analysis', () => {
  const recipe = recipeOf({
    table: new OpenTable(opened, opened.roles, null),
    zone: 'UTC',
    currency: null,
    asOf: null,
    filter: null,
    segments: [],
    params: paramsOf(null),
    data: null,
  });
  expect(recipe.sources).toEqual([
    { name: 'people', path: 'people.csv' },
    { name: 'sheet', path: 'book.xlsx', read: { part: 'Sheet 1' } },
    { name: 'all', combine: plan, clean: {} },
  ]);
  expect(recipe.roles).toEqual({ all: { customer: 'id' } });
  expect(recipe.analyses).toEqual([]);
});

test('a combined table is told as forgotten once a file that it was made of is closed', () => {
  const part = (file: string): OpenTable => {
    const { combined: _, ...plain } = opened;
    const table = new OpenTable({ ...plain, name: file, file, format: 'csv' }, {}, null);
    table.source = fileSource(new File(['x'], file));
    return table;
  };
  const all = new OpenTable(opened, opened.roles, null);
  expect(forgottenOf({ tables: [part('people.csv'), part('book.xlsx'), all] })).toEqual([]);
  expect(forgottenOf({ tables: [part('people.csv'), all] })).toEqual(['all']);
  expect(forgottenOf({ tables: [part('people.csv')] })).toEqual([]);
});
