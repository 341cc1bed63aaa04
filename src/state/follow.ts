/*
 * Parameters that speak of segments by name: `{segments: [names]}` and `{segment: name, with?: name}`, as analyses
 * write them in breakdowns and comparisons. A segment that is renamed is followed, one that is gone is let go.
 */

/** What became of a segment: another name, null where it is gone; the same name where it holds others now. */
export interface SegmentChange {
  readonly from: string;
  readonly to: string | null;
}

/** What is to be left out by whoever holds it. */
const GONE = Symbol('gone');

/** Whether parameters speak of a segment, at any depth. */
export function mentions(params: unknown, name: string): boolean {
  if (Array.isArray(params)) return params.some((p) => mentions(p, name));
  if (typeof params !== 'object' || params === null) return false;
  return Object.entries(params).some(([key, value]) => {
    if (key === 'segments' && isNames(value)) return value.includes(name);
    if (namesOne(params, key)) return value === name;
    return mentions(value, name);
  });
}

/**
 * Parameters after a change of a segment. Of a segment that is gone, a breakdown by several keeps the others; a
 * breakdown or comparison that has nothing left to speak of goes too.
 */
export function follow<P extends object>(params: P, change: SegmentChange): P {
  if (!mentions(params, change.from)) return params;
  const kept = Object.entries(params).flatMap(([key, value]) => {
    const next = after(value, change);
    return next === GONE ? [] : [[key, next] as const];
  });
  // The shape is that of the parameters, less what its schema lets be left out.
  return Object.fromEntries(kept) as P;
}

function after(value: unknown, change: SegmentChange): unknown {
  if (Array.isArray(value)) {
    const kept = value.map((v) => after(v, change)).filter((v) => v !== GONE);
    return kept.length === 0 && value.length > 0 ? GONE : kept;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries: (readonly [string, unknown])[] = [];
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'segments' && isNames(inner)) {
      const names = inner.flatMap((n) => (n === change.from ? (change.to ?? []) : n));
      if (names.length === 0) return GONE;
      entries.push([key, [...new Set(names)]]);
    } else if (namesOne(value, key) && inner === change.from) {
      if (change.to === null && key === 'segment') return GONE;
      if (change.to !== null) entries.push([key, change.to]);
    } else {
      const next = after(inner, change);
      if (next !== GONE) entries.push([key, next]);
    }
  }
  return Object.fromEntries(entries);
}

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((v) => typeof v === 'string');

/** Whether a key holds the name of one segment: `with` does beside `segment` only. */
const namesOne = (holder: object, key: string): boolean => key === 'segment' || (key === 'with' && 'segment' in holder);
