import { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText } from '../../charts/exhibit';
import type { StickinessFigures } from './result';
import { stickinessWords } from './words';

/** What stands around the bars of stickiness. */
export function stickinessExhibit(result: Result<StickinessFigures>, format: Formatter): ExhibitText {
  const words = stickinessWords[format.locale];
  const { figures, receipt } = result;
  const plain = new Formatter(format.locale);
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, receipt.zone, format),
    plate: [
      { text: words.customers(figures, format) },
      ...(figures.span === null
        ? []
        : [{ text: plain.dateRange(Date.parse(figures.span.from), Date.parse(figures.span.to)) }]),
      ...result.warnings.flatMap((w) => {
        const text = words.warning(w, format);
        return text === null ? [] : [{ text, doubt: true }];
      }),
    ],
  };
}
