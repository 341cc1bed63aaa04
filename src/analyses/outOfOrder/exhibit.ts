import type { ExhibitText, TableData } from '../../charts/exhibit';
import { terms } from '../../charts/terms';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import { reasons } from './plan';
import type { OutOfOrderFigures } from './result';
import { outOfOrderWords } from './words';

/** What stands around the two ways of counting. */
export function outOfOrderExhibit({ figures, receipt }: Result<OutOfOrderFigures>, format: Formatter): ExhibitText {
  const words = outOfOrderWords[format.locale];
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      { text: words.rows(receipt.source.rows, format) },
      { text: words.alone, term: terms[format.locale].independent },
    ],
  };
}

/** One row per step. */
export function outOfOrderTable({ steps }: OutOfOrderFigures, format: Formatter): TableData {
  const words = outOfOrderWords[format.locale];
  const c = words.columns;
  return {
    caption: c.caption,
    columns: [
      { label: c.step, kind: 'text' },
      { label: c.independent, kind: 'integer' },
      { label: c.followed, kind: 'integer' },
      ...reasons.map((r) => ({ label: words.reasons[r], kind: 'integer' as const })),
    ],
    rows: steps.map((s) => [s.label, s.independent, s.followed, ...reasons.map((r) => s.aside[r])]),
  };
}
