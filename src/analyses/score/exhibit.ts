import type { ExhibitText } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ScoreFigures } from './result';
import { scoreWords } from './words';

/** What stands around the histogram of scores: the finding, whom it is about, and every doubt. */
export function scoreExhibit({ figures, warnings }: Result<ScoreFigures>, format: Formatter): ExhibitText {
  const words = scoreWords[format.locale];
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      { text: words.customers(figures.customers, format) },
      ...(figures.notScored > 0 ? [{ text: words.notScored(figures.notScored, format) }] : []),
      ...(figures.test === null ? [] : [{ text: words.test(figures.test, format) }]),
      ...warnings.flatMap((warning) => {
        const text = words.warning(warning, format);
        return text === null ? [] : [{ text, doubt: true }];
      }),
    ],
  };
}
