import { expect, test } from 'vitest';
import { compareFiles, joined, readKept, readStanding, without, type Standing } from '../../../src/data/kept';

const file = (name: string): Standing['files'][number] => ({
  name,
  size: 10,
  modified: 1,
  fingerprint: `print of ${name}`,
});
const table = (name: string, at: number | null): Standing['tables'][number] => ({
  name,
  file: at,
  columns: ['id', 'time'],
  recipe: { vitrine: 1 },
});
const standing: Standing = {
  at: 5,
  files: [file('a.csv'), file('b.xlsx')],
  tables: [table('a.csv', 0), table('b.xlsx › one', 1), table('b.xlsx › two', 1), table('both', null)],
  current: 3,
  analysed: true,
  choices: 4,
};
const copy = { is: 'copy', id: 'file-1', checksum: 'x' };

test('a standing survives JSON', () => {
  expect(readStanding(JSON.parse(JSON.stringify(standing)))).toEqual(standing);
});

test.each([
  ['nothing', null],
  ['another shape', { files: [] }],
  ['no table', { ...standing, tables: [] }],
  ['a table in view that is not there', { ...standing, current: 4 }],
  ['a table of a file that is not there', { ...standing, tables: [table('a.csv', 2)], current: 0 }],
  ['a size that is none', { ...standing, files: [{ ...file('a.csv'), size: -1 }, file('b.xlsx')] }],
])('%s is no standing', (_, json) => {
  expect(readStanding(json)).toBeNull();
});

test('a kept file says where it is, by a name that leads nowhere else', () => {
  const kept = (place: object): unknown => ({ ...standing, files: standing.files.map((f) => ({ ...f, place })) });
  expect(readKept(kept(copy))).not.toBeNull();
  expect(readKept(standing)).toBeNull();
  for (const id of ['../x', 'manifest-1', 'file-a/b', 'file-', '__proto__']) {
    expect(readKept(kept({ ...copy, id })), id).toBeNull();
  }
});

test('what is left without a file keeps its tables, and those made of others for as long as a file is left', () => {
  const left = without(standing, new Set(['print of a.csv']));
  expect(left?.files.map((f) => f.name)).toEqual(['b.xlsx']);
  expect(left?.tables.map((t) => [t.name, t.file])).toEqual([
    ['b.xlsx › one', 0],
    ['b.xlsx › two', 0],
    ['both', null],
  ]);
  expect(left === null ? undefined : without(left, new Set(['print of b.xlsx']))).toBeNull();
});

test('what is awaited follows what is open, its tables still of their files', () => {
  const open: Standing = { ...standing, files: [file('a.csv')], tables: [table('a.csv', 0)], current: 0 };
  const all = joined(open, without(standing, new Set(['print of a.csv'])));
  expect(all.tables.map((t) => [t.name, t.file === null ? null : all.files[t.file]?.name])).toEqual([
    ['a.csv', 'a.csv'],
    ['b.xlsx › one', 'b.xlsx'],
    ['b.xlsx › two', 'b.xlsx'],
    ['both', null],
  ]);
  expect(joined(open, null)).toBe(open);
});

test('another file of the same name is told by its columns and its size', () => {
  const before = { columns: ['id', 'time', 'sum'], size: 100 };
  expect(compareFiles(before, { columns: ['id', 'time', 'amount'], size: 90 })).toEqual({
    lacks: ['sum'],
    more: ['amount'],
    larger: -10,
  });
});
