import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeError, VitrineError } from '../../../src/core/errors';
import { refusalInRussian } from '../../../src/core/errors.reasons';
import { describeModel } from '../../../src/learn/onnx/describe';
import { attacks } from './attacks';

const folder = new URL('../../../src/learn/onnx/', import.meta.url);

test('attacks are refused in Russian without a word of English around their names', () => {
  for (const [name, bytes] of attacks) {
    const error = failure(() => describeModel('модель.onnx', bytes));
    const { sentence } = describeError(error, 'ru');
    expect(sentence, name).not.toMatch(/\b(its?|the|which|more than|values|of)\b/);
  }
});

// Every template that ends in a refusal is found in the sources, so that a new one without its Russian fails.
test('every reason in the sources of learn/onnx has its Russian', () => {
  const literal =
    /(?:return|refuse\(|refused\(name,|MalformedMessage\()\s*(['`])((?:it|its|the|a|has|how|none|two|field|wire|“).*?)\1[;),]/g;
  const found = readdirSync(folder).flatMap((file) =>
    file.endsWith('.ts')
      ? [...readFileSync(new URL(file, folder), 'utf8').matchAll(literal)].map((m) => m[2] ?? '')
      : [],
  );
  expect(found.length).toBeGreaterThan(40);
  for (const reason of found) {
    // The faults of trees are put together: the operator, then what is wrong with it.
    if (reason === 'its ${node.op} ${trees}') continue;
    const filled = reason.replace(/^has /, 'its TreeEnsemble has ').replaceAll(/\$\{[^}]*\}/g, '7');
    expect(refusalInRussian(filled), reason).not.toBe(filled);
  }
});

test('names keep their signs, and a reason of the runtime stands as it is', () => {
  expect(refusalInRussian('its input “$& price” is given nothing')).toBe('её входу «$& price» ничего не дано');
  expect(refusalInRussian('std::bad_alloc')).toBe('std::bad_alloc');
});

function failure(work: () => unknown): VitrineError {
  try {
    work();
  } catch (error) {
    if (error instanceof VitrineError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
