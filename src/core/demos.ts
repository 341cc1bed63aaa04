/** Names of the sample data sets, as links and recipes say them. */
export const demoNames = ['shop', 'orders', 'activity', 'offers'] as const;
export type Demo = (typeof demoNames)[number];
