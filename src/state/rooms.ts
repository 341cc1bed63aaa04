/** The rooms that stand. DESIGN names two more, Act and Story; they open when they have something to show. */
export const rooms = ['data', 'overview', 'behaviour', 'customers', 'predict', 'sql'] as const;
export type RoomName = (typeof rooms)[number];
