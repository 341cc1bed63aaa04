import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText } from '../../charts/exhibit';
import type { LifecycleFigures } from './result';
import { lifecycleWords } from './words';

/** What stands around the bars of the lifecycle. */
export function lifecycleExhibit(result: Result<LifecycleFigures>, format: Formatter): ExhibitText {
  const words = lifecycleWords[format.locale];
  const { figures, receipt } = result;
  const { points, interval } = figures;
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, receipt.zone),
    plate: [
      { text: words.customers(figures.customers, format) },
      ...(points.length > 0 ? [{ text: words.first(interval) }] : []),
      ...(points.length > 1 && points.at(-1)?.complete === false ? [{ text: words.last(interval) }] : []),
      ...result.warnings.flatMap((w) => {
        const text = words.warning(w, format);
        return text === null ? [] : [{ text, doubt: true }];
      }),
    ],
  };
}
