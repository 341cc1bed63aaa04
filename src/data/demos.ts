import { demoNames, type Demo } from '../core/demos';

/** Sample data sets of static/demo, made by our own generator; see its README.md. */
export const demos: Readonly<Record<Demo, { readonly file: string; readonly currency: string }>> = {
  shop: { file: 'shop-events.parquet', currency: 'EUR' },
  orders: { file: 'shop-orders.parquet', currency: 'EUR' },
  activity: { file: 'shop-activity.parquet', currency: 'EUR' },
  offers: { file: 'phone-offers.parquet', currency: 'EUR' },
};

/** The sample of that name, or null. */
export function demoNamed(name: string | null): Demo | null {
  return demoNames.find((demo) => demo === name) ?? null;
}
