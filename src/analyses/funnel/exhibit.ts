import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText } from '../../charts/exhibit';
import type { FunnelFigures } from './result';
import { funnelWords } from './words';

/** Headline, sub-line and plate of a funnel, in the formatter's language. */
export function funnelExhibit(result: Result<FunnelFigures>, format: Formatter): ExhibitText {
  const words = funnelWords[format.locale];
  const { figures } = result;
  const interval = words.interval(figures.conversion, format);
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      { text: words.rows(result.receipt.source.rows, format) },
      // Few converters: the share alone would look surer than it is.
      ...(interval === '' ? [] : [{ text: interval, doubt: figures.conversion.count < 100 }]),
      ...(figures.order === 'independent' ? [] : [{ text: words.independent(figures, format) }]),
      ...result.warnings.flatMap((w) => {
        const text = words.warning(w, format);
        return text === null ? [] : [{ text, doubt: true }];
      }),
    ],
  };
}
