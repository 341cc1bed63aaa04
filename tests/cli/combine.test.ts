import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analysisSchemas } from '../../src/analyses';
import { parseRecipe, type Recipe } from '../../src/core/recipe';
import { combine } from '../../src/data/combine';
import type { Opened } from '../../src/data/open';
import { replay } from '../../src/state/combine-recipe';
import { Folder, ran } from './support';
import { openPath, sharedEngine, signal } from '../data/engines';

const engine = sharedEngine();
let folder: Folder;
beforeAll(() => {
  folder = new Folder();
  folder.write('people.csv', 'id,kind\n1,good\n2,god\n3,good\n');
  folder.write('months.csv', 'who,month,spent\n1,jan,5\n1,feb,7\n2,jan,1\n');
});
afterAll(() => folder.remove());

const plan = {
  tables: [
    { of: ['people'], merge: [{ column: 'kind', from: 'god', to: 'good' }], key: 'id' },
    {
      of: ['months'],
      key: 'who',
      pivot: { column: 'month', values: ['jan', 'feb'], cells: ['spent'], how: 'sum' as const },
    },
  ],
  drop: [{ columns: ['spent: jan'], is: 'empty' as const }],
  label: 'kind',
};

async function parts(): Promise<readonly Opened[]> {
  const db = await engine();
  return Promise.all(['people', 'months'].map((name) => openPath(db, folder.at(`${name}.csv`), name)));
}

describe('a combined table in a recipe', () => {
  test('the command line makes what the page makes: one fingerprint, one table, counts in the receipt', async () => {
    const made = await combine(signal, await engine(), await parts(), plan, 'all');
    const recipe = {
      vitrine: 1,
      sources: [
        { name: 'people', path: 'people.csv' },
        { name: 'months', path: 'months.csv' },
        { name: 'all', combine: plan },
      ],
      analyses: [],
    };
    const { code, err } = await ran(
      'run',
      folder.write('recipe.json', recipe),
      '--out',
      folder.at('out'),
      '--format',
      'csv',
    );
    expect(code, err).toBe(0);
    expect(readFileSync(folder.at('out/all.table.csv'), 'utf8').replaceAll('\r', '')).toBe(
      'id,kind,spent: jan,spent: feb\n1,good,5,7\n2,good,1,\n',
    );
    const receipt = JSON.parse(readFileSync(folder.at('out/all.table.json'), 'utf8')) as Record<string, unknown>;
    expect(receipt).toMatchObject({
      fingerprint: made.fingerprint,
      rows: 2,
      dropped: [1],
      plan,
      tables: [
        { rows: 3, merged: [1], matched: null },
        { rows: 3, shaped: 2, unused: 0, matched: 2 },
      ],
    });
  });

  test('dropped with its files it is made again, whatever the files are called in the page', async () => {
    const db = await engine();
    const recipe: Recipe = parseRecipe(
      {
        vitrine: 1,
        sources: [
          { name: 'people', path: 'x/people.csv' },
          { name: 'months', path: 'months.csv' },
          { name: 'all', combine: plan },
        ],
        analyses: [],
      },
      analysisSchemas,
    );
    const opened = await Promise.all(
      ['people', 'months'].map((name) => openPath(db, folder.at(`${name}.csv`), `${name}_2`)),
    );
    const adopted: Opened[] = [];
    const workspace = {
      tables: opened.map((o) => ({ opened: o })),
      query: db.query.bind(db),
      adopt: (_: AbortSignal, table: Opened) => Promise.resolve(void adopted.push(table)),
    };
    await replay(signal, workspace, recipe);
    expect(adopted.map((o) => [o.name, o.rows])).toEqual([['all', 2]]);
    await replay(signal, { ...workspace, tables: workspace.tables.slice(1) }, recipe);
    expect(adopted).toHaveLength(1);
  });

  test.each([
    ['a source that is not there', { tables: [{ of: ['peopel'], key: 'id' }] }, 'recipe.unknown-source', /people/],
    ['a table of a combined one', { tables: [{ of: ['all'], key: 'id' }] }, 'recipe.unknown-source', /sources\[2\]/],
    ['a key that lacks', { tables: [{ of: ['people'] }, { of: ['months'] }] }, 'recipe.invalid', /"key"/],
    [
      'pivot and group at once',
      {
        tables: [
          {
            of: ['people'],
            key: 'id',
            pivot: { column: 'a', values: ['b'], cells: ['c'], how: 'sum' },
            group: { columns: [{ how: 'count', as: 'n' }] },
          },
        ],
      },
      'recipe.invalid',
      /either "pivot" or "group"/,
    ],
    ['a misspelt key', { tables: [{ of: ['people'], mach: 'exact' }] }, 'recipe.unknown-key', /match/],
  ])('%s is told', (_, combined, code, says) => {
    const recipe = {
      vitrine: 1,
      sources: [
        { name: 'people', path: 'people.csv' },
        { name: 'months', path: 'months.csv' },
        { name: 'all', combine: combined },
      ],
      analyses: [],
    };
    expect(() => parseRecipe(recipe, analysisSchemas)).toThrow(expect.objectContaining({ code }) as Error);
    expect(() => parseRecipe(recipe, analysisSchemas)).toThrow(says);
  });
});
