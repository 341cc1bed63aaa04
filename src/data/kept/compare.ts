/** How the columns of another file of the same name stand to those before. */
export interface Compared {
  /** Columns that are not there any more, and those that are new, in their order. */
  readonly lacks: readonly string[];
  readonly more: readonly string[];
  /** Bytes more than before; negative for fewer. */
  readonly larger: number;
}

/** Compares two files by the names of their columns and their sizes. */
export function compareFiles(
  before: { readonly columns: readonly string[]; readonly size: number },
  now: { readonly columns: readonly string[]; readonly size: number },
): Compared {
  return {
    lacks: before.columns.filter((c) => !now.columns.includes(c)),
    more: now.columns.filter((c) => !before.columns.includes(c)),
    larger: now.size - before.size,
  };
}
