import type { ExhibitText, TableData } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Measure, SideBySideFigures } from './result';
import { FEW, sideBySideWords } from './words';

/** What stands around the comparison. */
export function sideBySideExhibit({ figures }: Result<SideBySideFigures>, format: Formatter): ExhibitText {
  const words = sideBySideWords[format.locale];
  const few = figures.groups.some((g) => g.customers < FEW);
  return {
    headline: words.headline(figures, format),
    sub: words.sub,
    plate: [
      { text: words.customers(figures.groups[0]?.customers ?? 0, format) },
      { text: words.several },
      ...(few ? [{ text: words.few(FEW), doubt: true }] : []),
    ],
  };
}

const kindOf = (measure: Measure): 'percent' | 'money' | 'number' =>
  measure === 'money'
    ? 'money'
    : measure === 'share' || measure === 'bounce' || measure === 'buyers'
      ? 'percent'
      : 'number';

/** One row per segment, each figure with its interval. */
export function sideBySideTable({ groups, measures }: SideBySideFigures, format: Formatter): TableData {
  const words = sideBySideWords[format.locale];
  const c = words.columns;
  return {
    caption: c.caption,
    columns: [
      { label: c.segment, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      ...measures.flatMap((m) => [
        { label: words.measures[m], kind: kindOf(m) },
        { label: `${words.measures[m]}, ${c.low}`, kind: kindOf(m) },
        { label: `${words.measures[m]}, ${c.high}`, kind: kindOf(m) },
      ]),
    ],
    rows: groups.map((g) => [
      g.segment ?? words.everybody,
      g.customers,
      ...measures.flatMap((m) => {
        const { value, interval } = g.figures[m];
        return [value, interval?.low ?? null, interval?.high ?? null];
      }),
    ]),
  };
}
