import { expect, test } from 'vitest';
import { buildSpine } from '../../src/data/spine';
import { OpenTable } from '../../src/state/table.svelte';
import { openContent, sharedEngine, signal } from '../data/engines';

const engine = sharedEngine();

test('where sorting anew was stopped, what is chosen is what the rows are sorted by', async () => {
  const place = await engine();
  const orders = ['customer,time,amount,paid', 'a,2020-01-01,5,4', 'b,2020-01-02,6,6', ''].join('\n');
  const opened = await openContent(place, orders, 'orders.csv');
  const table = new OpenTable(opened, opened.roles, null);
  const found = opened.roles;
  // Nothing is sorted yet: there is nothing to go back to.
  table.roles = { ...found, amount: 'paid' };
  table.goBack();
  expect(table.roles.amount).toBe('paid');

  table.roles = found;
  table.sorted(await buildSpine(signal, place, opened, table.roles, table.clean, () => undefined));
  table.roles = { ...found, amount: 'paid' };
  table.clean = { duplicates: true };
  table.goBack();
  expect(table.roles).toEqual(found);
  expect(table.clean).toEqual({});
});
