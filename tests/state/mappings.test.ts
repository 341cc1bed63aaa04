import { expect, test } from 'vitest';
import { headerPrint, Mappings } from '../../src/state/mappings';
import { TabStorage } from './support/storage';

const header = ['Wer', 'Wann', 'Wie viel'];

test('a header that was seen before has the roles that were chosen then, another has none', () => {
  const storage = new TabStorage();
  expect(new Mappings(storage).keep(header, { customer: 'Wer', amount: 'Wie viel' })).toBe(true);
  const later = new Mappings(storage);
  expect(later.find(header)).toEqual({ customer: 'Wer', amount: 'Wie viel' });
  expect(later.find(['Wann', 'Wer', 'Wie viel'])).toBeNull();
  expect(later.find([...header, 'more'])).toBeNull();
  later.forget(header);
  expect(new Mappings(storage).find(header)).toBeNull();
});

test('neither names of columns nor values are kept, only places', () => {
  const storage = new TabStorage();
  new Mappings(storage).keep(header, { customer: 'Wer', time: 'Wann', stages: { purchase: ['Kauf'] } });
  const kept = storage.getItem('vitrine.roles') ?? '';
  expect(JSON.parse(kept)).toEqual([[headerPrint(header), { customer: 0, time: 1 }]]);
});

test('one hundred headers are kept, the one longest unused is forgotten first', () => {
  const mappings = new Mappings(new TabStorage());
  for (let i = 0; i < 100; i++) mappings.keep([`a${i}`], { customer: `a${i}` });
  mappings.keep(['a0'], { customer: 'a0' });
  mappings.keep(['b'], { customer: 'b' });
  expect(mappings.find(['a0'])).toEqual({ customer: 'a0' });
  expect(mappings.find(['a1'])).toBeNull();
  expect(mappings.find(['a2'])).toEqual({ customer: 'a2' });
});

test('nothing is remembered without storage, in a full one, or from what somebody else wrote there', () => {
  expect(new Mappings(null).keep(header, { customer: 'Wer' })).toBe(false);
  expect(new Mappings(new TabStorage(10)).keep(header, { customer: 'Wer' })).toBe(false);
  const foreign = new TabStorage();
  for (const text of ['{', '{"a":1}', '[[1,2]]', `[["${headerPrint(header)}",{"customer":"x","stages":1}]]`]) {
    foreign.setItem('vitrine.roles', text);
    expect(new Mappings(foreign).find(header) ?? {}).toEqual({});
  }
});
