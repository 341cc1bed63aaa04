import type { Roles } from '../core/roles';
import type { ColumnSample } from './sample';
import type { ColumnReading } from './values/convert';
import { currencies } from './values/numbers';

/** The currency that a table itself names. */
export interface Money {
  /** Where it is said: by the values of a column, or by its name. */
  readonly column: string;
  /** As it is written there: `€`, `руб.`, `EUR`. */
  readonly sign: string;
  /** ISO 4217; null where the sign is that of several currencies, or where others stand beside it. */
  readonly code: string | null;
  /** Further signs among the values of that column: its sums would mix them. */
  readonly others: readonly string[];
}

/** Signs that mean one currency, nearly always; `kr` and `¥` are of several. */
const codes: Readonly<Record<string, string>> = {
  '€': 'EUR', EUR: 'EUR', '$': 'USD', US$: 'USD', USD: 'USD', '£': 'GBP', GBP: 'GBP', CHF: 'CHF',
  '₽': 'RUB', 'руб.': 'RUB', 'руб': 'RUB', 'р.': 'RUB', RUB: 'RUB', RUR: 'RUB', '₸': 'KZT', KZT: 'KZT',
  '₴': 'UAH', '₹': 'INR', '₺': 'TRY', '₪': 'ILS', '₩': 'KRW', '₫': 'VND', '₦': 'NGN', R$: 'BRL',
  'zł': 'PLN', PLN: 'PLN', 'Kč': 'CZK', Ft: 'HUF',
}; // prettier-ignore

/**
 * The currency of a table's money as its values show it (`12 €`), else the names of its columns (`Amount, EUR`): those
 * of the amount, of the price, and where neither is known the only one that any numbers have. Null where nothing says.
 * @param samples of the columns; what became numbers meanwhile says its sign in `values`
 */
export function moneyOf(
  samples: readonly ColumnSample[],
  values: readonly ColumnReading[],
  roles: Roles,
): Money | null {
  const columns = [roles.amount, roles.price].filter((c) => c !== undefined);
  for (const column of columns) {
    const found = fromValues(column, samples, values) ?? fromName(column);
    if (found !== null) return found;
  }
  if (columns.length > 0) return null;
  const [first, ...more] = samples.flatMap(({ name }) => fromValues(name, samples, values) ?? []);
  return first !== undefined && more.every((m) => m.code === first.code) ? first : null;
}

/**
 * The currency of a table that is made of others: theirs, where they name one. Where two name different ones, their sums
 * would be mixed.
 */
export function sharedMoney(of: readonly (Money | undefined)[]): Money | null {
  const [first, ...more] = of.filter((m) => m !== undefined);
  if (first === undefined) return null;
  const signs = [...first.others, ...more.flatMap((m) => (m.column === first.column ? [m.sign, ...m.others] : []))];
  return money(first.column, [first.sign, ...new Set(signs.filter((s) => s !== first.sign))]);
}

function fromValues(column: string, samples: readonly ColumnSample[], values: readonly ColumnReading[]): Money | null {
  const read = values.find((v) => v.column === column && v.outcome === 'converted')?.number?.currency ?? '';
  if (read !== '') return money(column, [read]);
  const sample = samples.find((s) => s.name === column);
  if (sample?.type !== 'VARCHAR') return null;
  const filled = sample.values.filter((v) => v !== null && v.trim() !== '');
  const counts = new Map<string, number>();
  let signed = 0;
  for (const value of filled) {
    const sign = signBeside(value ?? '');
    if (sign === null) continue;
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
    signed += 1;
  }
  if (signed < 0.8 * filled.length) return null;
  const signs = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([sign]) => sign);
  return signs.length === 0 ? null : money(column, signs);
}

function money(column: string, [sign = '', ...more]: readonly string[]): Money {
  const code = codes[sign] ?? null;
  // `руб.` and `₽` are one.
  const others = more.filter((other) => code === null || codes[other] !== code);
  return { column, sign, code: others.length === 0 ? code : null, others };
}

/** The sign of money that a cell has before or behind its number; null of a cell that is none. */
function signBeside(cell: string): string | null {
  const text = cell.replace(/[\s\u00a0\u202f\u2009]/g, '');
  if (!/\d/.test(text) || text.length > 40) return null;
  const sign = currencies.find((c) => text.includes(c));
  return sign !== undefined && /^[-−(]{0,2}[\d.,'’]+[-)]?$/.test(text.replace(sign, '')) ? sign : null;
}

/** `Amount (EUR)`, `Сумма, руб.`, `price_usd`. */
function fromName(column: string): Money | null {
  const words = column.split(/[\s_,;:()[\]/-]+/).map((word) => word.toUpperCase());
  const sign = currencies.find(
    (c) => codes[c] !== undefined && (/^\p{Sc}$/u.test(c) ? column.includes(c) : words.includes(c.toUpperCase())),
  );
  return sign === undefined ? null : money(column, [sign]);
}
