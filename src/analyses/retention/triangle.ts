import { cohortTriangle, type TriangleGeometry } from '../../charts/cohorts';
import type { Formatter } from '../../core/format';
import { cohortName } from './names';
import { cellValue, firstPeriod, meanValue, type RetentionMeasure } from './measure';
import type { RetentionFigures } from './result';
import { cellWho, meanWho } from './who';
import { retentionWords } from './words';

export type { TriangleGeometry };

/** Narrowest cell that holds a share without its sign. */
const LEAST = 36;

/** Cohorts × periods, laid out for a width of 240 px or more. */
export function triangleChart(
  figures: RetentionFigures,
  measure: RetentionMeasure,
  width: number,
  format: Formatter,
): TriangleGeometry {
  const words = retentionWords[format.locale];
  const money = measure === 'cumulative';
  const sizeOf = (n: number): string => (n < 100_000 ? format.integer(n) : format.compact(n));
  return cohortTriangle(
    {
      mean: {
        name: words.meanRow,
        size: sizeOf(figures.customers),
        cells: figures.means.map((mean) => ({
          period: mean.period,
          value: meanValue(mean, measure),
          mature: true,
          mark: { ...words.meanMark(mean, figures, measure, format), who: meanWho(mean.period, figures, format) },
        })),
      },
      rows: figures.cohorts.map((cohort) => ({
        name: cohortName(cohort, figures, format),
        size: sizeOf(cohort.customers),
        cells: cohort.cells.map((cell) => ({
          period: cell.period,
          value: cellValue(cell, measure),
          mature: cell.mature,
          mark: {
            ...words.cellMark(cohort, cell, figures, measure, format),
            who: cellWho(cohort, cell, figures, format),
          },
        })),
      })),
      older: figures.olderCohorts,
      first: firstPeriod(measure),
      least: money ? LEAST + 16 : LEAST,
      axis: (bare) => words.axis(figures, measure, bare),
      sizes: words.sizes,
      print: (value, across, bare, most) => {
        if (money)
          return format.moneyCompact(value).length * 7.4 + 4 <= across
            ? format.moneyCompact(value)
            : format.compact(Math.round(value));
        if (!bare) return format.percent(value, 1);
        return value > 0 && value < 0.0005 ? '<0.1' : format.number(value * 100, most < 0.1 ? 1 : 0);
      },
      notDrawn: (cohorts, from, to) => words.notDrawn(cohorts, from, to, figures.interval),
    },
    width,
  );
}
