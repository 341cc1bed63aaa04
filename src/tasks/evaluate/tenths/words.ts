import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { GainRow } from '../../../learn/judge/curves';
import type { Subject } from '../subject';
import { raised, subjectWords } from '../subject.words';

export interface TenthsWords {
  readonly headline: (rows: readonly GainRow[], s: Subject, format: Formatter) => string;
  readonly sub: (s: Subject) => string;
  readonly tenth: (k: number) => string;
  readonly mark: (
    row: GainRow,
    k: number,
    s: Subject,
    format: Formatter,
  ) => { title: string; value: string; note: string };
  readonly columns: {
    readonly tenth: string;
    readonly rows: string;
    readonly positives: string;
    readonly rate: string;
    readonly lift: string;
    readonly found: string;
    readonly highest: string;
    readonly lowest: string;
  };
}

const ends = (rows: readonly GainRow[]): { readonly first: number | null; readonly last: number | null } => ({
  first: rows[0]?.rate ?? null,
  last: rows.at(-1)?.rate ?? null,
});
const digits = (share: number | null): number => (share !== null && share < 0.1 ? 1 : 0);

export const tenthsWords: Catalogue<TenthsWords> = {
  en: {
    headline: (rows, s, format) => {
      const { first, last } = ends(rows);
      return `${raised(subjectWords.en.rate(s))}: ${format.percent(first, digits(first))} in the top tenth, ${format.percent(last, digits(last))} in the last`;
    },
    sub: (s) =>
      `${subjectWords.en.all(s)} in ten equal groups, best scores first; the thin bar is the rate overall`.replace(
        /^./,
        (c) => c.toUpperCase(),
      ),
    tenth: (k) => (k === 1 ? 'Top tenth' : `${k}.`),
    mark: (r, k, s, format) => ({
      title: `Tenth ${k}: scores ${format.number(r.lowest, 3)}–${format.number(r.highest, 3)}`,
      value: `${format.percent(r.rate, 1)} (${format.integer(r.positives)} of ${subjectWords.en.rows(s, r.n, format)})`,
      note: `${format.number(r.lift, 2)} times the overall rate; ${format.percent(r.cumulativeShare, 0)} found up to here`,
    }),
    columns: {
      tenth: 'Tenth',
      rows: 'Rows',
      positives: 'In question',
      rate: 'Rate',
      lift: 'Lift',
      found: 'Found so far',
      highest: 'Highest score',
      lowest: 'Lowest score',
    },
  },
  ru: {
    headline: (rows, s, format) => {
      const { first, last } = ends(rows);
      return `${raised(subjectWords.ru.rate(s))}: ${format.percent(first, digits(first))} в первой десятой части и ${format.percent(last, digits(last))} в последней`;
    },
    sub: () => 'Десять равных групп по убыванию балла; тонкая полоса — доля в целом',
    tenth: (k) => (k === 1 ? 'Первая' : `${k}-я`),
    mark: (r, k, s, format) => ({
      title: `Часть ${k}: баллы ${format.number(r.lowest, 3)}–${format.number(r.highest, 3)}`,
      value: `${format.percent(r.rate, 1)} (${format.integer(r.positives)} из ${format.integer(r.n)})`,
      note: `в ${format.number(r.lift, 2)} раза чаще среднего; найдено всего ${format.percent(r.cumulativeShare, 0)}`,
    }),
    columns: {
      tenth: 'Часть',
      rows: 'Строк',
      positives: 'Искомых',
      rate: 'Доля',
      lift: 'Лифт',
      found: 'Найдено всего',
      highest: 'Балл до',
      lowest: 'Балл от',
    },
  },
};
