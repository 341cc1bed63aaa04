import { betaGeometric, fitBetaGeometric, type BetaGeometricParameters } from './betaGeometric';
import type { Estimate, Estimated } from './estimate';
import { fitPareto, paretoNbd } from './paretoNbd';
import type { PurchaseModel, PurchaseRows } from './purchases';

/** The customer-base models by name: when customers may leave, see their files. */
export const customerBaseModels = ['bgnbd', 'mbgnbd', 'paretonbd'] as const;
export type CustomerBaseModel = (typeof customerBaseModels)[number];

/** The names of each model's parameters, as its papers call them. */
export const parameterNames: Readonly<Record<CustomerBaseModel, readonly [string, string, string, string]>> = {
  bgnbd: ['r', 'α', 'a', 'b'],
  mbgnbd: ['r', 'α', 'a', 'b'],
  paretonbd: ['r', 'α', 's', 'β'],
};

/** Fits one of the models by name. */
export function fitModel(model: CustomerBaseModel, rows: PurchaseRows, tick?: () => void): Estimated<Estimate> {
  return model === 'paretonbd' ? fitPareto(rows, tick) : fitBetaGeometric(model, rows, tick);
}

/** The model of that name with parameters in the order of {@link parameterNames}. */
export function modelWith(model: CustomerBaseModel, parameters: readonly number[]): PurchaseModel {
  const [p = NaN, q = NaN, s = NaN, t = NaN] = parameters;
  const four: BetaGeometricParameters = [p, q, s, t];
  return model === 'paretonbd' ? paretoNbd(four) : betaGeometric(model, four);
}
