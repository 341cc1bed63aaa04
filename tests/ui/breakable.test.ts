import { expect, test } from 'vitest';
import { breakable } from '../../src/ui/breakable';

/** Runs as texts: a bar where a line may end, brackets around what stays on one line where it fits. */
const shown = (text: string): string =>
  breakable(text)
    .map(({ parts, whole }) => (whole ? `[${parts.join('|')}]` : parts.join('|')))
    .join('');

test('a long name is kept on a line, and broken after its underscores where it cannot be', () => {
  expect(shown('Customers with has_done_upselling = 1')).toBe('Customers with [has_|done_|upselling] = 1');
  expect(shown('минут, Средний_просмотр_категорий')).toBe('минут, [Средний_|просмотр_|категорий]');
});

test('short names and plain sentences are left as they are', () => {
  for (const text of ['spend_90_flag is told by recency', 'What sets those picked apart', 'a well-known one', ''])
    expect(shown(text)).toBe(text);
});

test('a shorthand is not broken at its hyphen', () => {
  expect(shown('Best: trees, with ROC-AUC 0.8')).toBe('Best: trees, with [ROC-AUC] 0.8');
});

test('no part of a name is shorter than four letters, and the parts are the text', () => {
  for (const text of ['n_of_visits_in_the_last_30_d', 'и количество_визитов_за_90_дней', '__proto____of_it_all__']) {
    const runs = breakable(text);
    expect(runs.flatMap((r) => r.parts).join('')).toBe(text);
    for (const { parts, whole } of runs)
      if (whole) for (const part of parts) expect(part.length).toBeGreaterThanOrEqual(4);
  }
});
