import type { VitrineError } from '../core/errors';
import type { Cleaning, Roles } from '../core/roles';
import type { Spine } from '../core/spine';
import type { Opened, Profile } from '../data';
import type { Demo } from './demo';

/** How a file's figures are read: its money, its calendar and its "now". */
export interface Settings {
  /** ISO 4217 code, or null when not said. */
  readonly currency: string | null;
  /** IANA name. */
  readonly zone: string;
  /** Epoch milliseconds, or null for the data's last time. */
  readonly asOf: number | null;
}

/** One opened file: what was read, what its columns mean, and the spine made of it. */
export class OpenTable {
  readonly opened: Opened;
  roles = $state.raw<Roles>({});
  clean = $state.raw<Cleaning>({});
  settings = $state.raw<Settings>({ currency: null, zone: 'UTC', asOf: null });
  /** Null until the roles allow one and it was built. */
  spine = $state.raw<Spine | null>(null);
  profile = $state.raw<Profile | null>(null);
  /** Why there is no spine. */
  error = $state.raw<VitrineError | null>(null);
  /** The sample data set it came from, or null for a person's own file. */
  readonly demo: Demo | null;

  constructor(opened: Opened, roles: Roles, demo: Demo | null) {
    this.opened = opened;
    this.roles = roles;
    this.demo = demo;
  }

  /** The file's own name: what a person knows it by. */
  get name(): string {
    return this.opened.file;
  }
}
