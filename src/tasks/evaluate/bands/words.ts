import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';
import type { Band } from '../../../learn/judge/bands';
import type { Subject } from '../subject';
import { subjectWords } from '../subject.words';

export interface BandsWords {
  readonly headline: (bands: readonly Band[], s: Subject, format: Formatter) => string;
  readonly sub: (s: Subject) => string;
  readonly rows: (band: Band, all: readonly Band[], s: Subject, format: Formatter) => string;
  /** Why the bands end elsewhere than usual. */
  readonly relative: (s: Subject, rate: number, format: Formatter) => string;
  /** How much of which band the chosen cut picks, the highest first; bands without anybody picked are not listed. */
  readonly picked: (parts: readonly { readonly name: string; readonly share: number }[], format: Formatter) => string;
  readonly below: (high: string) => string;
  readonly from: (low: string) => string;
  readonly mark: (band: Band, s: Subject, format: Formatter) => { title: string; value: string; note: string };
  readonly columns: {
    readonly band: string;
    readonly rows: string;
    readonly positives: string;
    readonly predicted: string;
    readonly actual: string;
    readonly low: string;
    readonly high: string;
  };
}

/** A cut point: whole percents where it is one. */
export function cutText(cut: number | null, format: Formatter): string {
  return format.percent(cut, cut === null || Number.isInteger(Math.round(cut * 1000) / 10) ? 0 : 1);
}

/** "below 30 %", "30–70 %", "from 70 %". */
export function bandName({ low, high }: Pick<Band, 'low' | 'high'>, format: Formatter): string {
  const words = bandsWords[format.locale];
  if (low === null) return words.below(cutText(high, format));
  if (high === null) return words.from(cutText(low, format));
  return format.percentInterval(
    low,
    high,
    [low, high].every((cut) => cutText(cut, format) === format.percent(cut, 0)) ? 0 : 1,
  );
}

const share = (band: Band, all: readonly Band[]): number =>
  band.actual.of /
  Math.max(
    1,
    all.reduce((n, b) => n + b.actual.of, 0),
  );

export const bandsWords: Catalogue<BandsWords> = {
  en: {
    headline: (bands, s, format) => {
      const top = bands.findLast((b) => b.actual.share !== null);
      if (top === undefined) return 'Nobody was scored';
      return `Of those the model puts ${top.low === null ? 'lowest' : `at ${cutText(top.low, format)} or more`}, ${format.percent(top.actual.share, 0)} ${subjectWords.en.did(s)}`;
    },
    sub: (s) =>
      `What really happened in bands of the score: ${subjectWords.en.rate(s)}; the thin bar is what was expected`,
    rows: (b, all, s, format) => `${subjectWords.en.rows(s, b.actual.of, format)}, ${format.percent(share(b, all), 0)}`,
    relative: (s, rate, format) =>
      `usual in training: ${format.percent(rate, 1)} ${subjectWords.en.yes(s)}; the bands end at half and twice that`,
    picked: (parts, format) =>
      parts.length === 0
        ? 'the chosen cut picks nobody'
        : `the chosen cut picks ${parts.map((p) => `${format.percent(p.share, 0)} of “${p.name}”`).join(' and ')}`,
    below: (high) => `Below ${high}`,
    from: (low) => `${low} and more`,
    mark: (b, s, format) => ({
      title: bandName(b, format),
      value: `${format.percent(b.actual.share, 1)} ${subjectWords.en.yes(s)} (${format.integer(b.actual.count)} of ${format.integer(b.actual.of)})`,
      note: `expected ${format.percent(b.predicted, 1)}`,
    }),
    columns: {
      band: 'Score',
      rows: 'Rows',
      positives: 'In question',
      predicted: 'Expected',
      actual: 'Happened',
      low: '95 % from',
      high: '95 % to',
    },
  },
  ru: {
    headline: (bands, s, format) => {
      const top = bands.findLast((b) => b.actual.share !== null);
      if (top === undefined) return 'Оценок нет';
      return `Среди тех, у кого балл ${top.low === null ? 'самый низкий' : `от ${cutText(top.low, format)}`}, ${subjectWords.ru.rate(s)} — ${format.percent(top.actual.share, 0)}`;
    },
    sub: (s) => `Что было на деле в группах по баллу: ${subjectWords.ru.rate(s)}; тонкая полоса — ожидание`,
    rows: (b, all, s, format) => `${subjectWords.ru.rows(s, b.actual.of, format)}, ${format.percent(share(b, all), 0)}`,
    relative: (s, rate, format) =>
      `${subjectWords.ru.rate(s)} при обучении — ${format.percent(rate, 1)}; границы групп — половина и удвоенная доля`,
    picked: (parts, format) =>
      parts.length === 0
        ? 'выбранный порог не отбирает никого'
        : `выбранный порог отбирает: ${parts.map((p) => `«${p.name}» — ${format.percent(p.share, 0)}`).join(', ')}`,
    below: (high) => `Ниже ${high}`,
    from: (low) => `От ${low}`,
    mark: (b, s, format) => ({
      title: bandName(b, format),
      value: `${subjectWords.ru.rate(s)}: ${format.percent(b.actual.share, 1)} (${format.integer(b.actual.count)} из ${format.integer(b.actual.of)})`,
      note: `ожидалось ${format.percent(b.predicted, 1)}`,
    }),
    columns: {
      band: 'Балл',
      rows: 'Строк',
      positives: 'Искомых',
      predicted: 'Ожидалось',
      actual: 'Случилось',
      low: '95 % от',
      high: '95 % до',
    },
  },
};
