import { locales, type Locale } from '../core/words';

export type Theme = 'system' | 'light' | 'dark';
const themes: readonly Theme[] = ['system', 'light', 'dark'];
const KEY = 'vitrine.preferences';

/**
 * Language and theme. Kept in this browser's localStorage: two words, no data. Where storage is denied
 * they last as long as the page.
 */
export class Preferences {
  #locale = $state<Locale>('en');
  #theme = $state<Theme>('system');
  readonly #storage: Storage | null;

  constructor(storage: Storage | null, languages: readonly string[]) {
    this.#storage = storage;
    const kept = read(storage);
    this.#locale = kept.locale ?? (languages.some((l) => l.toLowerCase().startsWith('ru')) ? 'ru' : 'en');
    this.#theme = kept.theme ?? 'system';
  }

  get locale(): Locale {
    return this.#locale;
  }

  set locale(locale: Locale) {
    this.#locale = locale;
    this.#keep();
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.#keep();
  }

  #keep(): void {
    this.#storage?.setItem(KEY, JSON.stringify({ locale: this.#locale, theme: this.#theme }));
  }
}

function read(storage: Storage | null): { locale?: Locale; theme?: Theme } {
  const text = storage?.getItem(KEY) ?? null;
  if (text === null) return {};
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    // Somebody else's or an old version's entry: the defaults are right, and the next change replaces it.
    return {};
  }
  if (typeof kept !== 'object' || kept === null) return {};
  const locale = locales.find((l) => 'locale' in kept && kept.locale === l);
  const theme = themes.find((t) => 'theme' in kept && kept.theme === t);
  return { ...(locale === undefined ? {} : { locale }), ...(theme === undefined ? {} : { theme }) };
}
