import type { Worth } from './spec';

/** What says how worth is forecast, out of parameters that say more. */
export const worthIn = ({ model, unit, horizon, discountRate }: Worth): Worth => ({
  model,
  unit,
  horizon,
  discountRate,
});

/** Whether two forecasts are the same. */
export const sameWorth = (a: Worth, b: Worth): boolean => JSON.stringify(worthIn(a)) === JSON.stringify(worthIn(b));
