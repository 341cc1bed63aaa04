/**
 * How well a query is found in a text: null when its letters do not all stand there in order; else higher is
 * better. Starts of words and letters in a row count more, a long text a little less. Case is ignored.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = [...query.toLowerCase().replace(/\s+/g, '')];
  const letters = [...text.toLowerCase()];
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = bestNext(letters, letter, at);
    if (next === -1) return null;
    if (next === at + 1) score += 3;
    if (next === 0 || letters[next - 1] === ' ') score += 4;
    at = next;
  }
  return score - letters.length / 100;
}

/** The next place of a letter: the one that follows at once, else the next start of a word, else the first. */
function bestNext(letters: readonly string[], letter: string, after: number): number {
  if (letters[after + 1] === letter) return after + 1;
  let first = -1;
  for (let i = after + 1; i < letters.length; i++) {
    if (letters[i] !== letter) continue;
    if (i === 0 || letters[i - 1] === ' ') return i;
    if (first === -1) first = i;
  }
  return first;
}
