import { expect, test } from 'vitest';
import { Checksum, seal, unseal } from '../../../src/data/kept';

const json = { files: [{ name: 'заказы "2026".csv', size: 12 }], at: 1 };

test('what was sealed is read back', async () => {
  expect(await unseal(await seal(json))).toEqual({ is: 'whole', json });
});

test('cut off at any byte it is torn, never whole', async () => {
  const whole = await seal(json);
  for (let length = 0; length < whole.length; length++) {
    expect(await unseal(whole.slice(0, length)), `${length} bytes`).toEqual({ is: 'torn' });
  }
});

test('with any byte changed it is torn, and so it is with one too many', async () => {
  const whole = await seal(json);
  for (let at = 0; at < whole.length; at++) {
    const changed = whole.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect((await unseal(changed)).is, `byte ${at}`).not.toBe('whole');
  }
  expect(await unseal(new Uint8Array([...whole, 32]))).toEqual({ is: 'torn' });
});

test('a newer version is told from a damaged one, and only when it is whole', async () => {
  const newer = await seal(json, 2);
  expect(await unseal(newer)).toEqual({ is: 'newer', format: 2 });
  expect(await unseal(newer.slice(0, -1))).toEqual({ is: 'torn' });
});

test('the checksum tells one byte in any piece, and the order of pieces', async () => {
  const sum = async (...pieces: readonly (readonly number[])[]): Promise<string> => {
    const checksum = new Checksum();
    for (const piece of pieces) await checksum.add(new Uint8Array(piece));
    return checksum.sum();
  };
  const usual = await sum([1, 2, 3], [4, 5]);
  expect(await sum([1, 2, 3], [4, 5])).toBe(usual);
  expect(new Set([usual, await sum([1, 2, 3], [4, 6]), await sum([4, 5], [1, 2, 3]), await sum([1, 2, 3])]).size).toBe(
    4,
  );
});
