import type { LogRow } from '../../support/spine';
import { plainSessions } from '../sessions/reference';

export interface PlainSpec {
  readonly anchor: 'sessions' | { readonly start: string } | { readonly end: string };
  /** Ms; by session or by window. */
  readonly gap: number | null;
  readonly window: number | null;
  readonly steps: number;
  readonly merge: boolean;
  readonly property: string | null;
}

/** Every path from its anchor away, as loops over the definition make it: names, the anchor first. */
export function plainPaths(log: readonly LogRow[], asOf: number, spec: PlainSpec): string[][] {
  const scopes = plainSessions(log, asOf, { gap: spec.gap ?? Infinity });
  const nameOf = (r: LogRow): string | null => {
    if (spec.property === null) return r.event ?? '';
    const value = r.properties?.[spec.property];
    return value == null ? null : String(value);
  };
  const paths: string[][] = [];
  for (const { rows } of scopes) {
    const named = rows.flatMap((row) => {
      const name = nameOf(row);
      return name === null ? [] : [{ row, name }];
    });
    const { anchor } = spec;
    const event = anchor === 'sessions' ? null : 'start' in anchor ? anchor.start : anchor.end;
    const at = event === null ? 0 : named.findIndex((n) => n.row.event === event);
    const first = named[at];
    if (at < 0 || first === undefined) continue;
    const away = anchor !== 'sessions' && 'end' in anchor ? named.slice(0, at).reverse() : named.slice(at + 1);
    const path = [first.name];
    let last = first.name;
    for (const { row, name } of away) {
      if (path.length === spec.steps) break;
      // A run of one name is one step, as near to the anchor as its nearest row.
      if (spec.merge && name === last) continue;
      if (spec.window !== null && Math.abs(row.time - first.row.time) > spec.window) break;
      path.push(name);
      last = name;
    }
    paths.push(path);
  }
  return paths;
}
