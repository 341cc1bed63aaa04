import { locales, type Locale } from '../core/words';

/** The first of a browser's languages (BCP 47 tags) that the page speaks; English when there is none. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const tag of languages) {
    const code = locales.find((l) => tag.toLowerCase().split('-')[0] === l);
    if (code !== undefined) return code;
  }
  return 'en';
}
