import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sharedData } from '../support/shared';
import { events, Folder, ran, recipe } from './support';

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => folder.remove());

/** Runs a recipe with both engines; answers the JSON files of each by name. */
async function both(path: string): Promise<readonly (readonly [name: string, text: string])[][]> {
  const results: (readonly [string, string])[][] = [];
  for (const engine of ['native', 'wasm']) {
    const out = folder.at(`${engine}-${basename(path)}`);
    const { code, err } = await ran('run', path, '--out', out, '--engine', engine, '--format', 'csv');
    expect(code, err).toBe(0);
    const files = readdirSync(out).sort();
    results.push(files.map((name) => [name, readFileSync(`${out}/${name}`, 'utf8')]));
  }
  return results;
}

const retailRocket = sharedData('retailrocket/sample_events.csv');

describe('a recipe', () => {
  test.skipIf(retailRocket === null)('RetailRocket sample: both engines write the same bytes', async () => {
    const path = folder.write('retailrocket.json', {
      vitrine: 1,
      sources: [{ name: 'shop', path: retailRocket }],
      analyses: [
        { id: 'metrics', kind: 'overview' },
        { id: 'steps', kind: 'funnel' },
        { id: 'segments', kind: 'rfm' },
      ],
    });
    const [native = [], wasm = []] = await both(path);
    expect(native.map(([name]) => name)).toEqual(
      expect.arrayContaining(['metrics.json', 'segments.json', 'steps.json']),
    );
    expect(wasm).toEqual(native);
  });

  test('the shop sample, scored by the shipped model: both engines write the same bytes', async () => {
    const kinds = ['overview', 'funnel', 'rfm', 'score'];
    const path = folder.write('shop.json', {
      vitrine: 1,
      sources: [{ name: 'shop', demo: 'shop' }],
      analyses: kinds.map((kind) => ({ id: `shop-${kind}`, kind })),
    });
    const [native = [], wasm = []] = await both(path);
    expect(native.map(([name]) => name)).toContain('shop-score.customers.csv');
    expect(wasm).toEqual(native);
  });

  test('a file with a quote in its name, beside the recipe, gives the same with both engines', async () => {
    folder.write("customer's.csv", events);
    const path = folder.write('small.json', recipe("customer's.csv"));
    const [native = [], wasm = []] = await both(path);
    expect(wasm).toEqual(native);
  });

  test('lists are written as Parquet unless asked otherwise, and their names are printed', async () => {
    const path = folder.write('parquet.json', recipe(folder.write('shop.csv', events)));
    const { code, out, err } = await ran('run', path, '--out', folder.at('parquet-out'));
    expect([code, err]).toEqual([0, expect.stringContaining('computing steps')]);
    const files = out.trim().split('\n');
    expect(files.at(-1)).toBe(folder.at('parquet-out/steps.json'));
    for (const file of files.filter((f) => f.endsWith('.parquet'))) {
      expect(readFileSync(file).subarray(0, 4).toString()).toBe('PAR1');
    }
    expect(files.some((f) => f.endsWith('.parquet'))).toBe(true);
  });

  test('an analysis without a source takes the first that serves it', async () => {
    const path = folder.write(
      'two.json',
      recipe('', {
        sources: [
          { name: 'people', path: folder.write('people.csv', 'name,city\nAnn,Riga\nBob,Oslo\n') },
          { name: 'shop', path: folder.write('shop.csv', events) },
        ],
      }),
    );
    const { code, err } = await ran('run', path, '--out', folder.at('two-out'));
    expect(code, err).toBe(0);
    const result = JSON.parse(readFileSync(folder.at('two-out/steps.json'), 'utf8')) as {
      receipt: { source: { name: string } };
    };
    expect(result.receipt.source.name).toBe('shop');
  });
});

describe('what cannot be run ends with 1 and one clear line', () => {
  const shop = (): string => folder.write('shop.csv', events);
  test.each<[what: string, make: () => string, said: RegExp]>([
    ['a recipe that is not there', () => folder.at('none.json'), /none\.json is not there\./],
    ['a recipe that is a folder', () => folder.path, /is not there\./],
    ['a recipe that is not JSON', () => folder.write('a.json', '{ "vitrine": 1, }'), /The recipe is not valid JSON/],
    [
      'a recipe of another version',
      () => folder.write('a.json', recipe(shop(), { vitrine: 2 })),
      /has 2 at vitrine, where 1 is/,
    ],
    [
      'an unknown key',
      () => folder.write('a.json', recipe(shop(), { zoen: 'UTC' })),
      /unknown key “zoen” .* Did you mean “zone”\?/,
    ],
    [
      'an unknown kind',
      () => folder.write('a.json', recipe(shop(), { analyses: [{ id: 'x', kind: 'funel' }] })),
      /"funel" at analyses\[0\]\.kind.* Did you mean “funnel”\?/,
    ],
    [
      'an unknown source',
      () => folder.write('a.json', recipe(shop(), { analyses: [{ id: 'x', kind: 'rfm', source: 'shpo' }] })),
      /source “shpo” at analyses\[0\]\.source .* Did you mean “shop”\?/,
    ],
    ['a source that is not there', () => folder.write('a.json', recipe('none.csv')), /none\.csv is not there\./],
    ['an empty file', () => folder.write('a.json', recipe(folder.write('empty.csv', ''))), /“empty\.csv” is empty\./],
    [
      'a file with a header only',
      () => folder.write('a.json', recipe(folder.write('header.csv', 'visitor,at,what\n'))),
      /“header\.csv” has column names but no rows\./,
    ],
    [
      'a binary file named .csv',
      () => folder.write('a.json', recipe(folder.write('binary.csv', '\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0'))),
      /“binary\.csv” is not a text table/,
    ],
    [
      'a cut Parquet file',
      () => folder.write('a.json', recipe(folder.write('cut.parquet', 'PAR1 and then nothing more'))),
      /“cut\.parquet” is not a whole Parquet file/,
    ],
    [
      'a column that is not there',
      () => folder.write('a.json', recipe(shop(), { roles: { shop: { customer: 'vistor', time: 'at' } } })),
      /“shop” has no column “vistor” for the role customer\. Did you mean “visitor”\?/,
    ],
    [
      'a role that is not given',
      () => folder.write('a.json', recipe(shop(), { roles: { shop: { customer: 'visitor' } } })),
      /not known which column of “shop” holds: time/,
    ],
  ])('%s', async (_what, make, said) => {
    const { code, out, err } = await ran('run', make(), '--out', folder.at('failed'));
    expect([code, out]).toEqual([1, '']);
    const lines = err.trim().split('\n');
    expect(lines.at(-1)).toMatch(said);
    expect(lines.at(-1)).toMatch(/^vitrine: /);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test('an out that is a file', async () => {
    const path = folder.write('a.json', recipe(shop()));
    const { code, err } = await ran('run', path, '--out', path);
    expect([code, err]).toEqual([1, expect.stringMatching(/^vitrine: .*a\.json.*\n$/)]);
  });
});
