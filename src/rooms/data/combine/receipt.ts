import type { Combination } from '../../../core/combine';
import type { Formatter } from '../../../core/format';
import { knownAs } from '../../../data/names';
import type { CombineWords } from './combine.words';

/** What became of each table, as sentences with counts; what concerns the whole stands last. */
export function receiptSteps(
  { plan, sources, tables, dropped }: Combination,
  words: CombineWords,
  format: Formatter,
): readonly { readonly title: string; readonly steps: readonly string[] }[] {
  const { steps } = words;
  const n = (count: number): string => format.integer(count);
  const main = tables[0]?.shaped ?? 0;
  const each = plan.tables.map((table, i) => {
    const of = sources.filter((s) => table.of.includes(s.name));
    const counts = tables[i];
    const said = of.map((s) => steps.file(knownAs(s), n(s.rows)));
    table.merge?.forEach((m, k) => said.push(steps.merged(m.from, m.to, n(counts?.merged[k] ?? 0), m.column)));
    const shaped = n(counts?.shaped ?? 0);
    if (table.pivot !== undefined) said.push(steps.pivot(table.pivot.column, shaped));
    if (table.group !== undefined) said.push(steps.group(shaped));
    if (counts !== undefined && counts.unused > 0) said.push(steps.unused(n(counts.unused)));
    if (counts?.matched != null) said.push(steps.joined(n(counts.matched), n(main), table.key ?? ''));
    return { title: of.map(knownAs).join(' + '), steps: said };
  });
  const whole = [
    ...(plan.drop ?? []).map((d, i) => steps.dropped(n(dropped[i] ?? 0), d.columns.map((c) => `“${c}”`).join(', '))),
    ...(plan.label === undefined ? [] : [steps.label(plan.label)]),
  ];
  return whole.length === 0 ? each : [...each, { title: words.result, steps: whole }];
}
