import { expect, test } from 'vitest';
import { combine, lookAt, textColumns } from '../../../src/data/combine';
import { openAll, rowsOf, sharedEngine, signal } from '../engines';
import { zip } from '../formats/made';

const engine = sharedEngine();

test('parts of one archive are told apart, and a column that is text in one of them is named', async () => {
  const members = [
    { name: 'a.csv', content: 'id,n\nx,1\ny,2\n' },
    { name: 'b.csv', content: 'id,n\nz,3\nw,about 4\n' },
  ];
  const opened = await openAll(await engine(), zip(members), 'both.zip', {}, 'part');
  const table = { of: opened.map((o) => o.name), file: 'file' };
  const made = await combine(signal, await engine(), opened, { tables: [table] }, 'both');
  expect((await rowsOf(await engine(), made)).map((row) => row.at(-1))).toEqual([
    'both.zip › a.csv',
    'both.zip › a.csv',
    'both.zip › b.csv',
    'both.zip › b.csv',
  ]);
  const facts = await Promise.all(opened.map(async (o) => lookAt(signal, await engine(), o)));
  expect(textColumns(facts, table)).toEqual([{ name: 'n', files: ['both.zip › b.csv'] }]);
});
