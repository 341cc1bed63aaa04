import type { DataInfo } from '../core/analysis';
import type { Engine } from '../core/engine';
import type { VitrineError } from '../core/errors';
import { roleNames, type Cleaning, type Roles } from '../core/roles';
import type { Spine } from '../core/spine';
import type { FileSource } from '../engines/remote';
import { scopedData, type Opened, type Profile, type Scope, type Scoped } from '../data';
import { knownAs } from '../data/names';
import type { Reopening } from '../data/open';
import type { Demo } from '../core/demos';

/** How a file's figures are read: its money, its calendar and its "now". */
export interface Settings {
  /** ISO 4217 code, or null when not said. */
  readonly currency: string | null;
  /** IANA name. */
  readonly zone: string;
  /** Epoch milliseconds, or null for the data's last time. */
  readonly asOf: number | null;
}

/** Opens the same file, or the same part of it, under the same name once more; or looks at it beside. */
export type Reopen = Reopening;

/** One opened file: what was read, what its columns mean, and the spine made of it. */
export class OpenTable {
  readonly opened: Opened;
  roles = $state.raw<Roles>({});
  /** The roles are those that a person chose for such a header on this device: now, or when one was open before. */
  remembered = $state<'now' | 'before' | null>(null);
  clean = $state.raw<Cleaning>({});
  settings = $state.raw<Settings>({ currency: null, zone: 'UTC', asOf: null });
  scope = $state.raw<Scope>({ filter: null, segments: [] });
  /** What the scope was made into; null until it was. */
  scoped = $state.raw<Scoped | null>(null);
  /** Why the last change of scope or settings could not be applied. */
  scopeError = $state.raw<VitrineError | null>(null);
  /** Null until the roles allow one and it was built. */
  spine = $state.raw<Spine | null>(null);
  profile = $state.raw<Profile | null>(null);
  /** Why there is no spine. */
  error = $state.raw<VitrineError | null>(null);
  /** The file itself; null where the table was made of others. */
  source: FileSource | null = null;
  /** Reads the file again, as a person says; null where it was made of others. */
  reopen: Reopen | null = null;
  /** The sample data set it came from, or null for a person's own file. */
  readonly demo: Demo | null;
  /** What the spine was made by. */
  #made: { readonly roles: Roles; readonly clean: Cleaning } | null = null;

  constructor(opened: Opened, roles: Roles, demo: Demo | null) {
    this.opened = opened;
    this.roles = roles;
    this.demo = demo;
    this.settings = { ...this.settings, currency: opened.money?.code ?? null };
  }

  /** Takes the roles that a person chose for such a header before; null leaves what was found. */
  recall(chosen: Roles | null): void {
    if (chosen === null) return;
    this.roles = chosen;
    this.remembered = 'before';
  }

  /** Takes the spine that was made by the roles and the cleaning as they are. */
  sorted(spine: Spine): void {
    this.spine = spine;
    this.error = null;
    this.#made = { roles: this.roles, clean: this.clean };
  }

  /** Sorting anew was stopped: what the spine still stands for is what was chosen. */
  goBack(): void {
    if (this.spine === null || this.#made === null) return;
    this.roles = this.#made.roles;
    this.clean = this.#made.clean;
  }

  /** The file's own name, and that of the part where it holds several: what a person knows it by. */
  get name(): string {
    return knownAs(this.opened);
  }
}

/**
 * Whether a table that was opened takes the place of the one in view: one that can be analysed does, but for a part of the
 * same file that says less, as a sheet of customers after one of their orders.
 */
export function comesIntoView(opened: OpenTable, now: OpenTable | null): boolean {
  if (now?.spine == null) return true;
  const rolesOf = ({ roles }: OpenTable): number => roleNames.filter((role) => roles[role] !== undefined).length;
  return opened.spine !== null && (opened.source !== now.source || rolesOf(opened) >= rolesOf(now));
}

/** Passes over more rows take so long that they would hold up what a person looks at. */
const LONG = 1_000_000;

/**
 * Profiles a table; what is known shows as soon as it is.
 * @param rest ends when nothing else is being computed: each pass over a long table waits for it
 * @throws VitrineError as `profileTable`
 */
export async function profileOpen(
  engine: Pick<Engine, 'query'>,
  table: OpenTable,
  rest: () => Promise<void>,
): Promise<void> {
  const { table: name, columns, rows } = table.opened;
  const { profileTable } = await import('../data/profile');
  const last: Pick<Engine, 'query'> = {
    query: async (...asked) => {
      await rest();
      return engine.query(...asked);
    },
  };
  const place = rows > LONG ? last : engine;
  await profileTable(new AbortController().signal, place, name, columns, Date.now(), (profile) => {
    table.profile = profile;
  });
}

/** The data of a table before any filter; null where there is no spine. */
export function wholeData({ spine }: OpenTable, { currency, zone, asOf }: Settings): DataInfo | null {
  return spine === null ? null : { spine, asOf: asOf ?? spine.to, zone, currency };
}

/** The data of a table as analyses see it; null where there is no spine. */
export function seenData(table: OpenTable): DataInfo | null {
  const whole = wholeData(table, table.settings);
  if (whole === null || table.scoped === null) return whole;
  return scopedData(whole, table.scope, table.scoped, table.settings.asOf);
}
