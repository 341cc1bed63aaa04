import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cell, type Frame } from '../../src/core/frame';
import { sha256 } from '../../src/engines/sha256';
import { exported } from '../../src/learn/jobs/export';
import type { Column } from '../../src/learn/table';
import { ident, join, raw, sql } from '../../src/sql/sql';
import { proposals } from '../../src/tasks/propose';
import { openPath, sharedEngine, signal } from '../data/engines';
import { feedByName, numbersOf } from '../learn/onnx/runtime';
import { nodeScorer } from '../learn/onnx/node-runtime';
import { sharedData } from '../support/shared';
import { Folder } from '../cli/support';
import { ready, trained } from './templates/train';

const engine = sharedEngine();
const python = '/usr/bin/python3';
const hasPython = spawnSync(python, ['-c', 'import numpy']).status === 0;

/** Stands in for onnxruntime, which is not on every machine: writes down what it is asked, and answers nothing. */
const STAND_IN = `
import json, math
import numpy as np

class InferenceSession:
    def __init__(self, path, providers):
        open(path, "rb").close()
    def run(self, outputs, feed):
        plain = {
            name: [None if isinstance(v, float) and math.isnan(v) else v for v in values.ravel().tolist()]
            for name, values in feed.items()
        }
        json.dump(plain, open("feed.json", "w"))
        n = len(next(iter(plain.values())))
        return [np.zeros(n, dtype=np.int64), np.zeros((n, 2), dtype=np.float32)]
`;

type Row = readonly (string | number | null)[];

/** The rows of a file as a text, most of them; what is missing is left empty. */
async function csvOf(path: string, rows: number): Promise<string> {
  const run = await engine();
  const { table, columns: all } = await openPath(run, path, 'whole');
  // Wide tables have more of the same.
  const columns = all.filter((c, i) => i < 24 || /upsell/.test(c.name));
  const texts = columns.map((c) => sql`CAST(${ident(c.name)} AS VARCHAR) AS ${ident(c.name)}`);
  const frame = await run.query(
    signal,
    sql`SELECT ${join(texts, ', ')} FROM ${ident(table)} ORDER BY rowid LIMIT ${raw(String(rows))}`,
  );
  await run.query(signal, sql`DROP TABLE ${ident(table)}`);
  const quoted = (text: unknown): string => `"${String(text ?? '').replaceAll('"', '""')}"`;
  return [columns.map((c) => quoted(c.name)), ...rowsOf(frame).map((row) => row.map(quoted))]
    .map((row) => `${row.join(',')}\n`)
    .join('');
}

const rowsOf = (frame: Frame): readonly Row[] =>
  Array.from({ length: frame.length }, (_, row) => frame.columns.map((c) => cell(c, row)));

/** What people's files hold: truth in words, days, blanks around and in place of values, a comma in a number. */
function awkward(): string {
  const lines = Array.from({ length: 240 }, (_, i) => {
    const plan = ['basic', ' basic ', 'family', ''][i % 4] ?? '';
    const spent = i % 9 === 0 ? ' ' : `${(i * 37) % 500},${i % 10}`;
    const since = i % 11 === 0 ? '' : `2024-0${1 + (i % 9)}-1${i % 10}`;
    const left = (i * 7) % 10 < (i % 2 === 0 ? 6 : 2) ? 'yes' : 'no';
    return `${i % 2 === 0 ? 'true' : 'false'};${plan};${spent};${since};${left}`;
  });
  return ['active;plan;spent;since;churn', ...lines, ''].join('\n');
}

describe.skipIf(!hasPython)('the Python program of a model gives it what Vitrine does', () => {
  test.each([
    ['telco', 'telco-churn/Telco-Customer-Churn.csv', 300],
    ['Magenta', 'magenta/test-data-v0-20.parquet', 1000],
    ['online shoppers', 'online-shoppers/online_shoppers_intention.csv', 1200],
    ['a file of blanks, days and commas', null, 0],
  ] as const)('%s', async (name, file, most) => {
    const path = file === null ? null : sharedData(file);
    if (file !== null && path === null) return;
    const text = path === null ? awkward() : await csvOf(path, most);
    const folder = new Folder();
    try {
      const rows = folder.write('rows.csv', text);
      const run = await engine();
      const main = await openPath(run, rows, 'rows');
      const [proposal] = await proposals(signal, run, { kind: 'table', main });
      const task = proposal?.task;
      if (task?.kind !== 'table') throw new Error(`${name} asks no question`);
      const made = await ready(run, { kind: 'table', main }, task);
      const { fitted } = await trained(made, 'logistic');
      const { onnx, python: program } = await exported(fitted, { name, threshold: 0.5 }, 'model.onnx', null, sha256);
      writeFileSync(folder.at('model.onnx'), onnx);
      folder.write('onnxruntime.py', STAND_IN);
      folder.write('score.py', program);
      const ran = spawnSync(python, ['score.py', 'rows.csv', 'scored.csv'], { cwd: folder.at('.'), encoding: 'utf8' });
      expect(ran.stderr).toBe('');
      expect(readFileSync(folder.at('scored.csv'), 'utf8').split('\n')[0]).toMatch(/label[,;]P\(/);

      // The same rows, whatever their order: float32 numbers and texts.
      const fed = JSON.parse(readFileSync(folder.at('feed.json'), 'utf8')) as Record<
        string,
        (string | number | null)[]
      >;
      const names = Object.keys(fed).sort();
      const scorer = nodeScorer();
      const description = await scorer.add('m', onnx);
      const columns = new Map(description.inputs.map((i) => [i.name, i.names[0] ?? i.name]));
      const theirs = (fed[names[0] ?? ''] ?? []).map((_, i) => names.map((n) => fed[n]?.[i] ?? null));
      const frame = await run.query(
        signal,
        sql`SELECT ${names.map((n) => ident(columns.get(n) ?? n))} FROM ${ident(made.prepared.table)} ORDER BY row_id`,
      );
      const own = rowsOf(frame).map((row) => row.map((v) => (typeof v === 'number' ? Math.fround(v) : (v ?? null))));
      const key = (row: Row): string => JSON.stringify(row.map((v) => v || (v === 0 ? 0 : null)));
      expect(theirs.map(key).sort()).toEqual(own.map(key).sort());

      // And so the same answers.
      const table: Column[] = names.map((n, k) => {
        const values = theirs.map((row) => row[k] ?? null);
        const as = columns.get(n) ?? n;
        if (description.inputs.find((i) => i.name === n)?.type !== 'string')
          return { name: as, kind: 'number', values: Float64Array.from(values, (v) => (v === null ? NaN : Number(v))) };
        const levels = [...new Set(values.map((v) => String(v ?? '')))];
        return {
          name: as,
          kind: 'category',
          codes: Int32Array.from(values, (v) => levels.indexOf(String(v ?? ''))),
          levels,
        };
      });
      const feed = feedByName(description, { rows: theirs.length, columns: table });
      const scored = numbersOf(await scorer.run('m', feed), true);
      const everyRow = Int32Array.from(own.keys());
      const { study } = made.opened;
      const expected = await study.run(signal, 'predict', { fitted, rows: everyRow, frame: null });
      const byKey = new Map(own.map((row, i) => [key(row), expected[i] ?? NaN]));
      const apart = theirs.map((row, i) => Math.abs((scored[i] ?? NaN) - (byKey.get(key(row)) ?? NaN)));
      expect(Math.max(...apart)).toBeLessThan(1e-5);
      study.close();
      await run.query(signal, sql`DROP TABLE ${ident(main.table)}`);
    } finally {
      folder.remove();
    }
  });
});
