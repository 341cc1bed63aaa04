import type { ExhibitText } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result, Warning } from '../../core/result';
import { terms, type TermName } from '../../charts/terms';
import type { ScoreFigures } from './result';
import { scoreWords } from './words';

const termOf: Partial<Record<Warning['code'], TermName>> = {
  'demo-model': 'demoModel',
  'outside-training': 'outside',
};

/** What stands around the picture of scores: the finding, whom it is about, and every doubt. */
export function scoreExhibit({ figures, warnings }: Result<ScoreFigures>, format: Formatter): ExhibitText {
  const words = scoreWords[format.locale];
  const t = terms[format.locale];
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      { text: words.customers(figures.customers, format) },
      ...(figures.notScored > 0 ? [{ text: words.notScored(figures.notScored, format) }] : []),
      ...(figures.test === null ? [] : [{ text: words.test(figures.test, format), term: t.rocAuc }]),
      ...warnings.flatMap((warning) => {
        const text = words.warning(warning, format);
        const term = termOf[warning.code];
        return text === null ? [] : [{ text, doubt: true, ...(term === undefined ? {} : { term: t[term] }) }];
      }),
    ],
  };
}
