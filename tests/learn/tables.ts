import { sfc32 } from '../../src/learn/random';
import type { Dataset, Target } from '../../src/learn/table';

/**
 * Synthetic customers: `age` and `spend` (with gaps), `visits` close to `spend`, `city` with rare levels and
 * gaps. The target follows age, spend and city.
 */
export function customers(rows: number, task: Target['task'], seed = 1): Dataset {
  const random = sfc32(seed);
  const levels = ['Kazan', 'Omsk', 'Perm', 'Tomsk', 'Ufa'];
  const age = new Float64Array(rows);
  const spend = new Float64Array(rows);
  const visits = new Float64Array(rows);
  const codes = new Int32Array(rows);
  const value = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    age[i] = Math.round(20 + 50 * random.uniform());
    const money = random.gamma(2) * 100;
    visits[i] = money / 10 + random.normal();
    spend[i] = random.uniform() < 0.15 ? NaN : money;
    const city = random.uniform();
    codes[i] = city < 0.4 ? 0 : city < 0.7 ? 1 : city < 0.9 ? 2 : city < 0.905 ? 3 : city < 0.91 ? 4 : -1;
    value[i] = (age[i] ?? 0) / 20 - 2.2 + money / 150 - 1.2 + (codes[i] === 1 ? 1 : 0) + random.normal();
  }
  const target: Target =
    task === 'regression'
      ? { task, values: value }
      : task === 'binary'
        ? { task, labels: Uint8Array.from(value, (v) => (v > 0.4 ? 1 : 0)) }
        : {
            task,
            labels: Int32Array.from(value, (v) => (v < -0.5 ? 0 : v < 1 ? 1 : 2)),
            classes: ['low', 'mid', 'high'],
          };
  return {
    table: {
      rows,
      columns: [
        { name: 'age', kind: 'number', values: age },
        { name: 'spend', kind: 'number', values: spend },
        { name: 'visits', kind: 'number', values: visits },
        { name: 'city', kind: 'category', codes, levels },
      ],
    },
    target,
  };
}
