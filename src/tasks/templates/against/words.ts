import type { TermText } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';
import type { Difference, Sides } from './against';

interface Pair {
  readonly name: string;
  readonly group: string;
  readonly rest: string;
}

export interface AgainstWords {
  readonly title: string;
  readonly caption: string;
  readonly level: (column: string, value: string) => string;
  readonly pair: (group: string, rest: string) => string;
  readonly headline: (first: readonly Pair[], sides: Sides, format: Formatter) => string;
  readonly sub: (sides: Sides, format: Formatter) => string;
  readonly held: (n: number, all: number, format: Formatter) => string;
  readonly cause: string;
  readonly term: TermText;
  readonly mark: (d: Difference, format: Formatter) => string;
  readonly picked: string;
  readonly pickedTop: (column: string) => string;
  readonly of: string;
  readonly all: string;
  readonly third: (column: string) => string;
  readonly none: { readonly says: string; readonly remedy: string };
  readonly columns: Readonly<
    Record<
      'column' | 'group' | 'rest' | 'groupMedian' | 'restMedian' | 'difference' | 'low' | 'high' | 'effect' | 'p',
      string
    >
  >;
}

const p = (value: number | null, format: Formatter): string =>
  value === null ? '–' : value < 0.001 ? `< ${format.number(0.001, 3)}` : `= ${format.number(value, 3)}`;
const source = 'Hedges 1981; Cohen 1988; Benjamini & Hochberg 1995';

export const againstWords: Catalogue<AgainstWords> = {
  en: {
    title: 'What sets the group apart',
    caption: 'The group against the rest',
    level: (column, value) => `${column}: ${value}`,
    pair: (group, rest) => `${group} against ${rest}`,
    headline: (first, sides, f) =>
      first.length === 0
        ? `Nothing sets ${sides.name} apart from the rest beyond chance`
        : `What sets ${sides.name} apart: ${f.list(first.map((x) => `${x.name} (${x.group} against ${x.rest})`))}`,
    sub: (s, f) =>
      `${f.integer(s.group)} in the group, ${f.integer(s.rest)} others; means or shares, by size of the effect with its 95 % interval`,
    held: (n, all, f) =>
      `${f.integer(n)} of ${f.integer(all)} ${plural('en', all, { one: 'difference', other: 'differences' })} beyond chance`,
    cause: 'a description, no proof of a cause',
    term: {
      title: 'Beyond chance',
      says: 'The probability of such a difference by chance, adjusted for looking at all columns at once: at most one in twenty of those counted is false. The effect is the difference in standard deviations; about 0.2 is small, 0.8 is large.',
      source,
    },
    mark: (d, f) => `effect ${f.number(d.effect, 2)}, adjusted p ${p(d.p, f)}`,
    picked: 'those picked',
    pickedTop: (column) => `those picked with the highest “${column}”`,
    of: 'Of those picked',
    all: 'all of them',
    third: (column) => `the third with the highest “${column}”`,
    none: {
      says: 'The cut picks nobody, or everybody.',
      remedy: 'Move the cut in “Whom to pick”: a group and a rest are needed.',
    },
    columns: {
      column: 'Column',
      group: 'Group',
      rest: 'Rest',
      groupMedian: 'Group median',
      restMedian: 'Rest median',
      difference: 'Difference',
      low: '95 % from',
      high: '95 % to',
      effect: 'Effect',
      p: 'Adjusted p',
    },
  },
  ru: {
    title: 'Чем отличается группа',
    caption: 'Группа и остальные',
    level: (column, value) => `${column}: ${value}`,
    pair: (group, rest) => `${group} против ${rest}`,
    headline: (first, sides, f) =>
      first.length === 0
        ? `Группа (${sides.name}) отличается от остальных не больше, чем случайно`
        : `Чем отличаются ${sides.name}: ${f.list(first.map((x) => `${x.name} (${x.group} против ${x.rest})`))}`,
    sub: (s, f) =>
      `В группе ${f.integer(s.group)}, остальных ${f.integer(s.rest)}; средние или доли, по величине эффекта с 95 % интервалом`,
    held: (n, all, f) => `неслучайных различий: ${f.integer(n)} из ${f.integer(all)}`,
    cause: 'это описание, а не доказательство причины',
    term: {
      title: 'Неслучайные различия',
      says: 'Вероятность получить такое различие случайно, с поправкой на то, что проверены сразу все столбцы: ложных среди отмеченных — не больше одного из двадцати. Эффект — это разница в стандартных отклонениях: 0,2 — мало, 0,8 — много.',
      source,
    },
    mark: (d, f) => `эффект ${f.number(d.effect, 2)}, p с поправкой ${p(d.p, f)}`,
    picked: 'отобранные',
    pickedTop: (column) => `отобранные с наибольшим «${column}»`,
    of: 'Из отобранных',
    all: 'все',
    third: (column) => `треть с наибольшим «${column}»`,
    none: {
      says: 'Порог не отбирает никого или отбирает всех.',
      remedy: 'Передвиньте порог в части «Кого отобрать»: нужны и группа, и остальные.',
    },
    columns: {
      column: 'Столбец',
      group: 'Группа',
      rest: 'Остальные',
      groupMedian: 'Медиана группы',
      restMedian: 'Медиана остальных',
      difference: 'Разница',
      low: '95 % от',
      high: '95 % до',
      effect: 'Эффект',
      p: 'p с поправкой',
    },
  },
};
