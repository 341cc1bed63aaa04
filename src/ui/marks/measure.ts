let context: CanvasRenderingContext2D | null | undefined;

/** Width in px of a text in a CSS font; an estimate of 0.55 em where there is no canvas. */
export function textWidth(text: string, font: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * parseFloat(font.match(/(\d+(\.\d+)?)px/)?.[1] ?? '13') * 0.55;
  context.font = font;
  return context.measureText(text).width;
}

/** The longest beginning of a text that fits, with an ellipsis; the whole text when it fits. */
export function fitted(text: string, font: string, width: number): string {
  if (textWidth(text, font) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('').trimEnd()}…`, font) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** Breaks a text into lines no wider than `width`; a word that is wider stands alone. */
export function wrapped(text: string, font: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, font) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines;
}
