import { sampleText } from '../../analyses/sample.words';
import type { Formatter } from '../../core/format';
import type { ExclusionReason } from '../../core/spine';
import type { QualityReport } from '../../data/quality';
import type { QualityWords } from './quality.words';

/** A quality report as one page of plain text, in the page's language. */
export function qualityText(
  report: QualityReport,
  words: QualityWords,
  excluded: Readonly<Record<ExclusionReason, string>>,
  format: Formatter,
): string {
  const { lines } = words;
  const { rows } = report;
  const count = (label: string, n: number | null): string[] => (n === null ? [] : [`${label}: ${format.integer(n)}`]);
  const text = [
    lines.title,
    '',
    `${lines.file}: ${report.file.name} (${format.bytes(report.file.bytes)})`,
    `${lines.fingerprint}: ${report.file.fingerprint}`,
    '',
    ...(rows.sample === undefined ? count(lines.rows, rows.rows) : [sampleText(rows.sample, format)]),
    ...count(lines.rejected, rows.rejected),
    ...Object.entries(report.rejects.reasons).flatMap(([reason, n]) =>
      count(`  ${words.reasons[reason] ?? reason}`, n),
    ),
    ...count(lines.read, rows.read),
    ...report.excluded.flatMap(({ reason, rows: n }) => count(`  − ${excluded[reason]}`, n)),
    ...count(lines.used, rows.used),
    '',
    ...count(lines.emptied, rows.emptied),
    ...count(lines.duplicates, report.duplicatesKept),
    ...count(lines.replaced, report.replacedCharacters),
    ...count(lines.joined, report.joined?.rows ?? null),
    ...(report.spans.length === 0 ? [] : [`${lines.spans}: ${report.spans.join(', ')}`]),
  ];
  const { combined } = report;
  if (combined !== null) {
    text.push(
      '',
      ...combined.incomplete.flatMap((d) => count(`${lines.incomplete} ${d.columns.join(', ')}`, d.rows)),
      ...combined.unmatched.flatMap((t) => count(`${lines.unmatched} ${t.table}`, t.rows)),
      ...combined.unused.flatMap((t) => count(`${lines.unused} ${t.table}`, t.rows)),
      ...count(lines.merged, combined.merged),
    );
  }
  if (report.columns.length > 0) {
    text.push('', `${lines.columns}:`);
    for (const { column, values, done, example } of report.columns)
      text.push(`  ${column}: ${format.integer(values)} (${example}), ${words.done[done]}`);
  }
  return `${text.join('\n')}\n`;
}
