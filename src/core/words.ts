/** Languages the page speaks. Add one by adding it here: the compiler then lists every missing text. */
export const locales = ['en', 'ru'] as const;
export type Locale = (typeof locales)[number];

/** A message catalogue: the same shape in every language. Each folder keeps its own in `words.ts`. */
export type Catalogue<T> = Readonly<Record<Locale, T>>;

/** The BCP 47 tag used with `Intl` for a language of the page. */
export const intlTag: Readonly<Record<Locale, string>> = { en: 'en-GB', ru: 'ru-RU' };

const rules: Readonly<Record<Locale, Intl.PluralRules>> = {
  en: new Intl.PluralRules(intlTag.en),
  ru: new Intl.PluralRules(intlTag.ru),
};

/**
 * The form of a word that goes with a count. English needs `one` and `other`; Russian `one`, `few`,
 * `many` (`other` is for fractions). A missing form falls to `other`.
 */
export function plural(
  locale: Locale,
  count: number,
  forms: { readonly one: string; readonly few?: string; readonly many?: string; readonly other: string },
): string {
  const rule = rules[locale].select(count);
  if (rule === 'one') return forms.one;
  if (rule === 'few') return forms.few ?? forms.other;
  if (rule === 'many') return forms.many ?? forms.other;
  return forms.other;
}
