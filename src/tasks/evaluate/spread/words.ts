import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { Subject } from '../subject';
import { lowered, subjectWords } from '../subject.words';
import type { Spread } from './chart';

export interface SpreadWords {
  readonly headline: (spread: Spread, s: Subject, format: Formatter) => string;
  readonly sub: (s: Subject) => string;
  readonly yes: (spread: Spread, s: Subject, format: Formatter) => string;
  readonly no: (spread: Spread, s: Subject, format: Formatter) => string;
  readonly names: (s: Subject) => { readonly yes: string; readonly no: string };
  readonly cut: string;
  readonly mark: (
    /** The bin's scores. */
    between: string,
    bin: Spread['bins'][number],
    s: Subject,
    format: Formatter,
  ) => { title: string; value: string; note: string };
  readonly columns: { readonly from: string; readonly to: string };
}

/** Histograms that overlap less than this are told apart at a glance. */
const APART = 0.35;
const ALIKE = 0.7;

export const spreadWords: Catalogue<SpreadWords> = {
  en: {
    headline: ({ overlap }, s, format) => {
      const { positives } = subjectWords.en;
      if (overlap < APART) return `Scores set the ${positives(s)} well apart from the rest`;
      if (overlap < ALIKE)
        return `Scores of the ${positives(s)} lie higher, and overlap with the rest by ${format.percent(overlap, 0)}`;
      return `Scores of the ${positives(s)} look much like those of the rest: ${format.percent(overlap, 0)} overlap`;
    },
    sub: (s) => `How scores spread, each group as a whole: ${lowered(subjectWords.en.probability(s))}`,
    yes: ({ yes }, s, format) => `${subjectWords.en.yes(s)}: ${format.integer(yes)}`,
    no: ({ no }, s, format) => `${subjectWords.en.no(s)}: ${format.integer(no)}`,
    names: (s) => ({ yes: subjectWords.en.yes(s), no: subjectWords.en.no(s) }),
    cut: 'chosen cut',
    mark: (between, b, s, format) => ({
      title: `Score ${between}`,
      value: `${subjectWords.en.yes(s)}: ${format.integer(b.yes)}`,
      note: `${subjectWords.en.no(s)}: ${format.integer(b.no)}`,
    }),
    columns: { from: 'Score from', to: 'to' },
  },
  ru: {
    headline: ({ overlap }, s, format) => {
      const { positives } = subjectWords.ru;
      if (overlap < APART) return `Баллы ${positives(s)} далеко отстоят от остальных`;
      if (overlap < ALIKE)
        return `Баллы ${positives(s)} выше, но на ${format.percent(overlap, 0)} пересекаются с остальными`;
      return `Баллы ${positives(s)} почти как у остальных: пересечение ${format.percent(overlap, 0)}`;
    },
    sub: (s) => `Как распределены баллы, каждая группа за целое: ${lowered(subjectWords.ru.probability(s))}`,
    yes: ({ yes }, s, format) => `${subjectWords.ru.yes(s)}: ${format.integer(yes)}`,
    no: ({ no }, s, format) => `${subjectWords.ru.no(s)}: ${format.integer(no)}`,
    names: (s) => ({ yes: subjectWords.ru.yes(s), no: subjectWords.ru.no(s) }),
    cut: 'выбранный порог',
    mark: (between, b, s, format) => ({
      title: `Балл ${between}`,
      value: `${subjectWords.ru.yes(s)}: ${format.integer(b.yes)}`,
      note: `${subjectWords.ru.no(s)}: ${format.integer(b.no)}`,
    }),
    columns: { from: 'Балл от', to: 'до' },
  },
};
