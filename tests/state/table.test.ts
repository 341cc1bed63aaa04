import { expect, test } from 'vitest';
import type { Spine } from '../../src/core/spine';
import type { Opened } from '../../src/data/open';
import { OpenTable } from '../../src/state/table.svelte';

const found = { customer: 'id', time: 'at', amount: 'price' };
const opened: Opened = {
  name: 'orders',
  file: 'orders.csv',
  size: 9,
  fingerprint: '9-a',
  format: 'csv',
  dialect: null,
  table: 'rows_orders',
  columns: ['id', 'at', 'price', 'paid'].map((name) => ({ name, type: 'VARCHAR' })),
  rows: 2,
  rejected: 0,
  rejects: [],
  widened: [],
  guesses: [],
  roles: found,
  kind: 'transactions',
};
const spine: Spine = {
  source: 'orders',
  kind: 'transactions',
  table: 'spine_orders',
  customersTable: 'customers_orders',
  eventsTable: 'events_orders',
  rowsTable: 'rows_orders',
  properties: [],
  rows: 2,
  customers: 1,
  from: 0,
  to: 1,
  events: [],
  purchases: 2,
  refunds: 0,
  hasAmount: true,
  hasOrder: false,
  excluded: [],
  duplicates: 0,
  roles: found,
  fingerprint: '9-a',
};

test('where sorting anew was stopped, what is chosen is what the rows are sorted by', () => {
  const table = new OpenTable(opened, found, null);
  // Nothing is sorted yet: there is nothing to go back to.
  table.roles = { ...found, amount: 'paid' };
  table.goBack();
  expect(table.roles.amount).toBe('paid');

  table.roles = found;
  table.sorted(spine);
  table.roles = { ...found, amount: 'paid' };
  table.clean = { duplicates: true };
  table.goBack();
  expect(table.roles).toEqual(found);
  expect(table.clean).toEqual({});
});
