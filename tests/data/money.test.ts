import { describe, expect, test } from 'vitest';
import { combine } from '../../src/data/combine';
import { engines, openContent, sharedEngine, signal } from './engines';

const [native] = engines;

describe('the currency that a table names', () => {
  const engine = sharedEngine(native?.[1]);
  const log = async (column: string, amounts: readonly string[], name = 'file') => {
    const lines = amounts.map((a, i) => `${i % 3};2024-01-0${i + 1};"${a}"`);
    return openContent(await engine(), `customer_id;date;${column}\n${lines.join('\n')}\n`, 'a.csv', name);
  };

  test.each([
    ['euros', 'amount', ['12,50 €', '1 200,00 €', '7 €'], { column: 'amount', sign: '€', code: 'EUR', others: [] }],
    ['pounds', 'amount', ['£12.50', '-£3.00', '£7'], { column: 'amount', sign: '£', code: 'GBP', others: [] }],
    ['roubles', 'сумма', ['12,50 руб.', '3 руб.'], { column: 'сумма', sign: 'руб.', code: 'RUB', others: [] }],
    ['a name', 'Amount (EUR)', ['12.50', '3.10'], { column: 'Amount (EUR)', sign: 'EUR', code: 'EUR', others: [] }],
    ['a sign of several', 'amount', ['12 kr', '30 kr'], { column: 'amount', sign: 'kr', code: null, others: [] }],
    ['no sign', 'amount', ['12.50', '3.10'], undefined],
    // Sums would take them for one.
    ['two of them', 'amount', ['$5', '€6', '$7'], { column: 'amount', sign: '$', code: null, others: ['€'] }],
    ['one in two ways', 'amount', ['5 ₽', '6 руб.'], { code: 'RUB', others: [] }],
  ] as const)('%s', async (_, column, amounts, expected) => {
    const { money } = await log(column, amounts);
    if (expected === undefined) expect(money).toBeUndefined();
    else expect(money).toMatchObject(expected);
  });

  test('parts of one table share it, or are told to differ', async () => {
    const put = async (amounts: readonly string[], others: readonly string[]) => {
      const parts = [await log('amount', amounts, 'a'), await log('amount', others, 'b')];
      const plan = { tables: [{ of: ['a', 'b'] }] };
      return (await combine(signal, await engine(), parts, plan, 'both')).money;
    };
    expect(await put(['5 €', '6 €'], ['7 €', '8 €'])).toMatchObject({ code: 'EUR', others: [] });
    expect(await put(['5 €', '6 €'], ['$7', '$8'])).toMatchObject({ code: null, sign: '€', others: ['$'] });
  });
});
