import type { TableColumn } from '../charts/exhibit';

/** A column of a plan's long list: its label, and words for values that are codes in the data. */
export interface ListColumn extends TableColumn {
  /** Shown instead of the value, by the value as text; values that are not here are shown as they are. */
  readonly names?: Readonly<Record<string, string>>;
}
