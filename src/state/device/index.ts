import { Handles } from '../../engines/device/handles';
import { RemoteKeeper } from '../../engines/device/keeper';
import { DeviceLock } from '../../engines/device/lock';
import { deviceDatabases } from '../../engines/object-store';
import type { Workspace } from '../workspace.svelte';
import { Device } from './device.svelte';
import { Journal } from './journal';

export type { Device } from './device.svelte';

const known = new WeakMap<Workspace, Device>();

/** The device of a workspace: one for as long as the page lives. To be imported late. */
export function deviceOf(workspace: Workspace): Device {
  const there = known.get(workspace);
  if (there !== undefined) return there;
  const made = new Device(
    workspace,
    new RemoteKeeper(),
    new Handles(deviceDatabases()),
    lock(),
    new Journal(tabStorage()),
  );
  known.set(workspace, made);
  made.watch();
  return made;
}

function lock(): DeviceLock {
  return new DeviceLock('locks' in navigator ? navigator.locks : undefined);
}

/** This tab's own storage, or null where it is denied. */
function tabStorage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    // A sandboxed frame or a strict setting: reading the property throws, and there is no other way to ask.
    return null;
  }
}
