import type { PlateItem } from '../core/exhibit';

export type { TermText, PlateItem, ColumnKind, TableColumn, TableData } from '../core/exhibit';

/** What stands around a picture, in one language. */
export interface ExhibitText {
  /** The finding, a sentence. */
  readonly headline: string;
  /** What is counted, of whom, when, in which zone. */
  readonly sub: string;
  readonly plate: readonly PlateItem[];
}
