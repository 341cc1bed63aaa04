import { describe, expect, test } from 'vitest';
import { cutCurve } from '../../../src/learn/judge/curves';
import { cutAt } from '../../../src/tasks/evaluate/cut';
import { packError, VitrineError } from '../../../src/core/errors';
import type { Proposal } from '../../../src/tasks/propose';
import { againstRest, stands, type Summed } from '../../../src/tasks/templates/against/against';
import { againstChart, againstExhibit } from '../../../src/tasks/templates/against/chart';
import { contestChart, contestExhibit } from '../../../src/tasks/templates/contest/chart';
import { contestWords } from '../../../src/tasks/templates/contest/words';
import { honestF1, outcomeOf, type Rival } from '../../../src/tasks/templates/contest/verdict';
import { groupsChart, groupsExhibit } from '../../../src/tasks/templates/groups/chart';
import type { Groups } from '../../../src/tasks/templates/groups/groups';
import { stakesChart, stakesExhibit } from '../../../src/tasks/templates/money/chart';
import { topShare, type Stakes } from '../../../src/tasks/templates/money/stakes';
import { fitTemplates } from '../../../src/tasks/templates/templates';
import { expectToFit } from '../../support/layout';
import { formats, en, plain, scored, widths } from '../evaluate/sample';
import { logTask } from '../support';

const proposal = (question: 'churn' | 'value', ready: boolean): Proposal => ({
  question,
  task: logTask(question, 30, 1e12),
  ready,
  problem: ready ? null : packError(new VitrineError('task.few', { rows: 3, needed: 20 })),
  parts: null,
});

test('a template fits where its question can be learnt, says why where not, and knows another kind of data', () => {
  const fits = fitTemplates('log', [proposal('churn', true), proposal('value', false)]);
  expect(fits.get('churn')).toMatchObject({ kind: 'fits', proposal: { question: 'churn' } });
  expect(fits.get('value')).toMatchObject({ kind: 'not-yet', problem: { code: 'task.few' } });
  expect(fits.get('decline')).toEqual({ kind: 'other-data' });
  expect(fitTemplates(null, []).get('upsell')).toEqual({ kind: 'no-data' });
  // A table with some other column to predict is no table of activity.
  expect(fitTemplates('table', []).get('decline')).toEqual({ kind: 'other-data' });
});

const columns: readonly Summed[] = [
  {
    kind: 'number',
    column: 'minutes',
    group: { n: 100, mean: 9, variance: 9, median: 9 },
    rest: { n: 300, mean: 14, variance: 16, median: 14 },
  },
  {
    kind: 'number',
    column: 'noise',
    group: { n: 100, mean: 5, variance: 9, median: 5 },
    rest: { n: 300, mean: 5.1, variance: 9, median: 5 },
  },
  { kind: 'level', column: 'plan', level: 'premium', group: { count: 20, of: 100 }, rest: { count: 90, of: 300 } },
  {
    kind: 'number',
    column: 'constant',
    group: { n: 100, mean: 1, variance: 0, median: 1 },
    rest: { n: 300, mean: 1, variance: 0, median: 1 },
  },
];

describe('a group against the rest', () => {
  const found = againstRest(columns);
  test('largest effects first, what does not vary left out, and p adjusted for all that were looked at', () => {
    expect(found.map((d) => d.column)).toEqual(['minutes', 'plan', 'noise']);
    expect(found.map(stands)).toEqual([true, false, false]);
    // By hand: (9 − 14) ÷ √((99 × 9 + 299 × 16) ÷ 398), less the correction for few values.
    expect(found[0]?.effect).toBeCloseTo((-5 / Math.sqrt((99 * 9 + 299 * 16) / 398)) * (1 - 3 / (4 * 398 - 1)), 10);
    // Alone the share would be nearly called (p = 0.0524); of three it is adjusted by 3/2.
    expect(found[1]?.p).toBeCloseTo(1.5 * 0.05244, 4);
  });
  const names = { label: (c: string) => c, unit: () => 'none' as const };
  test('says the first of them with both sides', () => {
    const text = againstExhibit(found, { name: 'those picked', group: 100, rest: 300 }, names, en);
    expect(plain(text.headline)).toBe('What sets those picked apart: minutes (9.0 against 14.0)');
    expect(plain(text.plate[0]?.text ?? '')).toBe('1 of 3 differences beyond chance');
  });
  test('prints both sides with as many digits as tell them apart', () => {
    const pair = (group: number, rest: number): string => {
      const side = (mean: number) => ({ n: 900, mean, variance: 1e-4, median: mean });
      const all = againstRest([{ kind: 'number', column: 'x', group: side(group), rest: side(rest) }]);
      return plain(againstChart(all, names, 700, en).marks[0]?.value ?? '');
    };
    expect(pair(0.31, 0.27)).toBe('0.31 against 0.27');
    expect(pair(12.5, 2.1)).toBe('12.5 against 2.1');
    expect(pair(0.237, 0.0035)).toBe('0.237 against 0.004');
    expect(pair(844, 825)).toBe('844 against 825');
    expect(pair(1, 0)).toBe('1.0 against 0.0');
  });
  test.each(widths)('fits into %s px', (width) => {
    for (const format of formats) expectToFit(againstChart(found, names, width, format));
  });
});

describe('a contest of models', () => {
  const rival = (name: string, low: number, high: number): Rival => ({
    name,
    value: 0.61,
    difference: (low + high) / 2,
    interval: { low, high },
    f1: { threshold: 0.1, value: 0.2 },
  });
  const leader: Rival = { name: 'Boosted trees', value: 0.613, difference: null, interval: null, f1: null };
  test('has no single winner where an interval of the difference holds zero', () => {
    const level = [leader, rival('Random forest', -0.006, 0.001), rival('Decision tree', -0.04, -0.02)];
    expect(outcomeOf(level)).toBe('none');
    expect(contestExhibit(level, 16_000, en).headline).toBe(
      'No single winner: boosted trees and random forest are within chance of one another; decision tree is behind',
    );
    expect(outcomeOf([leader, rival('Decision tree', -0.04, -0.02)])).toBe('leader');
    expect(outcomeOf([leader, rival('Stack', 0.001, 0.02)])).toBe('other');
    expect(outcomeOf([leader])).toBe('none');
  });
  test('a model per segment and a stack are called better only where the interval keeps clear of zero', () => {
    const words = contestWords.en;
    const made = (kind: 'segments' | 'stack', low: number, high: number) => ({
      kind,
      name: kind,
      difference: (low + high) / 2,
      interval: { low, high },
    });
    expect(
      plain(words.made('Boosted trees', [made('segments', -0.006, 0.004), made('stack', -0.002, 0.002)], en) ?? ''),
    ).toBe(
      'Neither a model per segment nor the stack is better than boosted trees alone by more than chance: ' +
        'a model per segment −0.001 (−0.006 … +0.004), the stack 0.000 (−0.002 … +0.002).',
    );
    expect(
      plain(words.made('Boosted trees', [made('segments', -0.008, -0.002), made('stack', 0.001, 0.003)], en) ?? ''),
    ).toBe(
      'Beyond chance, the stack is better than boosted trees alone: +0.002 (+0.001 … +0.003). ' +
        'The same cannot be said of a model per segment: −0.005 (−0.008 … −0.002).',
    );
    expect(words.made('Boosted trees', [], en)).toBeNull();
    // The end that decides is never printed as zero.
    expect(plain(words.made('Boosted trees', [made('stack', -0.003, -0.00026)], en) ?? '')).toContain(
      '(−0.003 … −0.0003)',
    );
  });
  test('best F1 is told with its cuts, and that they are far from one half', () => {
    expect(plain(contestWords.en.f1Says([leader, rival('Random forest', -0.006, 0.001)], en) ?? '')).toBe(
      'Best F1 is 0.20, with cuts at 0.10, far from the usual 0.50.',
    );
    expect(contestWords.en.f1Says([leader], en)).toBeNull();
  });
  test('the cut of best F1 is measured on rows that did not choose it: lower than the flattering one', () => {
    const at = (from: number, to: number) =>
      cutCurve({ scores: scored.scores.slice(from, to), labels: scored.labels.slice(from, to) });
    const [a, b] = [at(0, 150), at(150, 300)];
    const honest = honestF1(a, b)?.value ?? 1;
    const flattering = (curve: typeof a): number =>
      Math.max(...Array.from(curve.threshold, (t) => cutAt(curve, t).f1 ?? 0));
    expect(honest).toBeLessThan(Math.max(flattering(a), flattering(b)));
    expect(honest).toBeGreaterThan(0.3);
  });
  test.each(widths)('fits into %s px', (width) => {
    for (const format of formats)
      expectToFit(contestChart([leader, rival('Random forest', -0.01, 0.002)], width, format));
  });
});

describe('money and groups', () => {
  const stakes: Stakes = {
    kind: 'at-risk',
    customers: 400,
    total: 20_000,
    top: Array.from({ length: 20 }, (_, i) => ({ who: `customer ${i}`, probability: 0.8, base: 400, value: 320 })),
  };
  const groups: Groups = {
    counts: [
      { group: 'high', customers: 60, predicted: 9000, spent: 30_000 },
      { group: 'missed', customers: 20, predicted: 2000, spent: 6000 },
      { group: 'risk', customers: 31, predicted: 150, spent: 11_000 },
    ],
    cuts: { predicted: 40, spent: 200, silent: 90 },
    all: { customers: 400, predicted: 15_000 },
    days: 90,
  };
  test('the twenty with the most at risk, and their part of it', () => {
    expect(topShare(stakes)).toBeCloseTo(0.32, 12);
    expect(topShare({ ...stakes, total: 0 })).toBeNull();
    expect(plain(stakesExhibit(stakes, en).headline)).toBe(
      '$20.0 k are at risk; 20 customers hold 32 % of it: keep these first',
    );
  });
  test('the silent of whom much is expected are told beside the valuable', () => {
    expect(plain(groupsExhibit(groups, en).headline)).toBe(
      '60 customers of high value bring 60 % of what is expected; $2,000 more hang on 20 who are silent',
    );
  });
  test.each(widths)('fit into %s px', (width) => {
    for (const format of formats) {
      expectToFit(stakesChart(stakes, width, format));
      expectToFit(groupsChart(groups, width, format));
    }
  });
});
