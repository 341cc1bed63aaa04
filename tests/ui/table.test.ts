import { describe, expect, it } from 'vitest';
import { Formatter } from '../../src/core/format';
import { exportCell, printCell, sorted, visibleRows } from '../../src/ui/cells';
import { Pages } from '../../src/ui/pages.svelte';
import type { TableRow, TableSort } from '../../src/ui/types';

describe('a table', () => {
  it('sorts numbers as numbers, nulls last either way, ties in their first order', () => {
    const rows: TableRow[] = [
      [10, 'a'],
      [9, 'b'],
      [null, 'c'],
      [10, 'd'],
    ];
    const names = (sort: TableSort): unknown[] => sorted(rows, sort, 'en').map((r) => r[1]);
    expect(names({ column: 0, descending: false })).toEqual(['b', 'a', 'd', 'c']);
    expect(names({ column: 0, descending: true })).toEqual(['a', 'd', 'b', 'c']);
    expect(rows[0]?.[1]).toBe('a');
  });

  it('sorts texts by the language, numbers inside them as numbers', () => {
    const rows: TableRow[] = [['C-10'], ['C-9'], ['ёж'], ['жук'], ['ель']];
    expect(sorted(rows, { column: 0, descending: false }, 'ru').map((r) => r[0])).toEqual([
      'ёж',
      'ель',
      'жук',
      'C-9',
      'C-10',
    ]);
  });

  it('draws only the rows in sight and a few around them', () => {
    expect(visibleRows(0, 340, 34, 100_000)).toEqual({ from: 0, to: 18 });
    expect(visibleRows(34_000, 340, 34, 100_000)).toEqual({ from: 992, to: 1018 });
    expect(visibleRows(9e9, 340, 34, 10)).toEqual({ from: 10, to: 10 });
    expect(visibleRows(0, 340, 34, 0)).toEqual({ from: 0, to: 0 });
  });

  it('prints a missing value as a dash and exports it empty; instants leave as ISO 8601', () => {
    const date = { label: 'Day', kind: 'date' } as const;
    const format = new Formatter('en');
    expect(printCell(null, date, format)).toBe('–');
    expect(printCell(0, date, format)).toBe('1 Jan 1970');
    expect([exportCell(null, date), exportCell(0, date)]).toEqual([null, '1970-01-01']);
  });
});

describe('pages of a long list', () => {
  const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

  it('are fetched once each as their rows come into sight', async () => {
    const asked: number[] = [];
    const pages = new Pages(async (offset, limit) => {
      asked.push(offset);
      return Array.from({ length: limit }, (_, i) => [offset + i]);
    }, 10);
    pages.need(5, 15);
    pages.need(0, 20);
    expect(pages.row(12)).toBeUndefined();
    await settled();
    expect(asked).toEqual([0, 10]);
    expect(pages.row(12)).toEqual([12]);
  });

  it('a late page of an older sort is dropped', async () => {
    const waiting: ((rows: readonly TableRow[]) => void)[] = [];
    const pages = new Pages(() => new Promise((answer) => waiting.push(answer)), 10);
    pages.need(0, 1);
    pages.sortBy({ column: 0, descending: true });
    pages.need(0, 1);
    waiting[1]?.([['new']]);
    waiting[0]?.([['old']]);
    await settled();
    expect(pages.row(0)).toEqual(['new']);
  });

  it('a page that failed says why and is asked for again', async () => {
    let calls = 0;
    const pages = new Pages(async () => {
      if (calls++ === 0) throw new Error('lost');
      return [['here']];
    }, 10);
    pages.need(0, 1);
    await settled();
    expect(pages.error).toEqual(new Error('lost'));
    pages.need(0, 1);
    await settled();
    expect(pages.row(0)).toEqual(['here']);
  });
});
