import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { events, Folder, ran, recipe } from './support';

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
  folder.write('events.csv', events);
});
afterAll(() => folder.remove());

interface Written {
  readonly figures: { readonly steps: readonly { readonly customers: number }[] };
  readonly receipt: { readonly asOf: number; readonly filter?: { readonly rows: number; readonly customers: number } };
}

async function steps(engine: string, changes: object): Promise<Written> {
  const path = folder.write('scope.json', recipe('events.csv', changes));
  const { code, err } = await ran('run', path, '--out', folder.at(engine), '--engine', engine, '--format', 'csv');
  expect(code, err).toBe(0);
  return JSON.parse(readFileSync(`${folder.at(engine)}/steps.json`, 'utf8')) as Written;
}

const buyers = { name: 'buyers "; drop', rule: { did: { events: ['transaction'] } } };

describe('a filter of a recipe', () => {
  test.each(['native', 'wasm'])('is obeyed by every analysis and told in the receipt (%s)', async (engine) => {
    const whole = await steps(engine, {});
    expect(whole.figures.steps[0]?.customers).toBe(3);
    expect(whole.receipt).not.toHaveProperty('filter');
    const left = await steps(engine, {
      segments: [buyers],
      filter: { to: '2024-02-01T00:00:00Z', customers: { not: { segment: buyers.name } } },
    });
    expect(left.figures.steps.map((s) => s.customers)).toEqual([2, 1, 0]);
    expect(left.receipt.filter).toMatchObject({ rows: 4, customers: 1 });
    // Results keep 12 digits: a moment is exact to 10 ms.
    expect(Math.abs(left.receipt.asOf - Date.parse('2024-02-01T00:00:00Z') + 1)).toBeLessThan(10);
  });

  test.each<[string, object, RegExp]>([
    ['that leaves nothing', { filter: { to: '2023-01-01T00:00:00Z' } }, /leaves nothing of “shop”/],
    [
      'of an unknown column',
      { filter: { where: [{ property: 'amonut', given: true }] } },
      /no column “amonut”.*“amount”/,
    ],
    [
      'of an unknown segment',
      { segments: [buyers], filter: { customers: { segment: 'buyers "; drup' } } },
      /no segment/,
    ],
    [
      'of an unknown event in a segment',
      { segments: [{ name: 'x', rule: { did: { events: ['transactions'] } } }] },
      /segment “x” cannot be made.*“transactions”.*“transaction”/,
    ],
  ])('%s ends the run with a sentence', async (_, changes, says) => {
    const path = folder.write('bad.json', recipe('events.csv', changes));
    const { code, err } = await ran('run', path, '--out', folder.at('bad'));
    expect(code).toBe(1);
    expect(err).toMatch(says);
  });
});
