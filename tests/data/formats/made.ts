import { deflateRawSync } from 'node:zlib';
import type { Encoding } from '../../../src/core/reading';
import { crc32 } from '../../../src/data/formats/crc';
import { mended } from '../../../src/data/encodings/decode';

/** A file of an archive; `size` lies about the inflated size where it is given. */
export interface Member {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly size?: number;
  readonly stored?: boolean;
}

/** An archive as common tools write it: local headers, contents, directory. */
export function zip(members: readonly Member[]): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, size, stored = false } of members) {
    const plain = Buffer.from(content);
    const packed = stored ? plain : deflateRawSync(plain);
    const label = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(0, plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size ?? plain.length, 18);
    common.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, label, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, label]));
    locals.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, list, end]);
}

export interface Sheet {
  readonly name: string;
  /** XML of the rows. */
  readonly rows: string;
  readonly hidden?: boolean;
}

/** Styles of {@link workbook}: 0 as it is, 1 a date, 2 a date and time of its own format, 3 no date though it holds an m. */
const styles = `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy\\ hh:mm"/>
  <numFmt numFmtId="165" formatCode="#,##0.00&quot;m&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/>
  <xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`;

/** A workbook: the parts that spreadsheets write. */
export function workbook(sheets: readonly Sheet[], strings: readonly string[] = [], from1904 = false): Uint8Array {
  const listed = sheets.map(
    (s, i) =>
      `<sheet name="${s.name}" sheetId="${i + 1}" ${s.hidden === true ? 'state="hidden" ' : ''}r:id="rId${i + 1}"/>`,
  );
  const related = sheets.map(
    (_, i) => `<Relationship Id="rId${i + 1}" Type="worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  return zip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships>${related.join('')}</Relationships>` },
    { name: 'xl/styles.xml', content: styles },
    { name: 'xl/sharedStrings.xml', content: `<sst>${strings.map((s) => `<si>${s}</si>`).join('')}</sst>` },
    ...sheets.map((s, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `<worksheet><sheetData>${s.rows}</sheetData></worksheet>`,
    })),
  ]);
}

/** Text as bytes of a character set, by trying what each byte or pair of bytes means in it. */
export function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding.startsWith('utf-16')) {
    const little = Buffer.from(text, 'utf16le');
    return encoding === 'utf-16be' ? little.swap16() : little;
  }
  if (encoding === 'utf-8') return Buffer.from(text);
  const known = tableOf(encoding);
  return Uint8Array.from(
    [...text].flatMap((char) => {
      const bytes = known.get(char);
      if (bytes === undefined) throw new Error(`${encoding} has no ${char}`);
      return [...bytes];
    }),
  );
}

const tables = new Map<Encoding, ReadonlyMap<string, readonly number[]>>();

function tableOf(encoding: Encoding): ReadonlyMap<string, readonly number[]> {
  const before = tables.get(encoding);
  if (before !== undefined) return before;
  const table = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(encoding);
  const take = (...bytes: number[]): void => {
    const char = mended(decoder.decode(Uint8Array.from(bytes)), encoding);
    if ([...char].length === 1 && char !== '\ufffd' && !table.has(char)) table.set(char, bytes);
  };
  for (let byte = 0; byte < 256; byte++) take(byte);
  if (/gb18030|shift_jis/.test(encoding)) {
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) take(lead, trail);
  }
  tables.set(encoding, table);
  return table;
}

/** A text as `bgzip` writes it: members of so many bytes, each with its size in an extra field, and an empty last one. */
export function bgzip(text: string, size = 64): Uint8Array {
  const plain = Buffer.from(text);
  const blocks: Buffer[] = [];
  for (let at = 0; at < plain.length; at += size) blocks.push(plain.subarray(at, at + size));
  return Buffer.concat(
    [...blocks, Buffer.alloc(0)].map((block) => {
      const packed = deflateRawSync(block);
      const head = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 6, 0, 0x42, 0x43, 2, 0, 0, 0]);
      head.writeUInt16LE(head.length + packed.length + 8 - 1, 16);
      const end = Buffer.alloc(8);
      end.writeUInt32LE(crc32(0, block), 0);
      end.writeUInt32LE(block.length, 4);
      return Buffer.concat([head, packed, end]);
    }),
  );
}
