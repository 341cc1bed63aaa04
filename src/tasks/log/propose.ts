import type { DataInfo } from '../../core/analysis';
import { VitrineError } from '../../core/errors';
import { DAY } from '../../core/time';
import { featuresOf } from '../../sql/features/catalogue';
import { featureGroups, type FeatureGroup, type LogTask, type SessionTask } from '../spec';
import { observed } from './moments';

/** Windows tried for a question, in days, the wished-for first. */
const wished: Readonly<Record<LogTask['question'], readonly number[]>> = {
  churn: [30, 14, 7],
  repurchase: [90, 60, 30, 14, 7],
  value: [90, 60, 30, 14, 7],
  propensity: [7, 3, 1],
};

/** More cutoffs than this are the same customers over and over. */
const MOST_CUTOFFS = 3;

/** Rows from which on what is looked up in the file row by row is left to choose. */
const MANY_ROWS = 1_000_000;

/** Groups that need the file's own rows beside the spine. */
const fromFile: readonly FeatureGroup[] = ['variety', 'promo'];

/** The groups of features that a log can fill. */
export function logGroups(data: DataInfo): readonly FeatureGroup[] {
  const filled = new Set(featuresOf(data.spine, observed(data).datesOnly).map((f) => f.group));
  return featureGroups.filter((g) => filled.has(g));
}

/**
 * A question of a log with its times filled in. The label window is the wished-for one, or the longest after it of
 * which the data hold three: one to know customers by, one to learn from, one to judge on. The test's ends with the
 * data; up to three are learnt from, each ending where the next begins, with a window's length or more before the first.
 * Churn is asked of who was active in the three windows before, propensity in the four before (a month), a purchase
 * of whoever bought before.
 * Of more than a million rows, features from the file's other columns are left out at first: they take as long again.
 * @param window days, to choose another than the wished-for
 * @throws VitrineError `span.short`, `role.missing`
 */
export function proposeLog(question: LogTask['question'], data: DataInfo, window?: number): LogTask {
  const { spine } = data;
  if (question !== 'churn' && spine.purchases === 0) {
    throw new VitrineError('role.missing', { source: spine.source, roles: 'purchase' });
  }
  if (question === 'value' && !spine.hasAmount) {
    throw new VitrineError('role.missing', { source: spine.source, roles: 'amount' });
  }
  if (question === 'propensity' && spine.kind === 'transactions') {
    throw new VitrineError('role.missing', { source: spine.source, roles: 'event' });
  }
  const { from, end } = observed(data);
  const choices =
    window !== undefined
      ? [window]
      : question === 'churn' && spine.kind === 'transactions'
        ? [90, 60, ...wished.churn]
        : wished[question];
  const days = choices.find((w) => end - from >= 3 * w * DAY);
  if (days === undefined) {
    throw new VitrineError('span.short', {
      days: Math.floor((end - from) / DAY),
      needed: 3 * (choices.at(-1) ?? 1),
    });
  }
  const length = days * DAY;
  const test = end - length;
  const cutoffs: number[] = [];
  for (let at = test - length; at - length >= from && cutoffs.length < MOST_CUTOFFS; at -= length) cutoffs.unshift(at);
  return {
    kind: 'log',
    question,
    window: days,
    cutoffs,
    test,
    goal: null,
    activeWithin: question === 'churn' ? 3 * days : question === 'propensity' ? Math.max(30, 4 * days) : null,
    groups: logGroups(data).filter((g) => spine.rows <= MANY_ROWS || !fromFile.includes(g)),
    off: [],
    trusted: [],
  };
}

/** Groups of a conversion task's features. */
export const sessionGroups: readonly FeatureGroup[] = [
  'frequency',
  'funnel',
  'sessions',
  'variety',
  'calendar',
  'history',
];

/** Share of the data's days whose sessions are the test. */
const TEST_DAYS = 0.2;

/**
 * The question whether a session ends in a purchase, from its first three events; the test is the last fifth of the
 * days.
 * @throws VitrineError `role.missing`, `span.short`
 */
export function proposeSession(data: DataInfo): SessionTask {
  const { spine } = data;
  const { from, end, datesOnly } = observed(data);
  const lacks = (roles: string): VitrineError => new VitrineError('role.missing', { source: spine.source, roles });
  if (spine.kind === 'transactions' || datesOnly) throw lacks(datesOnly && spine.kind === 'events' ? 'time' : 'event');
  if (spine.purchases === 0) throw lacks('purchase');
  const days = Math.floor((end - from) / DAY);
  if (end - from < 5 * DAY) throw new VitrineError('span.short', { days, needed: 5 });
  return {
    kind: 'session',
    question: 'conversion',
    goal: null,
    first: { events: 3 },
    gap: 30,
    test: end - Math.round(((end - from) / DAY) * TEST_DAYS) * DAY,
    groups: sessionGroups,
    off: [],
    trusted: [],
  };
}
