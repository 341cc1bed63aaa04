import type { Formatter } from '../../core/format';
import type { Forecast, Range } from '../../data/forecast';
import type { ChooseWords } from './choose.words';

/** A forecast in a sentence: rows, memory, time. */
export function expectedText({ rows, memory, seconds }: Forecast, words: ChooseWords, format: Formatter): string {
  const exact = rows.low === rows.high;
  return words.forecast(
    exact ? format.integer(rows.likely) : format.compact(rows.likely),
    exact,
    between(memory, (n) => format.bytes(n)),
    seconds === null ? null : between(seconds, (s) => time(s, format)),
  );
}

/** "0.9 GB – 1.2 GB", or one value where both ends print alike. */
function between({ low, high }: Range, print: (n: number) => string): string {
  const [from, to] = [print(low), print(high)];
  return from === to ? to : `${from} – ${to}`;
}

/** Nobody plans by single seconds: 5 s, 20 s, 1 min 30 s. */
function time(seconds: number, format: Formatter): string {
  const step = seconds < 10 ? 1 : seconds < 60 ? 5 : 30;
  return format.duration(Math.max(1, Math.round(seconds / step) * step) * 1000);
}
