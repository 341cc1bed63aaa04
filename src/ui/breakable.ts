/** A name of so many letters may be broken at its underscores: a shorter one always fits a line. */
const LONG = 14;
/** Letters that stay together, on either side of a break. */
const LEAST = 4;

/**
 * Parts of a text between which a line may end, beside its blanks: long names of columns have none, and would be broken
 * in mid-word. Joined, the parts are the text.
 */
export function breakable(text: string): readonly string[] {
  const parts: string[] = [''];
  for (const word of text.split(/(\s+)/)) {
    const pieces = word.length < LONG ? [word] : word.split(/(?<=_)/);
    pieces.forEach((piece, i) => {
      const last = parts.at(-1) ?? '';
      const joins = i === 0 || lastWord(last).length < LEAST || pieces.slice(i).join('').length < LEAST;
      if (joins) parts[parts.length - 1] = last + piece;
      else parts.push(piece);
    });
  }
  return parts;
}

/** What of a text stands after its last blank. */
const lastWord = (text: string): string => text.slice(text.search(/\S*$/));
