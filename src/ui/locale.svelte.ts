import { Formatter } from '../core/format';
import type { Locale } from '../core/words';
import { preferredLocale } from './preferredLocale';
import { uiWords, type UiWords } from './words';

/** The reader's language, and the zone and currency of the open data; texts and formats follow from them. */
class LocaleState {
  #code = $state<Locale>('en');
  #zone = $state('UTC');
  #currency = $state<string | null>(null);
  readonly #format = $derived(new Formatter(this.#code, { zone: this.#zone, currency: this.#currency }));

  get code(): Locale {
    return this.#code;
  }
  get zone(): string {
    return this.#zone;
  }
  get currency(): string | null {
    return this.#currency;
  }
  /** Prints numbers, dates and money for this reader. */
  get format(): Formatter {
    return this.#format;
  }
  /** The design system's own texts. */
  get words(): UiWords {
    return uiWords[this.#code];
  }

  /** Sets the language; the page's `lang` follows, so that hyphenation and screen readers do too. */
  use(code: Locale): void {
    this.#code = code;
    document.documentElement.lang = code;
  }

  /** Zone (IANA) and currency (ISO 4217) of the data that is shown. */
  show(zone: string, currency: string | null): void {
    this.#zone = zone;
    this.#currency = currency;
  }
}

export { preferredLocale };
export const locale = new LocaleState();
