/** Pauses that are proposed as the end of a session, in minutes. */
export const PAUSES = [5, 10, 15, 30, 60, 120, 240, 720, 1440] as const;
