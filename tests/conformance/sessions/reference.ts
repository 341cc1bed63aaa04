import type { LogRow } from '../../support/spine';

/** One session, as loops make it. */
export interface PlainSession {
  readonly customer: string;
  readonly rows: readonly LogRow[];
}

/**
 * Sessions from the definition (SEMANTICS §3): rows of a customer by time, then place in the file; a pause
 * greater than the limit begins another one. By a column: rows of one value, in order of their first row.
 */
export function plainSessions(
  log: readonly LogRow[],
  asOf: number,
  rule: { readonly gap: number } | { readonly column: string },
): PlainSession[] {
  const sessions: PlainSession[] = [];
  for (const customer of [...new Set(log.map((r) => r.customer))].sort()) {
    const rows = log.filter((r) => r.customer === customer && r.time <= asOf).sort((a, b) => a.time - b.time);
    if ('gap' in rule) {
      let open: LogRow[] = [];
      for (const row of rows) {
        const last = open.at(-1);
        if (last !== undefined && row.time - last.time > rule.gap) {
          sessions.push({ customer, rows: open });
          open = [];
        }
        open.push(row);
      }
      if (open.length > 0) sessions.push({ customer, rows: open });
      continue;
    }
    const byValue = new Map<string, LogRow[]>();
    for (const row of rows) {
      const value = row.properties?.[rule.column];
      if (value == null) continue;
      byValue.set(String(value), [...(byValue.get(String(value)) ?? []), row]);
    }
    for (const own of byValue.values()) sessions.push({ customer, rows: own });
  }
  return sessions;
}
