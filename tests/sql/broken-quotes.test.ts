import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokenQuotes, withoutLines, type Quoting } from '../../src/sql/broken-quotes';

const comma: Quoting = { delimiter: ',', quote: '"' };

/** Line, cell and text of each. */
async function found(
  text: string,
  quoting = comma,
  most = 10,
): Promise<readonly (readonly [number, number, string])[] | null> {
  const bytes = new TextEncoder().encode(text);
  const read = (from: number, to: number): Promise<Uint8Array> => Promise.resolve(bytes.subarray(from, to));
  const lines = await brokenQuotes(read, quoting, most);
  const decoder = new TextDecoder();
  return (
    lines?.map(({ line, cell, from, to }) => [line, cell, decoder.decode(bytes.subarray(from, to))] as const) ?? null
  );
}

describe('lines with broken quotes', () => {
  test('quotes that close are not broken, whatever they hold', async () => {
    expect(await found('a,b\n"x, y","it says ""\n"""\n1, "z" \r\n"",\n5" pipe,3 "inch"\n')).toEqual([]);
    expect(await found("a;b\n'x;\n';1\n", { delimiter: ';', quote: "'" })).toEqual([]);
    expect(await found('a|b\n"x\\"|y"|1\n', { delimiter: '|', quote: '"', escape: '\\' })).toEqual([]);
    expect(await found('a¦b\n"x¦\ny"¦1\n', { delimiter: '¦', quote: '"' })).toEqual([]);
    expect(await found('')).toEqual([]);
  });

  test('a quote that never closes costs its line, and the next line is read anew', async () => {
    expect(await found('a,b\n1,"x\n2,y\n3,"z,\nw"\n')).toEqual([[2, 1, '1,"x']]);
    expect(await found('a,b\r\n1,"x\r\n2,y')).toEqual([[2, 1, '1,"x']]);
  });

  test('so does one that closes in the middle of a cell', async () => {
    expect(await found('"a","b"\n"1","na"me"\n"2","y"\n"3,"z"\n"4","ok"\n')).toEqual([
      [2, 1, '"1","na"me"'],
      [4, 0, '"3,"z"'],
    ]);
  });

  test('so does one that takes in a row and makes one of too many cells', async () => {
    const three = { ...comma, cells: 3 };
    expect(await found('a,b,c\n1,x,"p\n2,y,q\n3,z",r\n4,u,v\n', three)).toEqual([[2, 2, '1,x,"p']]);
    // A text of several lines, in a row that is too long for another reason or not at all.
    expect(await found('a,b,c\n1,"p\nq\nr",x,y\n', three)).toEqual([]);
    expect(await found('a,b,c\n1,"p\n2,y,q\n3",x\n', three)).toEqual([]);
  });

  test('where most lines are broken, quotes are no quotes', async () => {
    expect(await found('5"\n'.repeat(20))).toEqual([]);
    expect(await found('"5 inch\n'.repeat(10))).toHaveLength(10);
    expect(await found('"5 inch\n'.repeat(11))).toBeNull();
  });

  test('a record longer than two megabytes was never meant', async () => {
    const rows = '1,x\n'.repeat(700_000);
    expect(await found(`a,b\n2,"x\n${rows}3,y"\n`)).toEqual([[2, 1, '2,"x']]);
    // One line of it is no matter of quotes.
    expect(await found(`a,b\n${'x'.repeat(5_000_000)}`)).toEqual([]);
  });

  test('what is taken out leaves its line end, wherever the parts of the file are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[ab"]{0,5}$/), { maxLength: 8 }),
        fc.integer({ min: 1, max: 7 }),
        async (texts, size) => {
          const text = texts.join('\n');
          const bytes = new TextEncoder().encode(text);
          let at = 0;
          const lines = texts.map((t, i) => {
            const from = at;
            at += t.length + 1;
            return { line: i + 1, cell: 0, from, to: from + t.length };
          });
          const gone = lines.filter((_, i) => texts[i]?.includes('"') === true);
          async function* parts(): AsyncGenerator<Uint8Array> {
            for (let i = 0; i < bytes.length; i += size) yield await Promise.resolve(bytes.subarray(i, i + size));
          }
          let left = '';
          for await (const part of withoutLines(parts(), gone)) left += new TextDecoder().decode(part);
          expect(left).toBe(texts.map((t) => (t.includes('"') ? '' : t)).join('\n'));
        },
      ),
    );
  });
});
