import { expect, test } from 'vitest';
import type { Standing } from '../../../src/data/kept';
import { Journal } from '../../../src/state/device/journal';
import { TabStorage } from '../support/storage';

const standing: Standing = {
  at: 1,
  files: [{ name: 'shop.csv', size: 5, modified: 2, fingerprint: '5-ab' }],
  tables: [{ name: 'shop.csv', file: 0, columns: ['id'], recipe: {} }],
  current: 0,
  analysed: false,
  choices: 0,
};

test('what stands open is remembered, and forgotten when asked', () => {
  const storage = new TabStorage();
  const journal = new Journal(storage);
  expect(journal.read()).toBeNull();
  expect(journal.write(standing)).toBe(true);
  expect(new Journal(storage).read()).toEqual(standing);
  journal.forget();
  expect(new Journal(storage).read()).toBeNull();
});

test.each(['', '{', 'null', '[]', '{"at":1}'])('an entry that is no journal (%s) is nothing', (text) => {
  const storage = new TabStorage();
  storage.setItem('vitrine.journal', text);
  expect(new Journal(storage).read()).toBeNull();
});

test('where there is no room, nothing old is offered in its place', () => {
  const storage = new TabStorage(1000);
  const journal = new Journal(storage);
  expect(journal.write(standing)).toBe(true);
  const long = { ...standing, tables: [{ name: 'x'.repeat(2000), file: 0, columns: [], recipe: {} }] };
  expect(journal.write(long)).toBe(false);
  expect(journal.read()).toBeNull();
  expect(new Journal(null).write(standing)).toBe(false);
});
