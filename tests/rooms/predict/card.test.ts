import { expect, test } from 'vitest';
import { Formatter } from '../../../src/core/format';
import { locales } from '../../../src/core/words';
import { cardOf } from '../../../src/rooms/predict/models/card';
import { CONSTANT } from '../../../src/state/predict/candidates';
import type { KeptModel } from '../../../src/state/predict/record';

const kept: KeptModel = {
  format: 1,
  id: 'a',
  name: 'logistic',
  title: 'Who will buy again',
  version: 2,
  keptAt: Date.UTC(2026, 0, 2),
  source: { file: 'orders.csv', fingerprint: 'f00d' },
  task: {
    kind: 'log',
    question: 'repurchase',
    window: 90,
    goal: null,
    activeWithin: null,
    cutoffs: [Date.UTC(2025, 0, 1), Date.UTC(2025, 3, 1)],
    test: Date.UTC(2025, 6, 1),
    groups: ['recency'],
    off: [],
    trusted: [],
  },
  spec: CONSTANT,
  fitted: '',
  threshold: 0.42,
  cut: { threshold: 0.42, rule: 'profit', costs: { gain: 10, cost: 1 }, capacity: 0.2 },
  seconds: 3,
  cv: { metric: 'roc-auc', scores: [0.78, 0.8], mean: 0.79, sd: 0.0141 },
  test: { value: 0.81, low: 0.79, high: 0.83, baseline: 0.5, rows: 1000 },
  rows: 12_000,
  inputs: ['days_since_purchase', 'purchases_90'],
  onnx: { sha256: 'c0ffee', bytes: new Uint8Array() },
};
const said = (model: KeptModel): string =>
  cardOf(model, new Formatter('en'))
    .map(({ name, says, code }) => [name, says, code].filter((part) => part !== undefined && part !== '').join(': '))
    .join('\n')
    .replaceAll('\u00a0', ' ');

test('the card of a kept model tells what it answers, learnt from and reads, how it did and whom it picks', () => {
  expect(said(kept)).toBe(
    [
      'Question: Who will buy again? Within 90 days',
      'Training: learnt from 12,000 rows of orders.csv, at 1 Jan 2025 and 1 Apr 2025',
      'In cross-validation: ROC-AUC 0.790 ± 0.014',
      'On rows never seen: ROC-AUC 0.810 (0.790–0.830), no model 0.500',
      'Picked from: 42.0 % (Money)',
      'Reads: 2 columns: days_since_purchase, purchases_90',
      'Fingerprint of the data: orders.csv: f00d',
      'Checksum of its file: c0ffee',
    ].join('\n'),
  );
});

test('what is not known of it is left out, in every language', () => {
  const bare = { ...kept, cv: null, test: null, cut: null, onnx: null };
  expect(said(bare)).toContain('Picked from: 42.0 %\n');
  for (const locale of locales) {
    const lines = cardOf(bare, new Formatter(locale));
    expect(lines).toHaveLength(5);
    for (const { says } of lines) expect(says).not.toMatch(/undefined|null|NaN/);
  }
});
