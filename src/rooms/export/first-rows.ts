/** The header and the first rows of tab-separated text; all of it where there are no more. */
export function firstRows(text: string, rows: number): string {
  let at = -1;
  for (let n = 0; n <= rows; n++) {
    at = text.indexOf('\n', at + 1);
    if (at === -1) return text;
  }
  return text.slice(0, at);
}
