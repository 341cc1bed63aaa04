/** Bytes the database in a tab may hold, its `memory_limit`: the heap of 32-bit WebAssembly ends at 4 GiB. */
export const TAB_BYTES = 3_000_000_000;

/** Texts from this size on are read in pieces, each packed before the next: see docs/decisions/0036. */
export const PIECED_BYTES = 400_000_000;

/** More rows are sorted in parts of so many, one after the other: sorting takes as much memory as what is sorted. */
export const SORTED_ROWS = 6_000_000;
