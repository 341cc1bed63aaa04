import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText } from '../../charts/exhibit';
import { terms } from '../../charts/terms';
import type { FunnelFigures } from './result';
import { funnelWords } from './words';

/** Headline, sub-line and plate of a funnel, in the formatter's language. */
export function funnelExhibit(result: Result<FunnelFigures>, format: Formatter): ExhibitText {
  const words = funnelWords[format.locale];
  const t = terms[format.locale];
  const { figures } = result;
  const alone = figures.order === 'independent' ? null : words.independent(figures, format);
  const excluded = words.excluded(figures, format);
  const interval = words.interval(figures.conversion, format);
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      { text: words.rows(result.receipt.source.rows, format) },
      // Few converters: the share alone would look surer than it is.
      ...(interval === '' ? [] : [{ text: interval, doubt: figures.conversion.count < 100, term: t.wilson }]),
      ...(excluded === null ? [] : [{ text: excluded, doubt: true }]),
      ...(alone === null ? [] : [{ text: alone, term: t.independent }]),
      ...result.warnings.flatMap((w) => {
        const text = words.warning(w, figures.unit, format);
        return text === null ? [] : [{ text, doubt: true, ...(w.code === 'immature' ? { term: t.immature } : {}) }];
      }),
    ],
  };
}
