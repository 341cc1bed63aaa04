import { roleNames, type Role, type Roles } from '../core/roles';

const KEY = 'vitrine.roles';
/** Kinds of files that are remembered; the one longest unused is forgotten first. */
const MOST = 100;

/** A role and the place of its column, from 0. */
type Places = { readonly [R in Role]?: number };

/**
 * What the columns of files with a certain header mean to a person, kept in this browser's localStorage: a checksum of
 * the header, and for each role a place. No name and no value is kept. Where storage is denied or full, nothing is.
 */
export class Mappings {
  readonly #storage: Storage | null;

  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  /** The columns' roles as a person last chose them for such a header; null where nobody did. Stages are not kept. */
  find(columns: readonly string[]): Roles | null {
    const places = this.#read().get(headerPrint(columns));
    if (places === undefined) return null;
    const roles: { [R in Role]?: string } = {};
    for (const role of roleNames) {
      const place = places[role];
      const column = place === undefined ? undefined : columns[place];
      if (column !== undefined) roles[role] = column;
    }
    return roles;
  }

  /** @returns whether it is kept now */
  keep(columns: readonly string[], roles: Roles): boolean {
    const places: { [R in Role]?: number } = {};
    for (const role of roleNames) {
      const column = roles[role];
      const place = column === undefined ? -1 : columns.indexOf(column);
      if (place !== -1) places[role] = place;
    }
    const kept = this.#read();
    const print = headerPrint(columns);
    kept.delete(print);
    kept.set(print, places);
    return this.#write(kept);
  }

  forget(columns: readonly string[]): void {
    const kept = this.#read();
    if (kept.delete(headerPrint(columns))) this.#write(kept);
  }

  #read(): Map<string, Places> {
    const text = this.#storage?.getItem(KEY) ?? null;
    if (text === null) return new Map();
    try {
      const json: unknown = JSON.parse(text);
      return new Map(Array.isArray(json) ? json.flatMap(entry) : []);
    } catch {
      // Somebody else's or an old version's entry: nothing is remembered, and the next choice replaces it.
      return new Map();
    }
  }

  #write(kept: ReadonlyMap<string, Places>): boolean {
    try {
      this.#storage?.setItem(KEY, JSON.stringify([...kept].slice(-MOST)));
    } catch {
      // The storage is full: the choice lasts as long as the page, and the page does not say that it is kept.
      return false;
    }
    return this.#storage !== null;
  }
}

function entry(one: unknown): [string, Places][] {
  if (!Array.isArray(one) || typeof one[0] !== 'string' || typeof one[1] !== 'object' || one[1] === null) return [];
  const given: object = one[1];
  const places: { [R in Role]?: number } = {};
  for (const [role, place] of Object.entries<unknown>({ ...given })) {
    const known = roleNames.find((r) => r === role);
    if (known !== undefined && typeof place === 'number' && Number.isSafeInteger(place)) places[known] = place;
  }
  return [[one[0], places]];
}

/** Tells headers apart: the number of columns and a 64-bit FNV-1a over their names in order. */
export function headerPrint(columns: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(JSON.stringify(columns))) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `${columns.length}-${hash.toString(16).padStart(16, '0')}`;
}

/** This browser's. */
export const mappings = new Mappings(storage());

function storage(): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window.localStorage;
  } catch {
    // A sandboxed frame or a strict setting: reading the property throws, and there is no other way to ask.
    return null;
  }
}
