import { expect, test } from 'vitest';
import { inOrder } from '../../../src/data/combine/periods';

test.each([
  [['текущий_месяц', 'препредыдущий_месяц', 'предыдущий_месяц'], 'препредыдущий_месяц предыдущий_месяц текущий_месяц'],
  [['this year', 'last year'], 'last year this year'],
  [['10', '9', '11'], '9 10 11'],
  [['2024-02-01', '2023-12-01'], '2023-12-01 2024-02-01'],
  [['Март', 'Январь', 'Февраль'], 'Январь Февраль Март'],
  [['Jun', 'Jan', 'Jun'], 'Jan Jun'],
  [['b', 'a', 'январь'], 'a b январь'],
])('periods %j stand in their order', (values, order) => expect(inOrder(values).join(' ')).toBe(order));
