import { describe, expect, test } from 'vitest';
import { VitrineError } from '../../../src/core/errors';
import { describeModel } from '../../../src/learn/onnx/describe';
import { withoutZipMap } from '../../../src/learn/onnx/rewrite';
import { sfc32 } from '../../../src/learn/random';
import { attacks, harmless } from './attacks';

/** Null when it is accepted. Any error but our own fails the test. */
function refusal(bytes: Uint8Array): VitrineError | null {
  try {
    describeModel('attack.onnx', bytes);
    withoutZipMap(bytes);
    return null;
  } catch (error) {
    if (error instanceof VitrineError && ['model.refused', 'model.not-onnx'].includes(error.code)) return error;
    throw error;
  }
}

describe('models that mean harm are refused before anything of them is loaded', () => {
  test.each(attacks)('%s', (_name, bytes, reason) => {
    const before = process.cpuUsage();
    expect(refusal(bytes)?.message).toMatch(reason);
    // Microseconds of work, not of waiting for a core.
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(2_000_000);
  });

  test.each([
    ...attacks.filter(([, bytes]) => bytes.length < 100_000).map(([n, b]) => [n, b] as const),
    ['a harmless model', harmless()] as const,
  ])('a hundred times damaged: %s', (_name, bytes) => {
    const random = sfc32(2026);
    for (let k = 0; k < 100; k++) {
      const damaged = Uint8Array.from(bytes);
      for (let n = 1 + random.below(3); n > 0; n--) damaged[random.below(damaged.length)] = random.below(256);
      // Accepted or refused: never anything else.
      refusal(k % 10 === 9 ? damaged.subarray(0, random.below(damaged.length)) : damaged);
    }
  });
});
