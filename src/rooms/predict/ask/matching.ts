/** Values that hold what was typed, whatever its capitals and accents; those that begin with it first, else their own order. */
export function matching<V extends { readonly value: string }>(values: readonly V[], typed: string): readonly V[] {
  const wanted = plain(typed.trim());
  if (wanted === '') return values;
  const place = values.map((v) => plain(v.value).indexOf(wanted));
  const at = (found: (place: number) => boolean): V[] => values.filter((_, i) => found(place[i] ?? -1));
  return [...at((p) => p === 0), ...at((p) => p > 0)];
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
