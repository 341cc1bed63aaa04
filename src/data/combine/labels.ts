import { isPeriodName } from './periods';
import type { ColumnFacts } from './facts';

/** Words in the names of columns that models are asked to predict. */
const telling =
  /\b(?:target|label|class|churn(?:ed)?|converted|conversion|response|responded|exited|default|upsell\w*|outcome|revenue_flag|subscribed|y)\b|цел[ье]|класс|отток|ушел|ушёл|актив\w*ность|откл[ие]к|метка|снизил/iu;

/** A label has so many classes at most. */
export const MOST_CLASSES = 12;

/**
 * Columns that may be the label, likeliest first: few values, each in two rows or more; a telling name and two classes
 * before others.
 */
export function labelCandidates(columns: readonly ColumnFacts[]): readonly ColumnFacts[] {
  return columns
    .filter(({ values, name }) => {
      if (values === null || isPeriodName(name)) return false;
      return values.length >= 2 && values.length <= MOST_CLASSES && values.every((v) => v.rows > 1);
    })
    .map((column) => ({ column, score: score(column) }))
    .sort((a, b) => b.score - a.score)
    .map(({ column }) => column);
}

/** The candidate that is proposed: one with a telling name; null where none has. */
export function likelyLabel(columns: readonly ColumnFacts[]): ColumnFacts | null {
  const best = labelCandidates(columns)[0];
  return best !== undefined && isTelling(best.name) ? best : null;
}

function score({ name, values, type }: ColumnFacts): number {
  const two = values?.length === 2 ? 1 : 0;
  return (isTelling(name) ? 4 : 0) + 2 * two + (type === 'VARCHAR' || type === 'BOOLEAN' ? 1 : 0);
}

// `_` is a letter to \b: names in snake case are read as words.
const isTelling = (name: string): boolean => telling.test(name.replaceAll('_', ' '));
