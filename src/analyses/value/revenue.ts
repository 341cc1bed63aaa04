import type { Computation } from '../../core/analysis';
import { numbers } from '../../core/frame';
import { concentration } from '../../stats/concentration';
import { numberFrame } from '../../core/frames';

/**
 * How revenue is spread over buyers. `frame`: `net` money and `customers` who have it. Answers `curve`
 * (Lorenz, the largest first: `holders`, `share`) and `summary`, both empty where nothing is above 0.
 */
export const computeConcentration: Computation = (frame) => {
  const [net, customers] = [numbers(frame, 'net'), numbers(frame, 'customers')];
  const values = new Float64Array(customers.reduce((n, c) => n + c, 0));
  let at = 0;
  net.forEach((money, i) => {
    values.fill(money, at, at + (customers[i] ?? 0));
    at += customers[i] ?? 0;
  });
  const spread = concentration(values);
  const one = (value: number | undefined): number[] => (value === undefined ? [] : [value]);
  return {
    curve: numberFrame({
      holders: spread?.curve.map((p) => p.holders) ?? [],
      share: spread?.curve.map((p) => p.share) ?? [],
    }),
    summary: numberFrame({
      holders: one(spread?.holders),
      total: one(spread?.total),
      gini: one(spread?.gini),
      to80: one(spread?.to80),
      top20: one(spread?.top20),
    }),
  };
};
