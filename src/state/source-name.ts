/** How a recipe calls a file: its name without the ending, in letters that need no quoting in SQL. */
export function sourceName(file: string): string {
  const word = file
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return word === '' ? 'file' : word;
}

/** The name of a file as {@link sourceName} makes it, with a number where others have it. */
export function freeName(file: string, taken: readonly string[]): string {
  const word = sourceName(file);
  let free = word;
  for (let n = 2; taken.includes(free); n++) free = `${word}_${n}`;
  return free;
}
