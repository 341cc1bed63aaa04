import { describe, expect, test } from 'vitest';
import { Preferences } from '../../src/state/preferences.svelte';

/** A Storage over a map. */
function storage(entries: Record<string, string> = {}): Storage {
  const map = new Map(Object.entries(entries));
  return {
    get length() {
      return map.size;
    },
    clear: () => map.clear(),
    getItem: (k) => map.get(k) ?? null,
    key: (i) => [...map.keys()][i] ?? null,
    removeItem: (k) => void map.delete(k),
    setItem: (k, v) => void map.set(k, v),
  };
}

describe('preferences', () => {
  test('follow the browser until something is chosen', () => {
    expect(new Preferences(storage(), ['ru-RU', 'en']).locale).toBe('ru');
    expect(new Preferences(storage(), ['fr']).locale).toBe('en');
  });

  test('are kept, and read again', () => {
    const kept = storage();
    const first = new Preferences(kept, ['en']);
    first.locale = 'ru';
    first.theme = 'dark';
    const second = new Preferences(kept, ['en']);
    expect([second.locale, second.theme]).toEqual(['ru', 'dark']);
  });

  test('do not stumble over what somebody else left there, or over no storage at all', () => {
    expect(new Preferences(storage({ 'vitrine.preferences': '{"locale":"xx","theme":7' }), ['en']).locale).toBe('en');
    expect(new Preferences(storage({ 'vitrine.preferences': '{"locale":"xx","theme":7}' }), ['en']).theme).toBe(
      'system',
    );
    const none = new Preferences(null, ['en']);
    none.theme = 'light';
    expect(none.theme).toBe('light');
  });
});
