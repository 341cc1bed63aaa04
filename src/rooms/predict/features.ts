import type { Locale } from '../../core/words';
import type { Prepared } from '../../tasks/prepared';
import { featureText as textOf, taskWords } from '../../tasks/words';
import type { FeatureGroup } from '../../tasks/spec';

/** What a person calls a feature, and the sentence that says what it is; null where its name is all that is known. */
export function featureText(
  prepared: Prepared | null,
  name: string,
  locale: Locale,
): { readonly label: string; readonly says: string | null } {
  const feature = prepared?.columns.features.find((f) => f.name === name);
  if (feature === undefined) return { label: name, says: null };
  const { title, about } = textOf(feature, locale);
  return { label: title, says: feature.group === 'column' ? null : about };
}

/** What a person calls a group of features. */
export function groupText(group: FeatureGroup, locale: Locale): string {
  return taskWords[locale].groups[group];
}
