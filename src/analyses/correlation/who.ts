import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import type { Catalogue } from '../../core/words';
import type { Candidate } from './result';

const words: Catalogue<Readonly<Record<'converted' | 'lost' | 'without', string>>> = {
  en: {
    converted: 'Have it and went all the way',
    lost: 'Have it and did not',
    without: 'Do not have it',
  },
  ru: {
    converted: 'С этим прошли весь путь',
    lost: 'С этим не дошли',
    without: 'Без этого',
  },
};

/**
 * Who has a candidate and converted, who has it and did not, and who does without, by the plan's list.
 * @param name the candidate's
 */
export function candidateWho(candidate: Candidate, name: string, { locale }: Formatter): readonly Who[] {
  const w = words[locale];
  const groups = [
    { label: w.converted, count: candidate.with.count, has: 1, converted: [1] },
    { label: w.lost, count: candidate.with.of - candidate.with.count, has: 1, converted: [0] },
    { label: w.without, count: candidate.without.of, has: 0, converted: [0, 1] },
  ];
  return groups
    .filter((g) => g.count > 0)
    .map(({ label, count, has, converted }) => ({
      label,
      name: `${name}: ${label.toLocaleLowerCase(locale)}`,
      count,
      of: {
        kind: 'correlation',
        list: 'customers',
        where: [
          { property: 'has', is: [has] },
          { property: 'converted', is: converted },
        ],
        params: { list: candidate.of },
        apart: true,
      },
    }));
}
