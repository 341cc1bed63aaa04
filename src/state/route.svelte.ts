import { rooms, type RoomName } from './rooms';

/** What the address says after `#`: `#room=overview`, `#demo=shop`. Anything else is ignored. */
export class Route {
  #room = $state<RoomName>('data');
  /** A sample data set that the link asks for, or null. */
  readonly demo: string | null;
  readonly #location: Location;

  constructor(location: Location) {
    this.#location = location;
    const asked = new URLSearchParams(location.hash.slice(1));
    this.demo = asked.get('demo');
    this.#room = roomOf(asked) ?? 'data';
  }

  get room(): RoomName {
    return this.#room;
  }

  /** Goes to a room; the address follows, so that back and reload work. */
  go(room: RoomName): void {
    if (room === this.#room) return;
    this.#room = room;
    const hash = new URLSearchParams(this.#location.hash.slice(1));
    hash.set('room', room);
    this.#location.hash = hash.toString();
  }

  /** The room `step` places further in the rail, staying inside it. */
  neighbour(step: 1 | -1): RoomName {
    const index = Math.min(rooms.length - 1, Math.max(0, rooms.indexOf(this.#room) + step));
    return rooms[index] ?? this.#room;
  }

  /** To be called when the address changes by itself (back, forward, a pasted link). */
  follow(): void {
    const room = roomOf(new URLSearchParams(this.#location.hash.slice(1)));
    if (room !== null) this.#room = room;
  }
}

function roomOf(asked: URLSearchParams): RoomName | null {
  return rooms.find((r) => r === asked.get('room')) ?? null;
}
