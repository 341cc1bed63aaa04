import type { Component } from 'svelte';
import type { RemoteScorer } from '../engines/scorer';
import type { CrossFilter } from '../state/cross.svelte';
import type { RoomName } from '../state/rooms';
import type { Workspace } from '../state/workspace.svelte';

/** What every room but Data is given. */
export interface RoomProps {
  readonly workspace: Workspace;
  readonly scorer: RemoteScorer;
  /** Choices on the Overview. */
  readonly cross: CrossFilter;
  /** Goes to where files are opened. */
  readonly onopen: () => void;
}

/**
 * The rooms that need data, loaded when they are first entered or when there is data to enter them with:
 * the empty page does not wait for them.
 */
export const lateRooms: Readonly<Record<Exclude<RoomName, 'data'>, () => Promise<{ default: Component<RoomProps> }>>> =
  {
    overview: () => import('./OverviewRoom.svelte'),
    behaviour: () => import('./BehaviourRoom.svelte'),
    customers: () => import('./CustomersRoom.svelte'),
    predict: () => import('./PredictRoom.svelte'),
    sql: () => import('./SqlRoom.svelte'),
  };
