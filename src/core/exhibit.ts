/* The texts and the table of an exhibit. Analyses make these shapes, the design system shows them. */

/** A term's explanation on hover and focus: two plain sentences and where they come from. */
export interface TermText {
  readonly title: string;
  readonly says: string;
  readonly source?: string;
}

/** One piece of an exhibit's plate. `doubt` draws it as a mark: `immature`, `n = 14`. */
export interface PlateItem {
  readonly text: string;
  readonly doubt?: boolean;
  /** Explains the mark on hover and focus. */
  readonly term?: TermText;
}

/** How a column's values are printed, aligned and sorted. Dates are epoch milliseconds, durations ms. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'percent' | 'money' | 'date' | 'time' | 'duration';

export interface TableColumn {
  readonly label: string;
  readonly kind: ColumnKind;
  /** Decimals of `number` and `percent`; 2 and 1 when not said. */
  readonly digits?: number;
  readonly term?: TermText;
}

export type TableCell = string | number | null;
export type TableRow = readonly TableCell[];

/** A table in memory. Cells stand at their column's index, so a column called `__proto__` is an ordinary one. */
export interface TableData {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}
