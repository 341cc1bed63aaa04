/** What a stretch of SQL is, for colouring only. */
export interface SqlToken {
  readonly text: string;
  readonly kind: 'plain' | 'keyword' | 'literal' | 'name' | 'comment';
}

const KEYWORDS = new Set(
  (
    'select from where group by order having qualify with as and or not in is null case when then else end join left ' +
    'inner full cross on using over partition window rows range between preceding following unbounded current row ' +
    'union all distinct limit offset filter create replace table asc desc nulls first last values true false'
  ).split(' '),
);
const TOKEN =
  /(--[^\n]*)|("(?:[^"]|"")*")|('(?:[^']|'')*'|\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|([a-z_]+)|([^"'a-z_\d-]+|.)/gis;

/** Cuts SQL into stretches; joined, they are the text again. */
export function sqlTokens(text: string): readonly SqlToken[] {
  return [...text.matchAll(TOKEN)].map(([whole, comment, name, literal, word]) => {
    if (comment !== undefined) return { text: whole, kind: 'comment' };
    if (name !== undefined) return { text: whole, kind: 'name' };
    if (literal !== undefined) return { text: whole, kind: 'literal' };
    return { text: whole, kind: word !== undefined && KEYWORDS.has(word.toLowerCase()) ? 'keyword' : 'plain' };
  });
}
