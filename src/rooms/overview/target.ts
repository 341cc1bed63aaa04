import type { RoomName } from '../../state/rooms';

/** Where a link leads: an exhibit of a room. */
export interface Target {
  readonly room: RoomName;
  /** The kind of analysis the exhibit shows. */
  readonly anchor: string;
}
