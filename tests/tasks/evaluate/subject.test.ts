import { describe, expect, test } from 'vitest';
import { curveChart } from '../../../src/tasks/evaluate/curves/chart';
import { spreadChart, spreadExhibit, spreadOf } from '../../../src/tasks/evaluate/spread/chart';
import { scoredChart, scoredNow } from '../../../src/tasks/evaluate/score/chart';
import { soughtOf, subjectOf, type Subject } from '../../../src/tasks/evaluate/subject';
import { subjectWords } from '../../../src/tasks/evaluate/subject.words';
import type { TableTask } from '../../../src/tasks/spec';
import { curvesOf } from '../../../src/learn/jobs/curves';
import { binOf, scoreBins } from '../../../src/learn/judge/histogram';
import { churn, en, formats, plain } from './sample';
import { expectToFit } from '../../support/layout';

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

  test('of falling activity is what happened, whatever the value is called', () => {
    for (const value of ['Снизилась', 'fell']) {
      const s = table('activity', value, 'decline');
      expect([subjectWords.en.will(s), subjectWords.ru.will(s)]).toEqual(['become less active', 'снизят активность']);
    }
    expect(subjectWords.en.will(table('activity', 'Прежний уровень', 'decline'))).toBe('come out as “Прежний уровень”');
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
  // 2 % in question, half of the rows below 1 %; one row far above all others.
  const scores = Float64Array.from({ length: 2000 }, (_, i) =>
    i === 0 ? 0.9 : 0.0012 + 0.25 * Math.pow(((i * 7919) % 2000) / 2000, 6),
  );
  const labels = Uint8Array.from(scores, (s, i) => ((i * 31) % 100 < 100 * s ? 1 : 0));
  const curves = curvesOf({ labels, scores });

  test('spread over the whole picture in bins of equal ratio, with what lies beyond in the outermost', () => {
    const { edges, log, positives, negatives, below, beyond } = curves.histogram;
    expect([log, edges[0], edges.at(-1), below, beyond]).toEqual([true, 0.001, 0.5, false, true]);
    expect([...positives, ...negatives].reduce((a, b) => a + b, 0)).toBe(2000);
    // No bar holds more than half; evenly, the first did.
    expect(Math.max(...negatives)).toBeLessThan(1000);
    const now = scoredNow(scores, [], false, null);
    expect(now.bins.filter((b) => b.rows > 0).length).toBeGreaterThan(25);
    expect(now.bins.reduce((n, b) => n + b.rows, 0)).toBe(2000);
    for (const format of formats) {
      for (const width of [280, 600, 1100]) {
        const both = spreadChart(spreadOf(curves), churn, width, format);
        expectToFit(both);
        const drawn = scoredChart(now, churn, width, format);
        expectToFit(drawn);
        expect([drawn.across[0], drawn.across.at(-1)].map((t) => plain(t?.label ?? '').replace(',', '.'))).toEqual([
          '0.1 %',
          '50 %+',
        ]);
        // The cut stands where its bin does, and one beyond the axis at its end.
        const [from = 0, to = 0] = [both.x(edges[9] ?? 0), both.x(edges[10] ?? 0)];
        expect(to - from).toBeCloseTo((both.right - both.left) / 20, 6);
        expect([both.x(0.99), both.x(0)]).toEqual([both.right, both.left]);
      }
      expect(spreadExhibit(spreadOf(curves), churn, format).headline).not.toBe('');
    }
  });

  test('have even bins where they are spread already, and none without rows', () => {
    const wide = Float64Array.from({ length: 500 }, (_, i) => i / 500);
    expect(scoreBins(wide, 4)).toEqual({ edges: [0, 0.25, 0.5, 0.75, 1], log: false });
    expect(scoreBins(new Float64Array(), 2)).toEqual({ edges: [0, 0.5, 1], log: false });
    expect([-1, 0, 0.25, 0.6, 1, 7].map((v) => binOf([0, 0.25, 0.5, 1], v))).toEqual([0, 0, 1, 2, 2, 2]);
    // Scores that are all the same, or all nothing, have bins, too.
    for (const same of [0, 1e-9, 0.004, 0.3]) {
      const { edges } = scoreBins(new Float64Array(50).fill(same), 20);
      expect(edges.every((e, i) => i === 0 || e > (edges[i - 1] ?? 0))).toBe(true);
    }
  });

  test('leave room between the baseline and the precision', () => {
    const drawn = curveChart('precisionRecall', curves, churn, 600, en);
    const [level] = drawn.baseline;
    expect(drawn.bottom - (level?.y ?? drawn.bottom)).toBeGreaterThan(12);
    expectToFit(drawn);
  });
});
