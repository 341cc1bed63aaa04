/** How a recipe calls a file: its name without the ending, in letters that need no quoting in SQL. */
export function sourceName(file: string): string {
  const word = file
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return word === '' ? 'file' : word;
}
