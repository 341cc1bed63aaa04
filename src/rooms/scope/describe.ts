import type { Formatter } from '../../core/format';
import type { GlobalFilter, SegmentRule } from '../../core/segment';
import type { ScopeWords } from './words';

/** A filter in a few words, each part on its own: period, customers, conditions. */
export function filterParts(filter: GlobalFilter, words: ScopeWords, format: Formatter): readonly string[] {
  const parts: string[] = [];
  const { from, to, where, customers } = filter;
  if (from !== undefined) parts.push(words.since(format.date(Date.parse(from))));
  if (to !== undefined) parts.push(words.until(format.date(Date.parse(to) - 1)));
  if (customers !== undefined) parts.push(customersText(customers, words));
  const tests = (where ?? []).length;
  if (tests > 0) parts.push(words.conditions(tests));
  return parts;
}

function customersText(rule: SegmentRule, words: ScopeWords): string {
  if ('segment' in rule) return words.onlySegment(rule.segment);
  if ('not' in rule && 'segment' in rule.not) return words.notSegment(rule.not.segment);
  return words.ownRule;
}

/** A name that no segment has: the wanted one, with a number where it is taken. */
export function freeName(wanted: string, taken: readonly string[]): string {
  const name = wanted.slice(0, 190);
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n++) if (!taken.includes(`${name} ${n}`)) return `${name} ${n}`;
}
