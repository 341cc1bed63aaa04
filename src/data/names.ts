/**
 * Names of columns from a header: trimmed, NUL taken out, empty ones called `column3` by their place, and
 * made unique (`name`, `name_2`) without regard to case, as DuckDB compares them.
 * @param count how many columns the rows have; a longer header is cut, a shorter one is filled up
 */
export function columnNames(header: readonly string[], count: number): readonly string[] {
  const taken = new Set<string>();
  const given = Array.from({ length: count }, (_, i) => (header[i] ?? '').replaceAll('\0', '').trim());
  const wanted = new Set(given.map((name) => name.toLowerCase()));
  return given.map((name, i) => {
    const base = name === '' ? `column${i + 1}` : name;
    let unique = base;
    for (let n = 2; taken.has(unique.toLowerCase()) || (unique !== name && wanted.has(unique.toLowerCase())); n++) {
      unique = `${base}_${n}`;
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** What a person knows a table by: its file, and the part of it where the file holds several. */
export function knownAs({
  file,
  read,
}: {
  readonly file: string;
  readonly read?: { readonly part?: string | null | undefined } | undefined;
}): string {
  const part = read?.part ?? null;
  return part === null ? file : `${file} › ${part}`;
}
