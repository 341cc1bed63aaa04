import type { SegmentRule } from '../core/segment';
import type { Scope } from '../data';

/** A rule with each mention of a segment replaced. */
function replaced(rule: SegmentRule, name: string, by: SegmentRule): SegmentRule {
  if ('segment' in rule) return rule.segment === name ? by : rule;
  if ('all' in rule) return { all: rule.all.map((r) => replaced(r, name, by)) };
  if ('any' in rule) return { any: rule.any.map((r) => replaced(r, name, by)) };
  return 'not' in rule ? { not: replaced(rule.not, name, by) } : rule;
}

function everywhere({ filter, segments }: Scope, name: string, by: SegmentRule): Scope {
  const customers = filter?.customers;
  return {
    filter:
      filter === null || customers === undefined ? filter : { ...filter, customers: replaced(customers, name, by) },
    segments: segments.map((s) => ({ ...s, rule: replaced(s.rule, name, by) })),
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
  const { filter, segments } = everywhere(scope, from, { segment: to });
  return { filter, segments: segments.map((s) => (s.name === from ? { ...s, name: to } : s)) };
}

/** The scope without a segment; what rests on it keeps its meaning, for its rule takes its place. */
export function dropped(scope: Scope, name: string): Scope {
  const rule = scope.segments.find((s) => s.name === name)?.rule;
  if (rule === undefined) return scope;
  const { filter, segments } = everywhere(scope, name, rule);
  return { filter, segments: segments.filter((s) => s.name !== name) };
}
