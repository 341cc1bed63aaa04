import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import type { Catalogue } from '../../core/words';
import { activityWords } from '../activity.words';
import type { TrendGroup, TrendsFigures } from './result';
import { trendsWords } from './words';

const words: Catalogue<{ readonly counted: string; readonly named: (what: string, when: string) => string }> = {
  en: { counted: 'Those who count', named: (what, when) => `${what} (${when})` },
  ru: { counted: 'Кто посчитан', named: (what, when) => `${what} (${when})` },
};

/**
 * The customers of the i-th bucket, by the plan's list: of each series, or of each group of the only one.
 * @param when the bucket as the mark calls it
 */
export function bucketWho(figures: TrendsFigures, i: number, when: string, { locale }: Formatter): readonly Who[] {
  const at = figures.groups[0]?.points[i]?.from;
  if (at === undefined) return [];
  return figures.by === null ? ofSeries(figures, at, i, when, locale) : ofGroups(figures, at, i, when, locale);
}

/** How many a value counts, where it counts customers. */
const counted = (figures: TrendsFigures, group: TrendGroup | undefined, i: number): Pick<Who, 'count'> => {
  const value = group?.points[i]?.value;
  const plain = figures.formula === null && figures.series[0]?.measure === 'customers';
  return plain && value != null ? { count: value } : {};
};

function ofSeries(figures: TrendsFigures, at: string, i: number, when: string, locale: 'en' | 'ru'): readonly Who[] {
  const w = words[locale];
  return figures.series.flatMap(({ activity }, series): Who[] => {
    const [group] = figures.groups;
    if (figures.formula === null && (series > 0 || group?.points[i]?.value === 0)) return [];
    const what = activityWords[locale].activity(activity);
    const name = figures.formula === null ? what : `${series === 0 ? 'A' : 'B'}: ${what}`;
    const of = { kind: 'trends', list: 'customers', where: [], params: { list: { at, series } }, apart: true } as const;
    return [
      {
        label: figures.formula === null ? w.counted : name,
        name: w.named(what, when),
        ...counted(figures, group, i),
        of,
      },
    ];
  });
}

function ofGroups(figures: TrendsFigures, at: string, i: number, when: string, locale: 'en' | 'ru'): readonly Who[] {
  const w = words[locale];
  const bySegment = figures.by !== null && 'segments' in figures.by;
  return figures.groups.flatMap((group): Who[] => {
    const { name } = group;
    const value = group.points[i]?.value ?? null;
    if (name === null || value === null || value === 0) return [];
    const label = trendsWords[locale].group(name);
    const of = { kind: 'trends', list: 'customers', where: [], apart: true } as const;
    return [
      {
        label,
        name: w.named(label, when),
        ...counted(figures, group, i),
        of:
          bySegment && 'value' in name
            ? { ...of, params: { list: { at } }, also: [{ segment: name.value }] }
            : { ...of, params: { list: { at, group: name } }, keeps: ['breakdown'] },
      },
    ];
  });
}
