/** How a character that is not seen is shown. */
const shown: Readonly<Record<string, string>> = { '\n': '⏎', '\r': '⏎', '\t': '⇥', '\u00a0': '⍽' };

/**
 * A value as it stands in a file, with what one does not see made visible: line ends, tabs, no-break spaces, blanks at
 * both ends, and other control characters as `\u0000`. Cut at `most` characters.
 */
export function visible(value: string, most = 60): string {
  const cut = value.length > most ? `${value.slice(0, most)}…` : value;
  return (
    cut
      .replace(/^ +| +$/g, (blanks) => '␣'.repeat(blanks.length))
      .replace(/\r\n/g, '⏎')
      // Control characters and marks of direction would change what stands around them.
      // eslint-disable-next-line no-control-regex -- they are what is looked for
      .replace(/[\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, (c) => {
        return shown[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
      })
  );
}
