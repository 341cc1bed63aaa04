import { describe, expect, test } from 'vitest';
import { flowsExhibit, matrixExhibit } from '../../../src/analyses/migration/exhibit';
import { flowsChart } from '../../../src/analyses/migration/flows';
import { matrixChart } from '../../../src/analyses/migration/matrix';
import { afterKeys, beforeKeys, moveOf } from '../../../src/analyses/migration/move';
import type { Flow, MigrationFigures } from '../../../src/analyses/migration/result';
import { migrationTable } from '../../../src/analyses/migration/table';
import { Formatter } from '../../../src/core/format';
import type { Result } from '../../../src/core/result';
import { locales } from '../../../src/core/words';
import { expectToFit } from '../../support/layout';

const flow = (before: Flow['before'], after: Flow['after'], customers: number): Flow => ({
  before,
  after,
  move: moveOf(before, after),
  customers,
  spent: customers * 12.5,
});
// Every cell that can be: whoever has bought once is no window shopper again.
const every = beforeKeys.flatMap((before, i) =>
  afterKeys
    .filter((after) => after !== 'window-shoppers' || before === 'window-shoppers' || before === 'not-yet')
    .map((after, j) => flow(before, after, 1 + ((i * 37 + j * 101) % 900) * (i === j ? 17 : 1))),
);
const figuresOf = (flows: readonly Flow[]): MigrationFigures => ({
  earlier: '1998-04-01',
  later: '1998-06-30',
  days: 90,
  cuts: 'each',
  recencyUnit: 'day',
  ownCuts: [],
  customers: flows.reduce((n, f) => n + f.customers, 0),
  flows,
  moves: { slid: 12, rose: 3, bought: 0, joined: 0, shifted: 4, stayed: 100 },
  champions: { before: 40, left: 10, spent: 1234, to: 'loyal' },
});
const cases: readonly (readonly [string, MigrationFigures])[] = [
  ['every cell', figuresOf(every)],
  ['one cell', figuresOf([flow('new', 'new', 1)])],
  ['only window shoppers', figuresOf([flow('window-shoppers', 'window-shoppers', 12_345)])],
];

describe.each(locales)('migration in %s', (locale) => {
  const format = new Formatter(locale, { currency: 'EUR' });
  for (const [what, figures] of cases) {
    test.each([300, 360, 520, 640, 900, 1600])(`${what}: both pictures fit %i px`, (width) => {
      expectToFit(matrixChart(figures, width, format));
      const g = flowsChart(figures, width, format);
      expectToFit(g);
      expect(g.ribbons.length).toBeGreaterThan(0);
    });
  }

  test('rows of the matrix sum to the whole, as segments and as tiers', () => {
    const figures = figuresOf(every);
    for (const width of [360, 1200]) {
      const { cells, marks } = matrixChart(figures, width, format);
      expect(marks.length).toBe(cells.length);
      const counts = marks.map((m) => Number(m.value.replace(/\D/g, '')));
      expect(counts.reduce((a, b) => a + b, 0)).toBe(figures.customers);
    }
    expect(matrixChart(figures, 360, format).cells.length).toBe(6 * 5);
    expect(matrixChart(figures, 1200, format).cells.length).toBe(12 * 11);
  });

  test('words and the table say something of everything', () => {
    for (const [, figures] of cases) {
      const result: Result<MigrationFigures> = {
        vitrine: 1,
        id: 'm',
        kind: 'migration',
        params: {},
        figures,
        tables: [],
        warnings: [{ code: 'too-few', details: { n: 3, enough: 50 } }],
        receipt: {
          asOf: 0,
          zone: 'UTC',
          currency: 'EUR',
          source: { name: 'x', fingerprint: '', rows: 1, excluded: [] },
          sql: [],
          versions: { vitrine: '', duckdb: '' },
        },
      };
      for (const { headline, sub, plate } of [matrixExhibit(result, format), flowsExhibit(result, format)]) {
        for (const text of [headline, sub, ...plate.map((p) => p.text)])
          expect(text).toMatch(/^(?!.*(undefined|null|NaN)).+$/);
        expect(plate.some((p) => p.doubt === true)).toBe(true);
      }
      const table = migrationTable(figures, format);
      for (const row of table.rows) expect(row.length).toBe(table.columns.length);
    }
  });
});
