import { VitrineError } from '../../core/errors';
import { DAY } from '../../core/time';
import type { OutColumn, OutRows } from './cells';
import { zipped } from './zip';

/** Rows of a sheet, its header among them, and columns (Excel, "specifications and limits"). */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;
/** Characters of one cell. */
const CELL = 32_767;
/** Digits that Excel keeps of a number: a longer id would change. */
const DIGITS = 15;

/** Places in `cellXfs` of {@link STYLES}. */
const STYLE = { head: 1, date: 2, time: 3, quoted: 4 } as const;

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PARTS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Rows as an Excel workbook (ISO/IEC 29500) of one sheet. Text is text, also where it looks like a formula (and stays
 * so when the cell is edited); numbers are numbers, but whole ones of more than 15 digits are text, since Excel would
 * round them; dates and times are such from March 1900 to 9999, text otherwise; NaN and infinities are `#NUM!`.
 * @throws VitrineError `export.sheet` when the table does not fit into a sheet: nothing is cut
 */
export async function workbook(columns: readonly OutColumn[], rows: AsyncIterable<OutRows>): Promise<Blob> {
  if (columns.length > SHEET_COLUMNS) throw new VitrineError('export.sheet', { over: 'columns' });
  return zipped(
    [
      { name: '[Content_Types].xml', text: [TYPES] },
      { name: '_rels/.rels', text: [links([['rId1', 'officeDocument', 'xl/workbook.xml']])] },
      { name: 'xl/workbook.xml', text: [BOOK] },
      {
        name: 'xl/_rels/workbook.xml.rels',
        text: [
          links([
            ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
            ['rId2', 'styles', 'styles.xml'],
          ]),
        ],
      },
      { name: 'xl/styles.xml', text: [STYLES] },
      { name: 'xl/worksheets/sheet1.xml', text: sheet(columns, rows) },
    ],
    `${PARTS}.sheet`,
  );
}

async function* sheet(
  columns: readonly OutColumn[],
  rows: AsyncIterable<OutRows>,
): AsyncGenerator<string, void, undefined> {
  const places = columns.map((_, i) => letters(i));
  const wide = columns.map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${width(c)}" customWidth="1"/>`);
  yield (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${wide.join('')}</cols><sheetData><row r="1">` +
    columns.map((c, i) => textCell(`${places[i]}1`, c.name, STYLE.head)).join('') +
    '</row>'
  );
  let at = 1;
  for await (const batch of rows) {
    if (at + batch.length > SHEET_ROWS) throw new VitrineError('export.sheet', { over: 'rows' });
    let text = '';
    for (let row = 0; row < batch.length; row++) {
      at += 1;
      text += `<row r="${at}">`;
      for (const [i, column] of columns.entries()) {
        const value = batch.columns[i]?.[row] ?? null;
        if (value !== null) text += cell(`${places[i]}${at}`, column.kind, value);
      }
      text += '</row>';
    }
    yield text;
  }
  yield '</sheetData></worksheet>';
}

function cell(place: string, kind: OutColumn['kind'], value: string): string {
  if (kind === 'integer' || kind === 'number') {
    if (!/^-?\d/.test(value)) return `<c r="${place}" t="e"><v>#NUM!</v></c>`;
    if (/^-?\d+$/.test(value) && value.replace('-', '').length > DIGITS) return textCell(place, value);
    return `<c r="${place}"><v>${value}</v></c>`;
  }
  if (kind === 'boolean') return `<c r="${place}" t="b"><v>${value === 'true' ? 1 : 0}</v></c>`;
  if (kind === 'date' || kind === 'time') {
    const serial = serialOf(value);
    if (serial !== null) return `<c r="${place}" s="${STYLE[kind]}"><v>${serial}</v></c>`;
  }
  return textCell(place, value, /^[=+\-@\t\r]/.test(value) ? STYLE.quoted : undefined);
}

function textCell(place: string, value: string, style?: number): string {
  if (value.length > CELL) throw new VitrineError('export.sheet', { over: 'cell' });
  return `<c r="${place}"${style === undefined ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

/** Days since the last of December 1899; the days before March 1900 are counted wrongly there, so they are not taken. */
function serialOf(value: string): number | null {
  const found = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d:\d\d)(\.\d{1,3})?\d*)?$/.exec(value);
  if (found === null) return null;
  const ms = Date.parse(`${found[1]}T${found[2] ?? '00:00:00'}${found[3] ?? ''}Z`);
  return ms >= Date.UTC(1900, 2, 1) ? (ms - Date.UTC(1899, 11, 30)) / DAY : null;
}

/** Characters that XML refuses or changes go as `_xHHHH_` (ST_Xstring), and what looks like that is marked. */
function escaped(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(refused, (c) => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const special = /[&<>_\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const refused = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g;

/** `A`, …, `Z`, `AA`, …: the name of a column by its place from 0. */
function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last;
}

/** Wide enough that times are not shown as ####. */
function width({ name, kind }: OutColumn): number {
  const least = kind === 'time' ? 20 : kind === 'text' ? 18 : 12;
  return Math.min(40, Math.max(least, name.length + 2));
}

const links = (all: readonly (readonly [id: string, kind: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${LINKS}">${all
    .map(([id, kind, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

const TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PARTS}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PARTS}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${PARTS}.styles+xml"/></Types>`;

const BOOK = `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Vitrine" sheetId="1" r:id="rId1"/></sheets></workbook>`;

const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" quotePrefix="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
