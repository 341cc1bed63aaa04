import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText, PlateItem } from '../../charts/exhibit';
import { firmMeans, firstPeriod, halves, milestones, spread, type RetentionMeasure } from './measure';
import type { RetentionFigures } from './result';
import { retentionWords } from './words';

/** What stands around the curve of the mean. */
export function curveExhibit(
  result: Result<RetentionFigures>,
  measure: RetentionMeasure,
  format: Formatter,
): ExhibitText {
  const words = retentionWords[format.locale];
  const { figures, receipt } = result;
  const found = milestones(figures);
  const thin = figures.means.length - firmMeans(figures).length;
  const interval = measure === 'customers' && found !== null ? words.interval(found.near, figures, format) : '';
  return {
    headline: words.headline(found, figures, measure, format),
    sub: words.sub(figures, receipt.zone) + words.measured(figures, measure),
    plate: [
      { text: words.customers(figures, format) },
      ...(interval === '' ? [] : [{ text: interval, doubt: (found?.near.customers ?? 0) < 100 }]),
      { text: words.later },
      ...(thin > 0 ? [{ text: words.thin(thin, figures.interval) }] : []),
      ...doubts(result, format),
    ],
  };
}

/** What stands around the triangle of cohorts. */
export function triangleExhibit(
  result: Result<RetentionFigures>,
  measure: RetentionMeasure,
  format: Formatter,
): ExhibitText {
  const words = retentionWords[format.locale];
  const { figures, receipt } = result;
  // Of the cells that are drawn or would be, had they room.
  const immature = figures.cohorts.reduce(
    (n, c) => n + c.cells.filter((cell) => !cell.mature && cell.period >= firstPeriod(measure)).length,
    0,
  );
  return {
    headline:
      measure === 'customers' && figures.of === 'first'
        ? words.comparison(halves(figures), spread(figures), figures, format)
        : words.comparison(null, null, figures, format),
    sub: words.sub(figures, receipt.zone) + words.measured(figures, measure),
    plate: [
      { text: words.customers(figures, format) },
      ...(immature > 0 ? [{ text: words.immature(immature, format), doubt: true }] : []),
      ...doubts(result, format),
    ],
  };
}

function doubts({ figures, warnings }: Result<RetentionFigures>, format: Formatter): PlateItem[] {
  const words = retentionWords[format.locale];
  return [
    ...(figures.firstPartial && figures.entry === 'first' ? [{ text: words.firstPartial }] : []),
    ...(figures.counting === 'on-or-after' ? [{ text: words.onOrAfter }] : []),
    ...(figures.entry === 'recurring' ? [{ text: words.recurring }] : []),
    ...warnings.flatMap((w) => {
      const text = words.warning(w, format);
      return text === null ? [] : [{ text, doubt: true }];
    }),
  ];
}
