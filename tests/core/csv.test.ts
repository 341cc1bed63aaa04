import { describe, expect, it } from 'vitest';
import { csvField, csvText, tsvText } from '../../src/core/csv';

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@x', '\tx', '\rx'])('a text that starts like a formula is quoted: %j', (text) => {
    expect(csvField(text).replaceAll('"', '')).toBe(`'${text}`);
  });

  it('leaves numbers numbers', () => {
    expect(csvField(-5)).toBe('-5');
    expect(csvField(NaN)).toBe('');
    expect(csvField(null)).toBe('');
  });

  it('quotes commas, quotes and line breaks by RFC 4180', () => {
    expect(csvText(['a', 'b'], [['x, "y"', 'line\nbreak']])).toBe('a,b\r\n"x, ""y""","line\nbreak"\r\n');
  });

  it('keeps the clipboard rectangular', () => {
    expect(tsvText(['a'], [['tab\there'], ['=x']])).toBe("a\ntab here\n'=x");
  });
});
