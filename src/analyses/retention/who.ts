import type { Who } from '../../core/marks';
import type { Formatter } from '../../core/format';
import type { Catalogue } from '../../core/words';
import type { RetentionCell, RetentionCohort, RetentionFigures } from './result';
import { cohortSpan } from './names';

interface WhoWords {
  readonly started: (cohort: string) => string;
  readonly back: (cohort: string, period: number) => string;
  readonly away: (cohort: string, period: number) => string;
  readonly all: string;
}

const words: Catalogue<WhoWords> = {
  en: {
    started: (cohort) => `Started: ${cohort}`,
    back: (cohort, period) => `Came back in period ${period} (${cohort})`,
    away: (cohort, period) => `Did not come back in period ${period} (${cohort})`,
    all: 'all cohorts',
  },
  ru: {
    started: (cohort) => `Начали: ${cohort}`,
    back: (cohort, period) => `Вернулись в периоде ${period} (${cohort})`,
    away: (cohort, period) => `Не вернулись в периоде ${period} (${cohort})`,
    all: 'все когорты',
  },
};

/** A cell of a cohort, by the plan's list: who came back in it, and who did not. */
export function cellWho(
  cohort: RetentionCohort,
  { period, rate }: RetentionCell,
  figures: RetentionFigures,
  format: Formatter,
): readonly Who[] {
  return groups(
    { cohort: cohort.from, period },
    cohortSpan(cohort, figures, format),
    [rate.count, cohort.customers - rate.count],
    format,
  );
}

/** A period of all cohorts together. */
export function meanWho(period: number, format: Formatter): readonly Who[] {
  return groups({ period }, words[format.locale].all, null, format);
}

function groups(
  choice: { readonly cohort?: string; readonly period: number },
  name: string,
  counts: readonly [number, number] | null,
  { locale }: Formatter,
): readonly Who[] {
  const w = words[locale];
  return (['back', 'away'] as const).flatMap((who, i): Who[] => {
    if (choice.period === 0 && who === 'away') return [];
    const count = counts?.[i];
    return [
      {
        label: choice.period === 0 ? w.started(name) : w[who](name, choice.period),
        ...(count === undefined ? {} : { count }),
        of: { kind: 'retention', list: 'customers', where: [], params: { list: { ...choice, who } } },
      },
    ];
  });
}
