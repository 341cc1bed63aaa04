import { curvesOf } from '../../../src/learn/jobs/curves';
import { cutCurve } from '../../../src/learn/judge/curves';
import type { Scored } from '../../../src/learn/judge/scores';
import { sfc32 } from '../../../src/learn/random';
import { Formatter } from '../../../src/core/format';
import type { Subject } from '../../../src/tasks/evaluate/subject';

/** Calibrated scores of 3,000 rows, a fifth of them positive or so. */
export const scored: Scored = (() => {
  const random = sfc32(7);
  const scores = Float64Array.from({ length: 3000 }, () => Math.round(random.uniform() ** 3 * 1000) / 1000);
  return { scores, labels: Uint8Array.from(scores, (p) => (random.uniform() < p ? 1 : 0)) };
})();
export const cuts = cutCurve(scored);
export const curves = curvesOf(scored);

export const formats = (['en', 'ru'] as const).map((l) => new Formatter(l, { currency: 'USD' }));
export const en = formats[0] ?? new Formatter('en');
export const widths = [300, 358, 560, 1080];

export const churn: Subject = {
  question: 'churn',
  type: 'binary',
  days: 90,
  label: null,
  positive: null,
  customers: true,
  money: false,
};
/** One of each kind of question. */
export const subjects: readonly Subject[] = [
  churn,
  { ...churn, question: 'repurchase' },
  { ...churn, question: 'propensity', days: 7 },
  { ...churn, question: 'conversion', days: null },
  { ...churn, question: 'custom', days: null, label: 'has_new_contract', positive: '1', customers: false },
];
export const value: Subject = { ...churn, question: 'value', type: 'regression', money: true };

/** With ordinary spaces: as it is typed. */
export const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
