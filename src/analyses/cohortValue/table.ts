import type { TableData } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { CohortValueFigures } from './result';
import { cohortValueWords } from './words';

/** Every cell as a row, all cohorts first, then oldest first. */
export function cohortValueTable(figures: CohortValueFigures, format: Formatter): TableData {
  const { columns: c, all } = cohortValueWords[format.locale];
  return {
    caption: c.caption,
    columns: [
      { label: c.cohort, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      { label: c.period, kind: 'integer' },
      { label: c.value, kind: 'money' },
      { label: c.low, kind: 'money' },
      { label: c.high, kind: 'money' },
      { label: c.over, kind: 'text' },
    ],
    rows: [
      ...figures.means.map((m) => [
        all,
        m.customers,
        m.period,
        m.value,
        m.interval?.low ?? null,
        m.interval?.high ?? null,
        c.yes,
      ]),
      ...figures.cohorts.flatMap((cohort) =>
        cohort.cells.map((x) => [
          cohort.from,
          cohort.customers,
          x.period,
          x.value,
          x.interval?.low ?? null,
          x.interval?.high ?? null,
          x.mature ? c.yes : c.no,
        ]),
      ),
    ],
  };
}
