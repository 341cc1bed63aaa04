import { expect, test } from 'vitest';
import { Turns } from '../../src/engines/turns';

const never = new AbortController().signal;

test('so much runs at a time, what asks again before what waits behind it, and what is given up is not begun', async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  let [running, most] = [0, 0];
  const work = (name: string) => async (): Promise<void> => {
    order.push(name);
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running--;
  };
  const given = new AbortController();
  const first = turns.take(never, 0, work('a1')).then(() => turns.take(never, 0, work('a2')));
  const rest = [turns.take(never, 0, work('a3')), turns.take(never, 1, work('b1')), turns.take(never, 1, work('b2'))];
  const left = turns.take(given.signal, 0, work('never'));
  given.abort();
  await expect(left).rejects.toMatchObject({ code: 'cancelled' });
  await Promise.all([first, ...rest]);
  expect(order).toEqual(['a1', 'a3', 'a2', 'b1', 'b2']);
  expect(most).toBe(2);
});

test('work that fails frees its turn', async () => {
  const turns = new Turns(1);
  await expect(turns.take(never, 0, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await turns.take(never, 0, () => Promise.resolve(7))).toBe(7);
});
