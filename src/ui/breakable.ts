/** A name of so many letters may have to be broken: a shorter one fits any line. */
const LONG = 14;
/** Letters that stay together, on either side of a break. */
const LEAST = 4;

/**
 * A text in runs, each in the parts between which a line may end, beside its blanks. A run of several parts, or of one
 * part without blanks, is to be kept on one line where it fits: long names of columns have no blanks, and would be broken
 * in mid-word; shorthands such as ROC-AUC would be broken at their hyphen. All parts together are the text.
 */
export function breakable(text: string): readonly Run[] {
  const runs: Run[] = [];
  for (const word of text.split(/(\s+)/)) {
    const last = runs.at(-1);
    if (/\p{Lu}-\p{Lu}/u.test(word) || (word.length >= LONG && word.includes('_')))
      runs.push({ parts: partsOf(word), whole: true });
    else if (last === undefined || last.whole) runs.push({ parts: [word], whole: false });
    else runs[runs.length - 1] = { parts: [last.parts.join('') + word], whole: false };
  }
  return runs;
}

/** Some of a text. */
export interface Run {
  readonly parts: readonly string[];
  /** It stays on one line where it fits. */
  readonly whole: boolean;
}

/** A name, broken after its underscores. */
function partsOf(name: string): readonly string[] {
  const parts: string[] = [];
  const pieces = name.split(/(?<=_)/);
  pieces.forEach((piece, i) => {
    const last = parts.at(-1);
    if (last !== undefined && (last.length < LEAST || pieces.slice(i).join('').length < LEAST))
      parts[parts.length - 1] = last + piece;
    else parts.push(piece);
  });
  return parts;
}
