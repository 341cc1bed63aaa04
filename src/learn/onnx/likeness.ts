import type { Role } from '../../core/roles';

/** Words, in English and Russian, that name a role in models and tables alike. */
const words: Readonly<Record<Role, readonly string[]>> = {
  customer: ['customer', 'client', 'user', 'visitor', 'account', 'клиент', 'покупатель', 'пользователь'],
  time: ['time', 'date', 'timestamp', 'datetime', 'время', 'дата'],
  event: ['event', 'action', 'событие', 'действие'],
  order: ['order', 'invoice', 'transaction', 'заказ', 'чек'],
  amount: ['amount', 'revenue', 'sales', 'total', 'sum', 'spend', 'сумма', 'выручка'],
  price: ['price', 'unitprice', 'cost', 'цена'],
  quantity: ['quantity', 'qty', 'count', 'units', 'количество', 'колво'],
};

/** How well a name answers to another, in [0, 1], and what of it fits. */
export interface Likeness {
  readonly score: number;
  readonly reason: 'same name' | 'similar name' | 'same meaning';
}

/** What an alias that fits is worth of the name itself. */
const ALIAS = 0.9;

/** How well a column answers to a model's name: 1 for the same; by another name of the column a little less. */
export function likeness(
  wanted: string,
  column: { readonly name: string; readonly role?: Role; readonly aliases?: readonly string[] },
): Likeness {
  const own = ofName(wanted, column);
  return (column.aliases ?? []).reduce((best, name): Likeness => {
    const score = ALIAS * ofName(wanted, { name }).score;
    return score > best.score ? { score, reason: 'same meaning' } : best;
  }, own);
}

function ofName(wanted: string, column: { readonly name: string; readonly role?: Role }): Likeness {
  if (wanted === column.name) return { score: 1, reason: 'same name' };
  const [a, b] = [tokens(wanted), tokens(column.name)];
  const [flatA, flatB] = [a.join(''), b.join('')];
  if (flatA !== '' && flatA === flatB) return { score: 0.97, reason: 'same name' };
  const near = Math.max(overlap(a, b), spelling(flatA, flatB));
  const { role } = column;
  const meant = role !== undefined && a.length <= 2 && a.some((t) => words[role].includes(t)) ? 0.7 : 0;
  return meant > near ? { score: meant, reason: 'same meaning' } : { score: near * 0.95, reason: 'similar name' };
}

/** Words of a name: `TotalCharges`, `total_charges` and `total charges` are the same two. */
function tokens(name: string): readonly string[] {
  return name
    .normalize('NFKC')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((t) => t !== '' && t !== 'input' && t !== 'num' && t !== 'cat');
}

/** Words in common, of all words (Jaccard). */
function overlap(a: readonly string[], b: readonly string[]): number {
  const both = a.filter((t) => b.includes(t)).length;
  const all = new Set([...a, ...b]).size;
  return all === 0 ? 0 : both / all;
}

/** 1 − Levenshtein distance ÷ the longer length; short names have to be spelt the same. */
function spelling(a: string, b: string): number {
  const most = Math.max(a.length, b.length);
  if (most < 4 || most > 64) return 0;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  const share = 1 - (row[b.length] ?? most) / most;
  return share >= 0.7 ? share : 0;
}
