import { describe, expect, test } from 'vitest';
import { curveChart } from '../../../src/tasks/evaluate/curves/chart';
import { spreadChart, spreadExhibit, spreadOf } from '../../../src/tasks/evaluate/spread/chart';
import { scoredChart, scoredNow } from '../../../src/tasks/evaluate/score/chart';
import { soughtOf, subjectOf, type Subject } from '../../../src/tasks/evaluate/subject';
import { subjectWords } from '../../../src/tasks/evaluate/subject.words';
import type { TableTask } from '../../../src/tasks/spec';
import { curvesOf } from '../../../src/learn/jobs/curves';
import { scoreEnd } from '../../../src/learn/judge/histogram';
import { churn, formats, plain } from './sample';
import { expectToFit } from '../../support/layout';

const [en] = formats;
const table = (label: string, positive: string, question: TableTask['question'] = 'custom'): Subject => ({
  ...churn,
  question,
  days: null,
  label,
  positive,
});

describe('a table’s own label', () => {
  test('is spoken of by its column where the value only says yes or no', () => {
    expect(soughtOf(table('has_new_contract', '1'))).toEqual({ is: 'yes', name: 'has new contract' });
    expect(soughtOf(table('Отток', 'Да'))).toEqual({ is: 'yes', name: 'Отток' });
    expect(soughtOf(table('Churn', 'No'))).toEqual({ is: 'no', name: 'Churn' });
    expect(soughtOf(table('tariff', '3'))).toEqual({ is: 'value', name: 'tariff = 3' });
    expect(soughtOf(table('activity', 'Снизилась'))).toEqual({ is: 'value', name: 'Снизилась' });
    expect(soughtOf(churn)).toBeNull();
  });

  test('is never “1” or «Да» in a sentence', () => {
    const s = table('Churn', 'Yes');
    const { en: e, ru: r } = subjectWords;
    expect([e.positives(s), e.yes(s), e.no(s), e.did(s), e.will(s), e.probability(s)]).toEqual([
      'customers with “Churn”',
      'with “Churn”',
      'without “Churn”',
      'have “Churn”',
      'have “Churn”',
      'Probability of “Churn”',
    ]);
    expect([r.positives(s), r.yes(s), r.no(s), r.will(s)]).toEqual([
      'клиентов с признаком «Churn»',
      'с «Churn»',
      'без «Churn»',
      'окажутся с признаком «Churn»',
    ]);
    const taken = table('has_done_upselling', '1', 'upsell');
    expect([e.positives(taken), r.will(taken)]).toEqual(['customers who took the offer', 'примут предложение']);
    // Those who refused are no takers.
    expect(e.positives(table('has_done_upselling', '0', 'upsell'))).toBe('customers without “has done upselling”');
  });

  test('is of customers where its question or its id says so, else of rows', () => {
    const task = { ...own, question: 'custom', id: null } as const;
    expect(subjectOf(task).customers).toBe(false);
    expect(subjectOf({ ...task, id: 'customerID' }).customers).toBe(true);
    expect(subjectOf({ ...task, id: 'Код клиента' }).customers).toBe(true);
    expect(subjectOf({ ...task, id: 'order_id' }).customers).toBe(false);
    expect(subjectOf({ ...task, question: 'decline' }).customers).toBe(true);
  });
});

const own: TableTask = {
  kind: 'table',
  question: 'custom',
  label: 'Churn',
  type: 'binary',
  positive: 'Yes',
  columns: [],
  id: null,
  time: null,
  testShare: 0.2,
  seed: 1,
  groups: [],
  off: [],
  trusted: [],
};

describe('scores of a rare class', () => {
  // 2 % in question, none near one half; one row far above all others.
  const scores = Float64Array.from({ length: 2000 }, (_, i) =>
    i === 0 ? 0.9 : 0.002 + (0.03 * ((i * 7919) % 2000)) / 2000,
  );
  const labels = Float64Array.from(scores, (s, i) => ((i * 31) % 100 < 100 * s * 1.2 ? 1 : 0));
  const curves = curvesOf({ labels, scores });

  test('spread over the whole picture, with what lies beyond in its last bar', () => {
    expect(scoreEnd(scores)).toBe(0.05);
    const { edges, positives, negatives, beyond } = curves.histogram;
    expect([edges.at(-1), beyond]).toEqual([0.05, true]);
    expect([...positives, ...negatives].reduce((a, b) => a + b, 0)).toBe(2000);
    expect(negatives.filter((n) => n > 0).length).toBeGreaterThan(10);
    const now = scoredNow(scores, [], false, null);
    expect(now.bins.filter((b) => b.rows > 0).length).toBeGreaterThan(20);
    expect(now.bins.reduce((n, b) => n + b.rows, 0)).toBe(2000);
    for (const format of formats) {
      for (const width of [280, 600, 1100]) {
        expectToFit(spreadChart(spreadOf(curves), churn, width, format));
        const drawn = scoredChart(now, churn, width, format);
        expectToFit(drawn);
        expect(plain(drawn.across.at(-1)?.label ?? '')).toBe('5 %+');
      }
    }
    expect(en === undefined ? '' : spreadExhibit(spreadOf(curves), churn, en).headline).not.toBe('');
  });

  test('leave room between the baseline and the precision', () => {
    if (en === undefined) throw new Error('no format');
    const drawn = curveChart('precisionRecall', curves, churn, 600, en);
    const [level] = drawn.baseline;
    // 2.3 % of 100 % would be 5 px above the axis.
    expect(drawn.bottom - (level?.y ?? drawn.bottom)).toBeGreaterThan(60);
    expectToFit(drawn);
  });
});
