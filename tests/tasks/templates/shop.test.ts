import { expect, test } from 'vitest';
import { combine, lookAt, proposePlan, proposedMerges, withMerge, type TableFacts } from '../../../src/data/combine';
import type { Opened } from '../../../src/data/open';
import { proposals } from '../../../src/tasks/propose';
import { fitTemplates } from '../../../src/tasks/templates/templates';
import { weightsOf } from '../../../src/tasks/evaluate/explain/importance';
import { openPath, sharedEngine, signal } from '../../data/engines';
import { sharedData } from '../../support/shared';
import { ready, trained } from './train';

const engine = sharedEngine();
const shop = sharedData('yandex-one-click/market_file.csv');
const telco = sharedData('telco-churn/Telco-Customer-Churn.csv');
const shoppers = sharedData('online-shoppers/online_shoppers_intention.csv');

/** Published for the L1 logistic model: test ROC-AUC "about 0.90–0.92" (SEMANTICS §14). */
const PUBLISHED = { low: 0.9, high: 0.92 };
/** Draws of the bootstrap behind a hold-out's interval. */
const DRAWS = 200;

/*
 * One hold-out of 260 customers proves little: from one to the next ROC-AUC differs by 0.018. So the rule is: the mean
 * of five comes to what is published, and no single one contradicts it, by its own 95 % interval. More is not to be
 * had by another protocol: over forty hold-outs each, the notebook's own (one-hot without the first level, standard
 * scaling, L1, 25 % test) has a mean of 0.903 with 15 below 0.90 (0.907 with its one seed, 42); several C, ranges
 * instead of deviations, and pairs of features lie between 0.896 and 0.909; this one has 0.908 with 12 below 0.90.
 */
test.skipIf(shop === null)(
  'one-click shop: four files, the L1 logistic model, test ROC-AUC as published by mean of five hold-outs (SEMANTICS §14)',
  async () => {
    const db = await engine();
    const opened: Opened[] = [];
    for (const name of ['money', 'market_time', 'market_file', 'market_money'])
      opened.push(await openPath(db, shop?.replace('market_file', name) ?? '', name));
    const facts: TableFacts[] = [];
    for (const table of opened) facts.push(await lookAt(signal, db, table));
    const { plan } = await proposePlan(signal, db, facts);
    if (plan === null) throw new Error('the four files fit together');
    const merged = proposedMerges(facts, plan).reduce((p, m) => withMerge(facts, p, m.table, m, true), plan);
    const source = { kind: 'table', main: await combine(signal, db, opened, merged, 'shop_all') } as const;
    const fit = fitTemplates('table', await proposals(signal, db, source)).get('decline');
    if (fit?.kind !== 'fits' || fit.proposal.task?.kind !== 'table') throw new Error('the template fits');
    const found: number[] = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      const rows = await ready(db, source, { ...fit.proposal.task, seed });
      const { fitted, figure, interval } = await trained(rows, 'logistic', DRAWS);
      found.push(figure('rocAuc'));
      expect(interval('rocAuc')?.high).toBeGreaterThan(PUBLISHED.low);
      expect(interval('rocAuc')?.low).toBeLessThan(PUBLISHED.high);
      if (seed > 1) continue;
      const { study, rows: parts } = rows.opened;
      const explained = await study.run(signal, 'explain', { fitted, background: parts.train, rows: parts.test });
      if ('unexplained' in explained) throw new Error('a linear model is explained');
      // The notebook's main factors: minutes on the site, pages and categories seen.
      expect(
        weightsOf(explained)
          .slice(0, 3)
          .map((w) => w.column),
      ).toEqual(['минут: mean', 'Страниц_за_визит', 'Средний_просмотр_категорий_за_визит']);
    }
    expect(found.reduce((a, b) => a + b, 0) / found.length).toBeGreaterThan(PUBLISHED.low);
  },
);

/*
 * The known figure of each has to lie in the hold-out's own 95 % interval. Telco: published, about .84. Online
 * shoppers: published about .92; scikit-learn 1.2's histogram boosting (120 rounds of depth 4 at 0.08) comes to .930 by
 * mean of eight hold-outs of a fifth, from .926 to .936.
 */
test.each([
  ['telco: the column Churn', telco, 'logistic', 0.84],
  ['online shoppers: the column Revenue', shoppers, 'boosting', 0.93],
] as const)('%s is learnt as well as others learn it, and no better', async (_, path, learner, known) => {
  if (path === null) return;
  const db = await engine();
  const source = { kind: 'table', main: await openPath(db, path, learner) } as const;
  const task = (await proposals(signal, db, source))[0]?.task;
  if (task == null) throw new Error('a column asks to be predicted');
  const { interval } = await trained(await ready(db, source, task), learner, DRAWS);
  const { low, high } = interval('rocAuc') ?? { low: 1, high: 0 };
  expect(low).toBeLessThan(known);
  expect(high).toBeGreaterThan(known);
});
