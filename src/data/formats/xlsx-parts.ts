import type { Source } from '../../core/engine';
import type { Bytes } from './bytes';
import { attributesOf, readXml } from './xml';
import { zipContent, type ZipEntry } from './zip';

/** A workbook as far as its sheets need it. */
export interface Workbook {
  /** Sheets in order; hidden ones left out. */
  readonly sheets: readonly { readonly name: string; readonly entry: ZipEntry }[];
  readonly strings: readonly string[];
  /** By the number of a cell's style: whether it is shown as a date, or a date with a time. */
  readonly dates: readonly boolean[];
  /** Days are counted from 1904, as old Macintosh versions did. */
  readonly from1904: boolean;
}

/** Larger parts than this, other than sheets and their strings, are no workbook's. */
const MOST_PART = 64 * 1024 * 1024;

/**
 * Reads the directory of a workbook: sheets, shared strings, styles.
 * @returns null when the archive is no workbook
 */
export async function readWorkbook(
  signal: AbortSignal,
  source: Source,
  entries: readonly ZipEntry[],
): Promise<Workbook | null> {
  const byName = new Map(entries.map((e) => [e.name.replace(/^\//, '').toLowerCase(), e]));
  const part = (path: string): Bytes | null => {
    const entry = byName.get(path.toLowerCase());
    return entry === undefined ? null : zipContent(signal, source, entry);
  };
  const root = 'xl/workbook.xml';
  const workbook = byName.get(root);
  if (workbook === undefined || workbook.size > MOST_PART) return null;
  const listed: { name: string; id: string }[] = [];
  let from1904 = false;
  await readXml(zipContent(signal, source, workbook), {
    open: (name, attributes) => {
      const a = attributesOf(attributes);
      if (name === 'sheet' && (a.get('state') ?? 'visible') === 'visible') {
        listed.push({ name: a.get('name') ?? '', id: a.get('id') ?? '' });
      } else if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(a.get('date1904') ?? '');
    },
  });
  const targets = new Map<string, string>();
  const relations = part('xl/_rels/workbook.xml.rels');
  if (relations !== null) {
    await readXml(relations, {
      open: (name, attributes) => {
        const a = attributesOf(attributes);
        if (name === 'Relationship') targets.set(a.get('Id') ?? '', a.get('Target') ?? '');
      },
    });
  }
  const sheets = listed.flatMap(({ name, id }, i) => {
    const target = targets.get(id) ?? `worksheets/sheet${i + 1}.xml`;
    const entry = byName.get((target.startsWith('/') ? target.slice(1) : `xl/${target}`).toLowerCase());
    return entry === undefined || !/worksheets/i.test(entry.name) ? [] : [{ name, entry }];
  });
  const strings = part('xl/sharedStrings.xml');
  const styles = part('xl/styles.xml');
  return {
    sheets,
    strings: strings === null ? [] : await sharedStrings(strings),
    dates: styles === null ? [] : await dateStyles(styles),
    from1904,
  };
}

/** Texts that cells name by their number. Runs of one text are joined; what is read aloud (`rPh`) is left out. */
async function sharedStrings(bytes: Bytes): Promise<readonly string[]> {
  const strings: string[] = [];
  let text = '';
  let inText = false;
  let aloud = false;
  await readXml(bytes, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') inText = !aloud;
      else if (name === 'rPh') aloud = true;
    },
    text: (more) => {
      if (inText) text += more;
    },
    close: (name) => {
      if (name === 'si') strings.push(unescaped(text));
      else if (name === 't') inText = false;
      else if (name === 'rPh') aloud = false;
    },
  });
  return strings;
}

/** `_x000D_` stands for a character that XML cannot hold. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Number formats 14–22 and 45–47 are dates and times in every workbook (ECMA-376, 18.8.30); 27–36, 50–58 in Asian ones. */
const known = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

async function dateStyles(bytes: Bytes): Promise<readonly boolean[]> {
  const custom = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(bytes, {
    open: (name, attributes) => {
      const a = attributesOf(attributes);
      if (name === 'numFmt') custom.set(Number(a.get('numFmtId')), isDateFormat(a.get('formatCode') ?? ''));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(a.get('numFmtId') ?? 0);
        styles.push(custom.get(id) ?? known(id));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** A format code with a day, month, year, hour or second outside quotes, brackets and escapes. */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\[(?!h|m|s)[^\]]*\]/gi, '').replace(/general/gi, '');
  return /[dyhs]|m/i.test(bare);
}
