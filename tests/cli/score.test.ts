import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { segmentPlace } from '../../src/analyses/lists';
import type { DataInfo } from '../../src/core/analysis';
import { texts } from '../../src/core/frame';
import type { ScoreRule } from '../../src/core/segment';
import { buildSpine } from '../../src/data/spine';
import { openSource } from '../../src/data/open';
import { materialise } from '../../src/data/segments';
import { NodeComputer } from '../../src/engines/native/computer';
import { NativeDuckDB, pathSource } from '../../src/engines/native/duckdb';
import { NodeLearner } from '../../src/engines/native/learner';
import { NodeScorer } from '../../src/engines/native/scorer';
import { sha256 } from '../../src/engines/sha256';
import { exportOnnx } from '../../src/learn/onnx/export/onnx';
import { ident, sql } from '../../src/sql/sql';
import { pipelineOf } from '../../src/state/predict/candidates';
import { scoredQuestion } from '../../src/tasks/scored/question';
import { scoreRule, type Picked } from '../../src/state/predict/scored-rule';
import { usualSettings } from '../../src/state/predict/settings';
import { openStudy } from '../../src/state/predict/study';
import { prepareTask } from '../../src/tasks/prepare';
import type { LogTask } from '../../src/tasks/spec';
import { scoredCustomers } from '../../src/tasks/scored/segment';
import { Folder, ran } from './support';

const signal = new AbortController().signal;
const day = (n: number): number => Date.UTC(2024, 0, 1) + n * 86_400_000;
const roles = { customer: 'who', time: 'at', amount: 'spent' };

/** Orders of 300 customers over a year, each with a pace of its own, by Lehmer's generator. */
function orders(): string {
  let state = 17;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  const rows: string[] = [];
  for (let who = 0; who < 300; who++) {
    const pace = 5 + 120 * next() ** 2;
    for (let at = 60 * next(); at < 365; at += pace * (0.5 + next()))
      rows.push(
        `c${who},${new Date(day(0) + Math.floor(at) * 86_400_000).toISOString()},${(5 + 40 * next()).toFixed(2)}`,
      );
  }
  return `who,at,spent\n${rows.join('\n')}\n`;
}

const task: LogTask = {
  kind: 'log',
  question: 'repurchase',
  window: 60,
  cutoffs: [day(180), day(240)],
  test: day(300),
  goal: null,
  activeWithin: null,
  groups: ['recency', 'frequency', 'money'],
  off: [],
  trusted: [],
};

let folder: Folder;
let native: NativeDuckDB;
let data: DataInfo;
let scores: Float64Array;
/** Customers, in the order of the scores. */
let names: readonly string[];
let model: { readonly sha256: string; readonly name: string };

beforeAll(async () => {
  folder = new Folder();
  const path = folder.write('orders.csv', orders());
  native = await NativeDuckDB.open();
  const opened = await openSource(signal, native, await pathSource(path), 'shop', () => undefined);
  const spine = await buildSpine(
    signal,
    native,
    opened,
    roles,
    { duplicates: false, zeroAmounts: false },
    () => undefined,
  );
  data = { spine, asOf: spine.to, zone: 'UTC', currency: null };
  // As the page does it: rows, a model, its scores of now, its file.
  const prepared = await prepareTask(signal, native, { kind: 'log', data }, task, { name: 'predict' });
  const { study, rows } = await openStudy(signal, native, new NodeLearner(), prepared);
  const spec = pipelineOf('boosting', usualSettings('binary', rows.train.length, true));
  const fitted = await study.run(signal, 'fit', { spec, rows: rows.train, seed: 1 });
  scores = await study.run(signal, 'predict', { fitted, rows: rows.current, frame: null });
  const frame = await native.query(
    signal,
    sql`SELECT c.name FROM ${ident(prepared.table)} AS p JOIN ${ident(spine.customersTable)} AS c ON c.id = p.customer
      WHERE p.part = 'current' ORDER BY p.row_id`,
  );
  names = texts(frame, 'name').map((n) => n ?? '');
  const bytes = exportOnnx(fitted, { name: 'buys again' });
  writeFileSync(folder.at('model.onnx'), bytes);
  model = { sha256: await sha256(bytes), name: 'buys again' };
});
afterAll(async () => {
  await native.close();
  folder.remove();
});

function ruleFor(picked: Picked): ScoreRule {
  const question = scoredQuestion(task);
  if (question === null) throw new Error('a question of a log');
  return scoreRule(question, model, scores, picked);
}

/** Customers that the tab's own answers put there, by name. */
const inTab = (passes: (score: number, place: number) => boolean): readonly string[] =>
  names.filter((_, i) => passes(scores[i] ?? NaN, i)).sort();

async function onCommandLine(rule: object, engine: string, ...more: readonly string[]): Promise<string> {
  const recipe = folder.write('recipe.json', {
    vitrine: 1,
    sources: [{ name: 'shop', path: 'orders.csv' }],
    roles: { shop: roles },
    segments: [{ name: 'likely', rule: { score: rule } }],
    filter: { customers: { segment: 'likely' } },
    analyses: [{ id: 'who', kind: 'rfm' }],
  });
  const out = folder.at(engine);
  const { code, err } = await ran('run', recipe, '--out', out, '--engine', engine, '--format', 'csv', ...more);
  expect(code, err).toBe(0);
  return readFileSync(`${out}/who.customers.csv`, 'utf8');
}

const listed = (csv: string): readonly string[] =>
  csv
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',')[0] ?? '')
    .sort();

describe('a segment of scores', () => {
  test('has on the command line, with --model, the customers that the tab listed, byte for byte with both engines', async () => {
    const half = [...scores].sort((a, b) => b - a)[100] ?? 0;
    // The limit is a score itself: the edge where rounding would tell.
    const rule = ruleFor({ from: half, to: null });
    const csv = await onCommandLine(rule, 'native', '--model', folder.at('model.onnx'));
    expect(listed(csv)).toEqual(inTab((score) => score >= half));
    expect(await onCommandLine(rule, 'wasm')).toBe(csv);
  }, 120_000);

  test('takes a band, and the highest of all with ties in the order of the data', async () => {
    const scorer = new NodeScorer();
    const bytes = Uint8Array.from(readFileSync(folder.at('model.onnx')));
    const models = { find: (key: string) => Promise.resolve(key === model.sha256 ? bytes : null) };
    const place = {
      ...segmentPlace({ engine: native, scorer, computer: new NodeComputer() }),
      score: (s: AbortSignal, d: DataInfo, r: ScoreRule, prefix: string) =>
        scoredCustomers(s, { engine: native, scorer, models }, d, r, prefix),
    };
    const tables = await materialise(signal, place, data, [
      { name: 'band', rule: { score: ruleFor({ from: 0.3, to: 0.7 }) } },
      { name: 'top', rule: { score: ruleFor({ top: 25 }) } },
      { name: 'neither', rule: { not: { any: [{ segment: 'band' }, { segment: 'top' }] } } },
    ]);
    const members = async (at: number): Promise<readonly string[]> => {
      const frame = await native.query(
        signal,
        sql`SELECT c.name FROM ${ident(tables[at]?.table ?? '')} AS s JOIN ${ident(data.spine.customersTable)} AS c ON c.id = s.customer`,
      );
      return texts(frame, 'name')
        .map((n) => n ?? '')
        .sort();
    };
    const band = inTab((s) => s >= 0.3 && s < 0.7);
    expect(await members(0)).toEqual(band);
    const best = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, 25);
    const top = inTab((_, i) => best.includes(i));
    expect(await members(1)).toEqual(top);
    expect(tables[2]?.customers).toBe(300 - new Set([...band, ...top]).size);
    // What it was made with is gone.
    const left = await native.query(
      signal,
      sql`SELECT table_name AS name FROM information_schema.tables WHERE contains(table_name, '_run')`,
    );
    expect(texts(left, 'name')).toEqual([]);
  });

  test('names the file that is missing, and is never taken for empty', async () => {
    const rule = { ...ruleFor({ top: 5 }), model: 'ab'.repeat(32) };
    const recipe = folder.write('missing.json', {
      vitrine: 1,
      sources: [{ name: 'shop', path: 'orders.csv' }],
      roles: { shop: roles },
      segments: [{ name: 'likely', rule: { score: rule } }],
      analyses: [{ id: 'who', kind: 'rfm' }],
    });
    const { code, err } = await ran('run', recipe, '--out', folder.at('missing'));
    expect(code).toBe(1);
    expect(err).toMatch(/segment “likely” cannot be made.*model “buys again” \(file checksum abababab…\).*--model/);
  });

  test.each([
    ['without a limit', { from: undefined }, /either "top", or "from" and "to"/],
    ['with both', { top: 3 }, /either "top", or "from" and "to"/],
    ['of no checksum', { model: 'model.onnx' }, /SHA-256/],
    ['of no question of a log', { task: { question: 'upsell' } }, /question, window, goal and activeWithin/],
  ])('%s is refused', async (_, change, says) => {
    const rule = { ...ruleFor({ from: 0.5, to: null }), ...change };
    const recipe = folder.write('bad.json', {
      vitrine: 1,
      sources: [{ name: 'shop', path: 'orders.csv' }],
      roles: { shop: roles },
      segments: [{ name: 'likely', rule: { score: rule } }],
      analyses: [],
    });
    const { code, err } = await ran('run', recipe, '--out', folder.at('bad'));
    expect(code).toBe(1);
    expect(err).toMatch(says);
  });
});
