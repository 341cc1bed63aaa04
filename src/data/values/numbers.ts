import type { Statement } from '../../core/engine';
import { ident, raw, sql } from '../../sql/sql';

/** How a column writes its numbers. */
export interface NumberForm {
  readonly decimal: '.' | ',';
  /** Between groups of three digits; `' '` also stands for no-break and thin spaces, `"'"` for ’. */
  readonly thousands: '' | ',' | '.' | ' ' | "'";
  /** The one sign of money of the column, or `''`. */
  readonly currency: string;
  /** Every value ends in `%`: they become shares of one. */
  readonly percent: boolean;
}

/** Signs and words of money, longer ones first where one begins another. */
export const currencies = [
  'руб.', 'руб', 'р.', '₽', '₸', '₴', '₹', '₺', '₪', '₩', '₫', '₦', 'R$', 'US$', 'zł', 'Kč', 'Ft', 'kr', 'CHF',
  'EUR', 'USD', 'GBP', 'RUB', 'RUR', 'KZT', 'PLN', '$', '€', '£', '¥',
] as const; // prettier-ignore

const marks: readonly (readonly [NumberForm['decimal'], NumberForm['thousands']])[] = [
  ['.', ''],
  [',', ''],
  ['.', ','],
  [',', '.'],
  ['.', ' '],
  [',', ' '],
  ['.', "'"],
  [',', "'"],
];

/** As spreadsheets shorten long numbers: `1,43322E+12`. */
const EXPONENT = '(?:[eE][+-]\\d{1,2})?';
/** More digits than a double keeps. */
const MOST_DIGITS = 15;
const BLANKS = '\u00a0\u202f\u2009';

/** The same in JavaScript and in RE2: what a whole cell looks like, blanks made plain. */
function pattern({ decimal, thousands, currency, percent }: NumberForm): string {
  const group = thousands === '.' ? '\\.' : thousands === "'" ? "['’]" : thousands;
  const point = decimal === '.' ? '\\.' : ',';
  const grouped =
    thousands === ''
      ? ''
      : thousands === ','
        ? // Lakh and crore are groups of two.
          '[1-9]\\d{0,2}(?:,\\d{2,3})*,\\d{3}|'
        : `[1-9]\\d{0,2}(?:${group}\\d{3})+|`;
  const digits = `(?:(?:${grouped}0|[1-9]\\d*)(?:${point}\\d+)?|${point}\\d+)`;
  const money = currency === '' ? '' : escaped(currency);
  const before = money === '' ? '' : `(?:${money} ?)?`;
  const after = money === '' ? '' : `(?: ?${money})?`;
  const share = percent ? ' ?%' : '';
  const body = `${digits}${thousands === '' && money === '' ? EXPONENT : ''}${after}${share}`;
  // One sign at most: in front, behind, or brackets around.
  return `^(?:[-−]? ?${before}${body}|${before}[-−]${body}|${before}${body}-|\\(${before}${body}\\)|${before}\\(${body}\\))$`;
}

const escaped = (text: string): string => text.replace(/[.$]/g, '\\$&');

/** Forms that every one of the values has; none where the values are no numbers. */
export function numberForms(values: readonly string[], share = 1): readonly NumberForm[] {
  const cells = values.map(plain).filter((v) => v !== '');
  if (cells.length === 0 || !cells.some((v) => /\d/.test(v))) return [];
  const most = share * cells.length;
  if (cells.filter((v) => /\d/.test(v) && v.length <= 40).length < most) return [];
  const currency = currencies.find((sign) => cells.some((v) => v.includes(sign))) ?? '';
  const percent = cells.filter((v) => v.endsWith('%') || v.endsWith('%)')).length >= most;
  return marks
    .map(([decimal, thousands]): NumberForm => ({ decimal, thousands, currency, percent }))
    .filter((form) => {
      const regex = new RegExp(pattern(form), 'u');
      return cells.filter((v) => regex.test(v) && v.replace(/\D/g, '').length <= MOST_DIGITS).length >= most;
    });
}

/** A cell with plain blanks, none around it. */
function plain(text: string): string {
  return text.replace(new RegExp(`[${BLANKS}]`, 'g'), ' ').trim();
}

/** The cell of a column with plain blanks; blank ones are NULL. */
export function plainCell(column: string): Statement {
  const blanks = sql`regexp_replace(CAST(${ident(column)} AS VARCHAR), ${literal(`[${BLANKS}]`)}, ' ', 'g')`;
  return sql`nullif(trim(${blanks}, ${literal(' \t\r\n')}), '')`;
}

/** SQL of whether a cell has the form; NULL where the cell is empty. */
export function fitsNumber(column: string, form: NumberForm): Statement {
  const cell = plainCell(column);
  return sql`(regexp_matches(${cell}, ${literal(pattern(form))}) AND length(regexp_replace(${cell}, ${literal('\\D')}, '', 'g')) <= ${raw(String(MOST_DIGITS))})`;
}

/** SQL of the number of a cell that has the form (DOUBLE). */
export function numberOf(column: string, { decimal, currency, percent }: NumberForm): Statement {
  const cell = plainCell(column);
  const bare = currency === '' ? cell : sql`replace(${cell}, ${literal(currency)}, '')`;
  const exponent = sql`regexp_extract(${bare}, ${literal('[eE][+-]\\d+$')})`;
  const mantissa = sql`regexp_replace(${bare}, ${literal('[eE][+-]\\d+$')}, '')`;
  const digits = sql`regexp_replace(${mantissa}, ${literal(decimal === '.' ? '[^0-9.]' : '[^0-9,]')}, '', 'g')`;
  const value = sql`TRY_CAST(replace(${digits}, ',', '.') || ${exponent} AS DOUBLE)`;
  const sign = sql`CASE WHEN regexp_matches(${mantissa}, ${literal('[-−(]')}) THEN -1 ELSE 1 END`;
  return percent ? sql`${sign} * ${value} / 100` : sql`${sign} * ${value}`;
}

/** SQL of whether a cell has a decimal part. */
export function hasFraction(column: string, { decimal, currency }: NumberForm): Statement {
  const cell = plainCell(column);
  const bare = currency === '' ? cell : sql`replace(${cell}, ${literal(currency)}, '')`;
  return sql`(contains(${bare}, ${literal(decimal)}) OR regexp_matches(${bare}, ${literal('[eE]-')}))`;
}

/** A constant of our own: definitions of tables take no bound values. */
export function literal(text: string): ReturnType<typeof raw> {
  return raw(`'${text.replaceAll("'", "''")}'`);
}
