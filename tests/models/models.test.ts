import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { train } from '../../models/train';
import { cards } from '../../src/analyses/score/cards';
import { taskNames } from '../../src/analyses/score/tasks';
import { NodeScorer } from '../../src/engines/native/scorer';
import { inspectOnnx } from '../../src/learn/onnx/inspect';
import { FEATURES_KEY, predict, type LogisticPipeline } from '../../src/learn/pipeline';
import { sfc32 } from '../../src/learn/random';

const signal = new AbortController().signal;
const file = (path: string): Buffer => readFileSync(new URL(`../../models/${path}`, import.meta.url));

describe.each(taskNames)('the model %s', (name) => {
  test('is rebuilt to the same bytes and the same card', { timeout: 180_000 }, async () => {
    const { model, card, pipeline } = await train(name);
    expect(createHash('sha256').update(model).digest('hex')).toBe(cards[name].sha256);
    expect(Buffer.from(model).equals(file(`${name}/model.onnx`))).toBe(true);
    expect(card).toEqual(cards[name]);
    await sameScores(pipeline);
  });

  /** onnxruntime-web against our own predictor, over and beyond the training ranges. */
  async function sameScores(pipeline: LogisticPipeline): Promise<void> {
    const random = sfc32(1);
    const rows = 20_000;
    const columns = cards[name].features.map(({ max }) =>
      Float64Array.from({ length: rows }, () => Math.floor(random.uniform() * 1.5 * (max + 1)) - 1),
    );
    let done = 0;
    const scores = await new NodeScorer().score(signal, name, columns, (share) => (done = share));
    expect(done).toBe(1);
    const worst = scores.reduce((most, s, i) => {
      const row = columns.map((c) => c[i] ?? NaN);
      return Math.max(most, Math.abs(s - predict(pipeline, row)));
    }, 0);
    expect(worst).toBeLessThan(1e-6);
  }

  test('names its features in the card’s order, and passes the reader', () => {
    const { metadata } = inspectOnnx(name, file(`${name}/model.onnx`));
    expect(JSON.parse(metadata.get(FEATURES_KEY) ?? '')).toEqual(cards[name].features.map((f) => f.name));
  });

  test('was tested later than it was trained, and beats the constant score', () => {
    const { training, test: later, days } = cards[name];
    const lastLabel = Date.parse(training.cutoffs.at(-1) ?? '') + days * 86_400_000;
    expect(lastLabel).toBeLessThanOrEqual(Date.parse(later.cutoffs[0] ?? ''));
    const { rocAuc, logLoss, brier } = later.metrics;
    expect(rocAuc.low).toBeGreaterThan(rocAuc.baseline + 0.2);
    expect(logLoss.high).toBeLessThan(logLoss.baseline);
    expect(brier.high).toBeLessThan(brier.baseline);
  });
});

test('a name that is no shipped model is not looked for on disk', async () => {
  await expect(new NodeScorer().score(signal, '../../etc', [])).rejects.toMatchObject({ code: 'data.missing' });
});
