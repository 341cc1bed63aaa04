import type { ExhibitText, PlateItem } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { CohortValueFigures } from './result';
import { cohortValueWords } from './words';

/** What stands around the curves. */
export function curvesExhibit(result: Result<CohortValueFigures>, format: Formatter): ExhibitText {
  const words = cohortValueWords[format.locale];
  const { figures, receipt } = result;
  const difference = words.difference(figures, format);
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, receipt.zone),
    plate: [
      { text: words.customers(figures, format) },
      ...(difference === null ? [] : [{ text: difference }]),
      ...plate(result, format),
    ],
  };
}

/** What stands around the triangle. */
export function triangleExhibit(result: Result<CohortValueFigures>, format: Formatter): ExhibitText {
  const words = cohortValueWords[format.locale];
  const { figures, receipt } = result;
  const said = figures.milestone === null ? '' : words.interval(figures.milestone, figures, format);
  return {
    headline: words.spread(figures, format),
    sub: words.sub(figures, receipt.zone),
    plate: [
      { text: words.customers(figures, format) },
      ...(said === '' ? [] : [{ text: said }]),
      ...plate(result, format),
    ],
  };
}

function plate({ figures, warnings }: Result<CohortValueFigures>, format: Formatter): PlateItem[] {
  const words = cohortValueWords[format.locale];
  const apart = words.apart(figures, format);
  return [
    ...(figures.milestone === null ? [] : [{ text: words.age(figures.interval) }]),
    ...(figures.cohorts.some((c) => c.cells.some((x) => !x.mature)) ? [{ text: words.immature, doubt: true }] : []),
    ...(figures.firstPartial ? [{ text: words.firstPartial }] : []),
    ...(apart === null ? [] : [{ text: apart }]),
    ...warnings.flatMap((w) => {
      const text = words.warning(w, format);
      return text === null ? [] : [{ text, doubt: true }];
    }),
  ];
}
