/** Places in the engine's worker scripts where a pointer becomes an index of 8-byte cells. */
export const SIGNED_INDEXES = { browser: 33, node: 11 } as const;

/**
 * Makes DuckDB-WASM's worker script read right beyond 2 GiB of heap: pointers are 32-bit and unsigned,
 * but the script indexes 8-byte cells with the signed shift `[(p >> 3) + n]`, which turns negative there
 * and reads silently nothing. Every such place becomes `>>>`.
 * @throws Error when the script does not hold the known number of places: then look at it anew
 */
export function unsignedIndexes(script: string, which: keyof typeof SIGNED_INDEXES): string {
  let places = 0;
  const mended = script.replace(/\[\((\w+)>>3\)\+(\d)\]/g, (_, pointer: string, cell: string) => {
    places += 1;
    return `[(${pointer}>>>3)+${cell}]`;
  });
  const expected = SIGNED_INDEXES[which];
  if (places !== expected) throw new Error(`${which} worker script: ${places} signed indexes, ${expected} expected`);
  return mended;
}
