import { expect, test } from 'vitest';
import { ownModel, readOwnModel } from '../../src/analyses/score/own-file';
import type { Segment } from '../../src/core/segment';
import type { ModelDescription } from '../../src/learn/onnx/describe';
import { DETAILS } from '../../src/learn/onnx/export/details';
import { modelFileName, modelsNeeded } from '../../src/state/segment-models';
import { questionIn } from '../../src/tasks/scored/question';

const digits = 'ab12'.repeat(16);

test('a model of one’s own is named by its file’s checksum, whatever the file is called', () => {
  for (const name of ['mine.onnx', 'a sha256:b.onnx', '']) {
    expect(readOwnModel(ownModel({ name, model: digits }))).toEqual({ name, model: digits });
  }
  expect(readOwnModel('propensity')).toBeNull();
  expect(readOwnModel('mine.onnx sha256:12')).toBeNull();
});

test('segments name the files they need: of scores, and of lists that a brought model answered', () => {
  const list = (model: string): Segment['rule'] => ({
    in: { kind: 'score', params: { task: 'propensity', model }, list: 'customers', where: [] },
  });
  const score = { model: 'cd'.repeat(32), name: 'buys again', task: {} };
  const segments: readonly Segment[] = [
    { name: 'a', rule: { all: [list(ownModel({ name: 'Mine.onnx', model: digits })), { not: { score } }] } },
    { name: 'b', rule: list(ownModel({ name: 'again.onnx', model: digits })) },
    { name: 'c', rule: list('propensity') },
  ];
  const needed = modelsNeeded(segments);
  expect(needed.map((m) => [m.model, m.name])).toEqual([
    [digits, 'Mine.onnx'],
    [score.model, 'buys again'],
  ]);
  expect(needed.map(modelFileName)).toEqual(['mine-ab12ab12.onnx', 'buys-again-cdcdcdcd.onnx']);
});

test('a file of ours says what it was trained for, where this log has all its features', () => {
  const question = { question: 'churn', window: 30, goal: null, activeWithin: 90 };
  const file = (said: string | null, names: readonly (string | null)[]): ModelDescription => ({
    producer: 'vitrine',
    inputs: names.map((n) => ({ name: n ?? 'x', type: 'float', rank: 2, rows: null, columns: 1, names: [n] })),
    outputs: { is: 'number', value: 'y' },
    metadata: said === null ? [] : [[DETAILS.question, said]],
    rowsAtOnce: 1000,
  });
  const known = new Set(['days_since_purchase', 'spend_all']);
  expect(questionIn(file(JSON.stringify(question), ['spend_all']), known)).toEqual(question);
  expect(questionIn(file(JSON.stringify(question), ['spend_all', 'age']), known)).toBeNull();
  expect(questionIn(file(JSON.stringify(question), [null]), known)).toBeNull();
  expect(questionIn(file('{', ['spend_all']), known)).toBeNull();
  expect(questionIn(file(JSON.stringify({ question: 'upsell' }), ['spend_all']), known)).toBeNull();
  expect(questionIn(file(null, ['spend_all']), known)).toBeNull();
});
