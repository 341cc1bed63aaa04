import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Matrix } from '../../../src/learn/matrix';
import type { Tree, TreeModel } from '../../../src/learn/model';
import { addTree, marginTrees } from '../../../src/learn/trees/predict';

/** Float32 numbers in rising order, next to one another and at both ends; thresholds are some of them. */
const tiny = 2 ** -149;
const numbers = [-3.4028234663852886e38, -1, -1 - 2 ** -23, -tiny, -0, 0, tiny, 1, 1 + 2 ** -23, 3.4028234663852886e38];
const values = fc.constantFrom(...numbers, NaN, Infinity, -Infinity, 0.1, 1e300);

/** A tree grown by splitting leaves: each choice says which leaf, and how. */
const trees = fc
  .array(
    fc.record({
      leaf: fc.nat(100),
      feature: fc.nat(2),
      threshold: fc.constantFrom(...numbers),
      missingLeft: fc.nat(1),
    }),
    { maxLength: 20 },
  )
  .map((splits): Tree => {
    const feature = [-1];
    const [threshold, missingLeft, left, right] = [[0], [0], [0], [0]];
    for (const s of splits) {
      const leaves = Array.from(feature.keys()).filter((n) => (feature[n] ?? 0) < 0);
      const node = leaves[s.leaf % leaves.length] ?? 0;
      feature[node] = s.feature;
      threshold[node] = s.threshold;
      missingLeft[node] = s.missingLeft;
      left[node] = feature.length;
      right[node] = feature.length + 1;
      for (const list of [threshold, missingLeft, left, right]) list.push(0, 0);
      feature.push(-1, -1);
    }
    return {
      feature: Int32Array.from(feature),
      threshold: Float64Array.from(threshold),
      missingLeft: Uint8Array.from(missingLeft),
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      value: Float64Array.from(feature, (_, n) => n + 1),
      cover: new Float64Array(feature.length).fill(1),
      gain: new Float64Array(feature.length),
    };
  });

test('every row ends at the leaf that a plain walk leads to: thresholds met, missing, signed zeros, beyond float32', () => {
  fc.assert(
    fc.property(
      fc.array(trees, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(values, values, values), { minLength: 1, maxLength: 9 }),
      (all, rows) => {
        const x: Matrix = { rows: rows.length, columns: 3, values: Float64Array.from(rows.flat()) };
        const model: TreeModel = {
          kind: 'trees',
          task: 'regression',
          link: 'identity',
          features: 3,
          base: Float64Array.of(0.5),
          trees: all,
          outputs: new Int32Array(all.length),
        };
        const wanted = new Float64Array(rows.length).fill(0.5);
        for (const tree of all) addTree(tree, x, null, wanted, 0, 1);
        expect(marginTrees(model, x)).toEqual(wanted);
      },
    ),
    { numRuns: 500 },
  );
});
