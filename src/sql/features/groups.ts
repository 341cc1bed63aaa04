/** What features of one kind have in common; a person switches them on and off together. */
export const featureGroups = [
  /** Days since the last event or purchase. */
  'recency',
  /** How many events, purchases, active days. */
  'frequency',
  /** What was spent. */
  'money',
  /** Days since the first event or purchase. */
  'tenure',
  /** Days between purchases. */
  'gaps',
  /** The last window over the one before. */
  'trend',
  /** How far in the shop's funnel, and how fast. */
  'funnel',
  /** Visits and their length. */
  'sessions',
  /** Days with something in the cart and nothing bought. */
  'cart',
  /** Distinct items and categories. */
  'variety',
  /** Share of rows under a promotion. */
  'promo',
  /** Hours and weekdays. */
  'calendar',
  /** What the customer did before the session. */
  'history',
  /** A column of the person's own table. */
  'column',
  /** Made of a second table with several rows per customer: totals, changes, one value per period. */
  'periods',
] as const;
export type FeatureGroup = (typeof featureGroups)[number];
