import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import { bandName, cutText } from '../bands/words';
import type { Subject } from '../subject';
import { subjectWords } from '../subject.words';
import type { ScoredNow } from './chart';

type Band = ScoredNow['bands'][number];
type Bin = ScoredNow['bins'][number];

export interface ScoredWords {
  readonly headline: (s: ScoredNow, of: Subject, format: Formatter) => string;
  readonly sub: (s: ScoredNow, of: Subject, format: Formatter) => string;
  readonly spread: string;
  readonly picked: (n: number, of: Subject, format: Formatter) => string;
  readonly band: (b: Band, all: ScoredNow, of: Subject, format: Formatter) => { strong: string; text: string };
  readonly bandMark: (b: Band, of: Subject, format: Formatter) => { title: string; value: string; note: string };
  /** @param between the scores of the bin; null where they are numbers */
  readonly binMark: (
    between: string | null,
    b: Bin,
    last: boolean,
    of: Subject,
    format: Formatter,
  ) => { title: string; value: string };
  readonly columns: Readonly<Record<'caption' | 'band' | 'rows' | 'expected' | 'from' | 'to', string>>;
}

/** Numbers of a bin; the last holds all beyond it. */
function numbers({ from, to }: Bin, last: boolean, of: Subject, format: Formatter): string {
  const text = (v: number): string => (of.money ? format.moneyCompact(v) : format.compact(v));
  return last ? `${text(from)}+` : `${text(from)} – ${text(to)}`;
}

export const scoredWords: Catalogue<ScoredWords> = {
  en: {
    headline: (s, of, format) => {
      const w = subjectWords.en;
      if (s.rows === 0) return 'There is nobody to score';
      if (of.type === 'regression')
        return `${w.rows(of, s.rows, format)} will probably come to ${of.money ? format.moneyCompact(s.expected) : format.compact(s.expected)} in all (${w.number(of)})`;
      const top = s.bands.at(-1);
      return `About ${format.integer(Math.round(s.expected))} of ${w.rows(of, s.rows, format)} will probably ${w.will(of)}${top === undefined || top.low === null ? '' : `; ${format.integer(top.rows)} at ${cutText(top.low, format)} or more`}`;
    },
    sub: (s, of, format) =>
      `${of.type === 'regression' ? `Expected ${subjectWords.en.number(of)}` : subjectWords.en.probability(of)}${s.asOf === null ? '' : `, from ${format.date(s.asOf)} on`}`,
    spread: 'How the scores spread',
    picked: (n, of, format) => `picked at the chosen cut: ${subjectWords.en.rows(of, n, format)}`,
    band: (b, _, of, format) => ({
      strong: format.integer(b.rows),
      text: `of whom about ${format.integer(Math.round(b.expected))} will ${subjectWords.en.will(of)}`,
    }),
    bandMark: (b, of, format) => ({
      title: bandName(b, format),
      value: subjectWords.en.rows(of, b.rows, format),
      note: `about ${format.number(b.expected, 1)} of them will probably ${subjectWords.en.will(of)}`,
    }),
    binMark: (between, b, last, of, format) => ({
      title: between ?? numbers(b, last, of, format),
      value: subjectWords.en.rows(of, b.rows, format),
    }),
    columns: { caption: 'Rows by score', band: 'Score', rows: 'Rows', expected: 'Expected', from: 'From', to: 'To' },
  },
  ru: {
    headline: (s, of, format) => {
      const w = subjectWords.ru;
      if (s.rows === 0) return 'Оценивать некого';
      if (of.type === 'regression')
        return `Прогноз на всех (${w.rows(of, s.rows, format)}): ${of.money ? format.moneyCompact(s.expected) : format.compact(s.expected)} (${w.number(of)})`;
      const top = s.bands.at(-1);
      return `Из ${format.integer(s.rows)} ${w.all(of)} примерно ${format.integer(Math.round(s.expected))}, вероятно, ${w.will(of)}${top === undefined || top.low === null ? '' : `; с баллом от ${cutText(top.low, format)} — ${format.integer(top.rows)}`}`;
    },
    sub: (s, of, format) =>
      `${of.type === 'regression' ? `Прогноз: ${subjectWords.ru.number(of)}` : subjectWords.ru.probability(of)}${s.asOf === null ? '' : `, начиная с ${format.date(s.asOf)}`}`,
    spread: 'Как распределены баллы',
    picked: (n, of, format) => `при выбранном пороге отобрано: ${subjectWords.ru.rows(of, n, format)}`,
    band: (b, _, of, format) => ({
      strong: format.integer(b.rows),
      text: `из них примерно ${format.integer(Math.round(b.expected))} ${subjectWords.ru.will(of)}`,
    }),
    bandMark: (b, of, format) => ({
      title: bandName(b, format),
      value: subjectWords.ru.rows(of, b.rows, format),
      note: `примерно ${format.number(b.expected, 1)} из них, вероятно, ${subjectWords.ru.will(of)}`,
    }),
    binMark: (between, b, last, of, format) => ({
      title: between ?? numbers(b, last, of, format),
      value: subjectWords.ru.rows(of, b.rows, format),
    }),
    columns: { caption: 'Строки по баллу', band: 'Балл', rows: 'Строк', expected: 'Ожидается', from: 'От', to: 'До' },
  },
};
