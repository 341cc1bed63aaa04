/** Room that the browser gives this page, in bytes; null where it does not say. */
export interface DeviceRoom {
  readonly used: number | null;
  readonly free: number | null;
}

/** Asks the browser for the room it gives. Never rejects. */
export async function deviceRoom(): Promise<DeviceRoom> {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    const free = usage === undefined || quota === undefined ? null : Math.max(0, quota - usage);
    return { used: usage ?? null, free };
  } catch {
    // Old browsers and strict settings do not tell: what is too much fails when it is written.
    return { used: null, free: null };
  }
}

/**
 * Whether the browser has promised not to remove what is kept when it needs room; null where it does not tell.
 * @param ask asks it to promise: some browsers ask the person
 */
export async function promised(ask: boolean): Promise<boolean | null> {
  try {
    return await (ask ? navigator.storage.persist() : navigator.storage.persisted());
  } catch {
    // No such call, or denied: then there is no promise to speak of.
    return null;
  }
}
