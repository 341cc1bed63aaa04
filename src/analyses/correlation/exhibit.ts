import type { ExhibitText, TableData } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { CorrelationFigures } from './result';
import { correlationWords } from './words';

/** What stands around the forest plot. */
export function correlationExhibit({ figures, warnings }: Result<CorrelationFigures>, format: Formatter): ExhibitText {
  const words = correlationWords[format.locale];
  const { text, ...term } = words.cause;
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      { text: words.tested(figures, format) },
      ...(figures.candidates.length === 0 ? [] : [{ text, doubt: true, term }]),
      ...warnings.flatMap((w) => {
        const said = words.warning(w, format);
        return said === null ? [] : [{ text: said, doubt: true }];
      }),
    ],
  };
}

/** Every candidate. */
export function correlationTable({ candidates }: CorrelationFigures, format: Formatter): TableData {
  const words = correlationWords[format.locale];
  const c = words.columns;
  return {
    caption: c.caption,
    columns: [
      { label: c.kind, kind: 'text' },
      { label: c.name, kind: 'text' },
      { label: c.having, kind: 'integer' },
      { label: c.with, kind: 'percent' },
      { label: c.without, kind: 'percent' },
      { label: c.ratio, kind: 'number' },
      { label: c.low, kind: 'number' },
      { label: c.high, kind: 'number' },
      { label: c.p, kind: 'number', digits: 4 },
      { label: c.adjusted, kind: 'number', digits: 4 },
    ],
    rows: candidates.map((x) => [
      'event' in x.of ? c.event : x.of.property,
      'event' in x.of ? x.of.event : x.of.value,
      x.with.of,
      x.with.share,
      x.without.share,
      x.ratio,
      x.interval.low,
      x.interval.high,
      x.p,
      x.adjusted,
    ]),
  };
}
