import type { SegmentRule } from '../core/segment';
import type { Scope } from '../data';
import { follow, type SegmentChange } from './follow';

/** A rule with each mention of a segment replaced, in the parameters of lists too. */
function replaced(rule: SegmentRule, by: SegmentRule, change: SegmentChange): SegmentRule {
  const each = (r: SegmentRule): SegmentRule => replaced(r, by, change);
  if ('segment' in rule) return rule.segment === change.from ? by : rule;
  if ('all' in rule) return { all: rule.all.map(each) };
  if ('any' in rule) return { any: rule.any.map(each) };
  if ('in' in rule) return { in: { ...rule.in, params: follow(rule.in.params, change) } };
  return 'not' in rule ? { not: each(rule.not) } : rule;
}

function everywhere({ filter, segments }: Scope, by: SegmentRule, change: SegmentChange): Scope {
  const customers = filter?.customers;
  return {
    filter:
      filter === null || customers === undefined ? filter : { ...filter, customers: replaced(customers, by, change) },
    segments: segments.map((s) => ({ ...s, rule: replaced(s.rule, by, change) })),
  };
}

/** The scope with a segment more; one of the same name gives way to it in its place. */
export function withSegment(scope: Scope, name: string, rule: SegmentRule): Scope {
  const known = scope.segments.some((s) => s.name === name);
  const segments = known
    ? scope.segments.map((s) => (s.name === name ? { name, rule } : s))
    : [...scope.segments, { name, rule }];
  return { ...scope, segments };
}

/** The scope with a segment called otherwise, wherever it is mentioned. */
export function renamed(scope: Scope, from: string, to: string): Scope {
  const { filter, segments } = everywhere(scope, { segment: to }, { from, to });
  return { filter, segments: segments.map((s) => (s.name === from ? { ...s, name: to } : s)) };
}

/** The scope without a segment; what rests on it keeps its meaning, for its rule takes its place. */
export function dropped(scope: Scope, name: string): Scope {
  const rule = scope.segments.find((s) => s.name === name)?.rule;
  if (rule === undefined) return scope;
  const { filter, segments } = everywhere(scope, rule, { from: name, to: null });
  return { filter, segments: segments.filter((s) => s.name !== name) };
}
