import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gzippedWasm } from '../../tools/vite/gz';
import { onnxruntime } from '../../tools/vite/onnxruntime';
import { exportOnnx } from '../../src/learn/onnx/export/onnx';
import { fitPipeline } from '../../src/learn/pipeline/fit';
import { predictPipeline } from '../../src/learn/pipeline/predict';
import type { Spec } from '../../src/learn/pipeline/spec';
import { FOR_LINEAR, FOR_TREES } from '../../src/learn/preprocess/spec';
import { everyRow } from '../../src/learn/rows';
import type { Table, Task } from '../../src/learn/table';
import { hugeTensor } from '../learn/onnx/attacks';
import { difference } from '../learn/onnx/difference';
import { dataset, strangers } from '../learn/onnx/tables';
import { endlessLoop, graph, identity, model } from '../learn/models';
import { foreign, launch, openPage, type OpenPage } from './support/page';
import { startWorkerSite } from './support/worker-site';
import type { Site } from './support/site';

/** What the page's `score` answers. */
type Scored =
  | { readonly values: string; readonly ms: number }
  | { readonly code: string; readonly details: { readonly reason?: string }; readonly ms: number };

let browser: Browser;
let site: Site;
let open: OpenPage;

beforeAll(async () => {
  browser = await launch();
  site = await startWorkerSite('score-page', () => [onnxruntime(), gzippedWasm()]);
  open = await openPage(browser, site.url);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (values: Float64Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Rows for a model, a column per input. */
function flat(table: Table): unknown {
  return {
    rows: table.rows,
    inputs: table.columns.map((column) =>
      column.kind === 'number'
        ? { name: column.name, numbers: base64(bytesOf(column.values)) }
        : { name: column.name, texts: Array.from(column.codes, (code) => column.levels[code] ?? '') },
    ),
  };
}

async function score(worker: 'checked' | 'unchecked', bytes: Uint8Array, table: Table): Promise<Scored> {
  const given = JSON.stringify([worker, base64(bytes), flat(table)]);
  return open.page.evaluate<Scored>(`score(...${given})`);
}

function numbers(scored: Scored): Float64Array {
  if (!('values' in scored)) throw new Error(`${scored.code}: ${JSON.stringify(scored.details)}`);
  return new Float64Array(Uint8Array.from(Buffer.from(scored.values, 'base64')).buffer);
}

const linear: Spec = { kind: 'pipeline', preprocess: FOR_LINEAR, learner: { learner: 'logistic', C: 1 } };
const boosted: Spec = {
  kind: 'pipeline',
  preprocess: FOR_TREES,
  learner: { learner: 'boosting', rounds: 60, maxDepth: 4 },
};
const forest: Spec = {
  kind: 'pipeline',
  preprocess: FOR_TREES,
  learner: { learner: 'forest', trees: 30, maxDepth: 6 },
};
const folds = { by: 'random', folds: 3 } as const;
const pipelines: readonly (readonly [string, Spec, Task])[] = [
  ['a linear model', linear, 'binary'],
  ['a linear model of three classes', linear, 'multiclass'],
  ['a boosted model', boosted, 'binary'],
  ['a boosted model of numbers', boosted, 'regression'],
  ['a forest', forest, 'multiclass'],
  ['a stack', { kind: 'stack', bases: [linear, boosted], C: 1, folds }, 'binary'],
  ['a calibrated model', { kind: 'calibrated', by: 'isotonic', folds, of: boosted }, 'binary'],
];

describe('exported models in the worker in Chromium', () => {
  test.each(pipelines)('%s answers what our predictor does, to 1e-6', async (_name, spec, task) => {
    const fitted = fitPipeline(spec, dataset(task, 300, 5), everyRow(300), 5);
    const bytes = exportOnnx(fitted, { name: 'test' });
    const table = strangers(200, 5);
    const answer = numbers(await score('checked', bytes, table));
    const ours = predictPipeline(fitted, table);
    const same = task === 'binary' ? answer.filter((_, i) => i % 2 === 1) : answer;
    expect(difference(ours, same)).toBeLessThanOrEqual(1e-6);
  });
});

const nothing: Table = { rows: 1, columns: [] };

describe('behind the inspection', () => {
  test('an endless loop is ended by the watchdog, and the next score works', async () => {
    const looped = await score('unchecked', endlessLoop(), nothing);
    expect(looped).toMatchObject({ code: 'model.timeout' });
    expect(looped.ms).toBeGreaterThan(4000);
    expect([...numbers(await score('unchecked', model(graph([identity])), nothing))]).toEqual([0, 0]);
  });

  test.each([
    ['1.3 GB, past the cap', 10_240, /bad_alloc/],
    ['4 GB', 32_768, /./],
  ] as const)('a model that wants %s ends as an error, and the next score works', async (_size, rows, reason) => {
    expect(await score('unchecked', hugeTensor(rows), nothing)).toMatchObject({
      code: 'model.refused',
      details: { reason: expect.stringMatching(reason) as string },
    });
    expect([...numbers(await score('unchecked', model(graph([identity])), nothing))]).toEqual([0, 0]);
  });

  test('nothing left the page, nothing was blocked', async () => {
    expect(foreign(open, site.url)).toEqual([]);
    expect(await open.violations()).toEqual([]);
  });
});
