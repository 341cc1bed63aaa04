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

test.skipIf(shop === null)(
  'one-click shop: four files, the L1 logistic model, test ROC-AUC 0.90 and more by mean of five hold-outs (SEMANTICS §14)',
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
      const { fitted, figure } = await trained(rows, 'logistic');
      found.push(figure('rocAuc'));
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
    // Of ten hold-outs of 260 customers two lie below: 0.892 to 0.943. One hold-out alone proves little.
    expect(Math.min(...found)).toBeGreaterThan(0.89);
    expect(found[0]).toBeGreaterThan(0.93);
    expect(found.reduce((a, b) => a + b, 0) / found.length).toBeGreaterThan(0.9);
  },
);

test.each([
  ['telco: the column Churn', telco, 'logistic', 0.82, 0.86],
  ['online shoppers: the column Revenue', shoppers, 'boosting', 0.915, 0.945],
] as const)('%s is learnt as well as published, and no better', async (_, path, learner, low, high) => {
  if (path === null) return;
  const db = await engine();
  const source = { kind: 'table', main: await openPath(db, path, learner) } as const;
  const task = (await proposals(signal, db, source))[0]?.task;
  if (task == null) throw new Error('a column asks to be predicted');
  const { figure } = await trained(await ready(db, source, task), learner);
  expect(figure('rocAuc')).toBeGreaterThan(low);
  expect(figure('rocAuc')).toBeLessThan(high);
});
