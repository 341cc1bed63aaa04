import type { ExhibitText, TableData } from '../../charts/exhibit';
import { terms } from '../../charts/terms';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { FunnelTrendFigures } from './result';
import { funnelTrendWords } from './words';

/** What stands around the trend. */
export function funnelTrendExhibit(
  { figures, receipt, warnings }: Result<FunnelTrendFigures>,
  format: Formatter,
): ExhibitText {
  const words = funnelTrendWords[format.locale];
  const t = terms[format.locale];
  const [halves, open] = [words.halves(figures, format), words.open(figures)];
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, receipt.zone, format),
    plate: [
      ...(halves === null ? [] : [{ text: halves, term: t.wilson }]),
      { text: words.several },
      ...(open === null ? [] : [{ text: open, doubt: true, term: t.immature }]),
      ...warnings.flatMap((w) => {
        const text = words.warning(w, format);
        return text === null ? [] : [{ text, doubt: true }];
      }),
    ],
  };
}

/** One row per period. */
export function funnelTrendTable({ points }: FunnelTrendFigures, format: Formatter): TableData {
  const c = funnelTrendWords[format.locale].columns;
  return {
    caption: c.caption,
    columns: [
      { label: c.from, kind: 'text' },
      { label: c.began, kind: 'integer' },
      { label: c.converted, kind: 'integer' },
      { label: c.share, kind: 'percent' },
      { label: c.low, kind: 'percent' },
      { label: c.high, kind: 'percent' },
      { label: c.immature, kind: 'integer' },
      { label: c.without, kind: 'percent' },
    ],
    rows: points.map((p) => [
      p.from,
      p.conversion.of,
      p.conversion.count,
      p.conversion.share,
      p.conversion.interval?.low ?? null,
      p.conversion.interval?.high ?? null,
      p.immature,
      p.without.share,
    ]),
  };
}
