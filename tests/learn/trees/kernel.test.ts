import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainKernel } from '../../../src/learn/kernel/plain';
import { wasmKernel } from '../../../src/learn/kernel/wasm';
import type { Kernel } from '../../../src/learn/kernel/kernel';
import { fitBoosting } from '../../../src/learn/trees/boosting';
import { fitForest } from '../../../src/learn/trees/forest';
import { bytesFile, bytesModule, compileKernel } from '../../../tools/vite/kernel';
import { hashOf, made } from './data';

test('the kernel in the repository is what its source compiles to', async () => {
  expect(readFileSync(bytesFile, 'utf8')).toBe(bytesModule(await compileKernel()));
});

function inWasm(bytes: number): Kernel {
  const kernel = wasmKernel(bytes);
  if (kernel === null) throw new Error('no WebAssembly here');
  return kernel;
}

describe('WebAssembly and TypeScript do the same bit for bit', () => {
  const room = 65_536;
  const at = { list: 0, splits: 64, best: 128, rows: 256, scratch: 1024, pairs: 2048, bins: 8192, a: 16384, b: 40960 };

  test('each function, on random rows, features and sums', () => {
    const sizes = { rows: fc.integer({ min: 1, max: 120 }), features: fc.integer({ min: 1, max: 6 }) };
    const input = fc.record({
      ...sizes,
      seed: fc.integer(),
      l2: fc.constantFrom(0, 1, 0.3),
      least: fc.constantFrom(1e-6, 0.5, 3),
    });
    const check = fc.property(input, ({ rows, features, seed, l2, least }) => {
      const answers = [plainKernel, inWasm].map((make) => {
        const kernel = make(room);
        const u8 = new Uint8Array(kernel.buffer);
        const i32 = new Int32Array(kernel.buffer);
        let state = seed;
        const next = (): number => (state = (Math.imul(1664525, state) + 1013904223) | 0) >>> 16;
        const listed = 1 + (next() % features);
        // The last features, so that the list is not the row.
        for (let k = 0; k < listed; k++) i32[at.list / 4 + k] = features - listed + k;
        i32.fill(next() % 12, at.splits / 4, at.splits / 4 + features);
        for (let i = 0; i < rows; i++) i32[at.rows / 4 + i] = rows - 1 - i;
        const pairs = new Float32Array(kernel.buffer, at.pairs, 2 * rows);
        for (let i = 0; i < rows; i++) pairs.set([next() / 32768 - 1, next() / 65536], 2 * i);
        for (let i = 0; i < rows * features; i++) u8[at.bins + i] = next() % 13;
        const half = rows >> 1;
        kernel.histogram(at.bins, features, at.rows, rows, at.pairs, at.a, at.list, listed);
        kernel.histogram(at.bins, features, at.rows, half, at.pairs, at.b, at.list, listed);
        kernel.subtract(at.a, at.b, at.list, listed);
        const sum = (lane: number): number => pairs.reduce((s, v, i) => (i % 2 === lane ? s + v : s), 0);
        kernel.scan(at.a, at.list, listed, at.splits, sum(0), sum(1), l2, least, at.best);
        const left = kernel.partition(at.rows, rows, at.scratch, at.bins, features, next() % 13, next() % 2);
        const used = Buffer.from(kernel.buffer, at.a, 2 * 4096 * 6).toString('base64');
        const { buffer } = kernel;
        return [left, ...new Float64Array(buffer, at.best, 6), ...new Int32Array(buffer, at.rows, rows), used];
      });
      expect(answers[0]).toEqual(answers[1]);
    });
    fc.assert(check, { seed: 1, numRuns: 100 });
  });

  const { x, y } = made('binary', 3000);
  const labels = Uint8Array.from(y);
  const classes = Int32Array.from(y, (v, i) => v + ((x.values[i * 10] ?? 0) > 0.5 ? 1 : 0));
  const multiclass = { task: 'multiclass', labels: classes, classes: ['a', 'b', 'c'] } as const;
  const options = { seed: 5, rounds: 12, subsample: 0.7, columns: 0.6 };
  test.each([
    ['boosting', (kernel: typeof inWasm) => fitBoosting(x, { task: 'binary', labels }, { ...options, kernel }).model],
    ['classes', (kernel: typeof inWasm) => fitBoosting(x, multiclass, { ...options, kernel }).model],
    [
      'leaf by leaf',
      (kernel: typeof inWasm) =>
        fitBoosting(x, { task: 'binary', labels }, { ...options, growth: 'leaf', maxLeaves: 20, maxDepth: 30, kernel })
          .model,
    ],
    [
      'a forest',
      (kernel: typeof inWasm) => fitForest(x, { task: 'binary', labels }, { seed: 5, trees: 8, kernel }).model,
    ],
    ['a forest of classes', (kernel: typeof inWasm) => fitForest(x, multiclass, { seed: 5, trees: 4, kernel }).model],
  ])('%s', (_name, fit) => expect(hashOf(fit(plainKernel))).toBe(hashOf(fit(inWasm))));

  test('a kernel whose memory was used before starts from zero', () => {
    const first = inWasm(100_000);
    new Uint8Array(first.buffer).fill(7);
    first.release();
    const second = inWasm(200_000);
    expect(new Uint8Array(second.buffer, 0, 200_000).every((b) => b === 0)).toBe(true);
  });
});
