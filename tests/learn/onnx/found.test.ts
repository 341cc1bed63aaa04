import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packError } from '../../../src/core/errors';
import type { ModelDescription } from '../../../src/learn/onnx/describe';
import type { Feed, Prediction } from '../../../src/learn/onnx/feed';
import { sfc32 } from '../../../src/learn/random';
import type { Column } from '../../../src/learn/table';
import { sharedData } from '../../support/shared';
import { nodeScorer } from './node-runtime';
import { readNpz } from './npz';
import { webScorer } from './runtime';

const folder = sharedData('onnx-models');
const models =
  folder === null
    ? []
    : readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.onnx'))
        .sort();

/** What is refused, and why; everything else loads. */
const refusals: Readonly<Record<string, string>> = {
  'knn_iris.onnx': 'it has a Scan, which may never end',
  'example_float16.onnx': 'its input “InputA” takes float16',
  'example_0_dim_output.onnx': 'how much its operator Expand makes is only known when it runs',
  'example_strings.onnx': 'its operator StringNormalizer is not allowed',
};

/** Numbers for every input, as many columns as it takes; text where it takes text. */
function randomFeed({ inputs }: ModelDescription, rows: number): Feed {
  const random = sfc32(7);
  const column = (name: string, text: boolean): Column =>
    text
      ? {
          name,
          kind: 'category',
          codes: Int32Array.from({ length: rows }, () => random.below(3) - 1),
          levels: ['a', 'S'],
        }
      : {
          name,
          kind: 'number',
          values: Float64Array.from({ length: rows }, () => Math.round(random.uniform() * 80) / 10),
        };
  return {
    rows,
    inputs: inputs.map(({ name, type, columns }) => ({
      name,
      columns: Array.from({ length: columns ?? 4 }, (_, j) => column(`${name}${j}`, type === 'string')),
    })),
  };
}

/** All numbers of a prediction, to compare. */
function flat(prediction: Prediction): readonly number[] {
  if (prediction.is === 'number') return [...prediction.values];
  return [...(prediction.probabilities ?? []), ...(prediction.labels ?? [])];
}

describe.skipIf(folder === null)('models that others made', () => {
  test.each(models)('%s', async (name) => {
    const path = join(folder ?? '', name);
    const bytes = readFileSync(path);
    const [web, node] = [webScorer(), nodeScorer()];
    const refusal = refusals[basename(name)];
    if (refusal !== undefined) {
      const error: unknown = await web.add(name, bytes).catch((e: unknown) => e);
      expect(packError(error)).toMatchObject({ code: 'model.refused', details: { reason: refusal } });
      return;
    }
    const description = await web.add(name, bytes);
    await node.add(name, bytes);
    const feed = randomFeed(description, 50);
    const [a, b] = [await web.run(name, feed), await node.run(name, feed)];
    const numbers = flat(a);
    expect(numbers.length).toBeGreaterThan(0);
    flat(b).forEach((value, i) => expect(numbers[i]).toBeCloseTo(value, 5));
    if (a.is === 'classes' && a.labels !== null) expect(a.labels.every((l) => l >= 0)).toBe(true);
    const recorded = join(dirname(path), 'io.npz');
    if (!existsSync(recorded)) return;
    const arrays = readNpz(readFileSync(recorded));
    const prediction = await web.run(name, recordedFeed(description, arrays.get('input')?.values ?? []));
    const expected = arrays.get('probabilities') ?? arrays.get('variable');
    if (expected === undefined) throw new Error(`${relative(folder ?? '', recorded)} has no known output`);
    const found = prediction.is === 'number' ? prediction.values : (prediction.probabilities ?? []);
    expected.values.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 5));
  });

  test('an iris of the first kind is told by all that know irises', async () => {
    const flower = [5.1, 3.5, 1.4, 0.2];
    for (const name of ['iris/logreg_iris.onnx', 'iris/rf_iris.onnx', 'onnxruntime_go/sklearn_randomforest.onnx']) {
      const web = webScorer();
      const description = await web.add(name, readFileSync(join(folder ?? '', name)));
      expect(description.outputs).toMatchObject({ is: 'classes', classes: ['0', '1', '2'] });
      const prediction = await web.run(name, recordedFeed(description, flower));
      expect(prediction).toMatchObject({ areProbabilities: true, labels: Int32Array.of(0) });
    }
  });
});

/** One row of one table. */
function recordedFeed({ inputs }: ModelDescription, row: readonly number[]): Feed {
  const columns = row.map((value, j): Column => ({ name: `f${j}`, kind: 'number', values: Float64Array.of(value) }));
  return { rows: 1, inputs: inputs.map(({ name }) => ({ name, columns })) };
}
