import type { BucketSize } from '../../core/calendar';
import type { Who } from '../../core/marks';
import type { Formatter } from '../../core/format';
import type { Catalogue } from '../../core/words';
import { activityWords } from '../activity.words';
import type { GroupName, RetentionCell, RetentionCohort, RetentionFigures } from './result';
import { cohortSpan } from './names';
import type { RetentionListChoice } from './spec';

interface WhoWords {
  readonly started: string;
  readonly back: string;
  readonly away: string;
  /** Cohort and period: “week 3, started 4 – 10 May”. */
  readonly when: (period: string, cohort: string | null) => string;
}

const words: Catalogue<WhoWords> = {
  en: {
    started: 'Started then',
    back: 'Came back',
    away: 'Did not come back',
    when: (period, cohort) => `${period}${cohort === null ? '' : `, started ${cohort}`}`,
  },
  ru: {
    started: 'Начали тогда',
    back: 'Вернулись',
    away: 'Не вернулись',
    when: (period, cohort) => `${period}${cohort === null ? '' : `, начали ${cohort}`}`,
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
    figures.interval,
    format,
  );
}

/** A period of all cohorts together. */
export function meanWho(period: number, { interval }: RetentionFigures, format: Formatter): readonly Who[] {
  return groups({ period }, null, null, interval, format);
}

/** A period of the customers of a group: of a segment, or with a value of a column; `title` is the group's name. */
export function groupWho(
  name: GroupName,
  title: string,
  period: number,
  { groups: by, interval }: RetentionFigures,
  format: Formatter,
): readonly Who[] {
  if (by === undefined) return [];
  const named = (who: Who): string => `${title}: ${who.name}`;
  if ('segments' in by.by) {
    if (!('value' in name)) return [];
    const also = [{ segment: name.value }];
    return groups({ period }, null, null, interval, format).map((who) => ({
      ...who,
      name: named(who),
      of: { ...who.of, apart: true, also },
    }));
  }
  const group = 'value' in name ? name : name.kind;
  return groups({ period, group }, null, null, interval, format).map((who) => ({
    ...who,
    name: named(who),
    of: { ...who.of, apart: true, keeps: ['breakdown'] },
  }));
}

function groups(
  choice: { readonly cohort?: string; readonly period: number; readonly group?: RetentionListChoice['group'] },
  cohort: string | null,
  counts: readonly [number, number] | null,
  interval: BucketSize,
  { locale }: Formatter,
): readonly Who[] {
  const w = words[locale];
  return (['back', 'away'] as const).flatMap((who, i): Who[] => {
    if (choice.period === 0 && who === 'away') return [];
    const count = counts?.[i];
    const label = choice.period === 0 ? w.started : w[who];
    return [
      {
        label,
        name: `${label}: ${w.when(activityWords[locale].period(choice.period, interval), cohort)}`,
        ...(count === undefined ? {} : { count }),
        of: { kind: 'retention', list: 'customers', where: [], params: { list: { ...choice, who } } },
      },
    ];
  });
}
