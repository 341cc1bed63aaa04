/** Sample data sets of static/demo, made by our own generator; see its README.md. */
export const demos = {
  shop: { file: 'shop-events.parquet', currency: 'EUR' },
  orders: { file: 'shop-orders.parquet', currency: 'EUR' },
  activity: { file: 'shop-activity.parquet', currency: 'EUR' },
  offers: { file: 'phone-offers.parquet', currency: 'EUR' },
} as const;
export type Demo = keyof typeof demos;
