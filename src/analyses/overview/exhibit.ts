import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText } from '../../charts/exhibit';
import type { OverviewFigures } from './result';
import { terms } from '../../charts/terms';
import { storyOf } from './series';
import { overviewWords } from './words';

/** What stands around the line over time. */
export function overviewExhibit(result: Result<OverviewFigures>, format: Formatter): ExhibitText {
  const words = overviewWords[format.locale];
  const { figures, receipt } = result;
  const story = storyOf(figures);
  const excluded = receipt.source.excluded.reduce((n, e) => n + e.rows, 0);
  const incomplete = figures.series.points.filter((p) => !p.complete).length;
  return {
    headline: words.headline(story, figures, format),
    sub: words.sub(figures, receipt.zone, receipt.currency),
    plate: [
      { text: words.rows(figures.events.value, format) },
      ...(excluded > 0 ? [{ text: words.excluded(excluded, format) }] : []),
      ...(incomplete > 0 ? [{ text: words.incomplete(figures.series.bucket, incomplete) }] : []),
      ...(story === null ? [] : [{ text: words.basis(story, figures, format) }]),
      ...result.warnings.flatMap((w) => {
        const text = words.warning(w, format);
        return text === null
          ? []
          : [{ text, doubt: true, ...(w.code === 'duplicates' ? { term: terms[format.locale].duplicates } : {}) }];
      }),
    ],
  };
}
