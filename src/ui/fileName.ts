/** A file name from a headline: letters and digits of any script, hyphens, at most 60 characters. */
export function fileName(headline: string, extension: string): string {
  return `${fileStem(headline)}.${extension}`;
}

/** The same without an ending. */
export function fileStem(headline: string): string {
  const stem = headline
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return stem === '' ? 'vitrine' : stem;
}
