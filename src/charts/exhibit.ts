/** A term's explanation: two plain sentences and where they come from. */
export interface TermText {
  readonly title: string;
  readonly says: string;
  readonly source?: string;
}

/** Texts and the table of an exhibit: plain shapes, equal to those the design system draws. */
export interface PlateItem {
  readonly text: string;
  /** Drawn as a mark of doubt. */
  readonly doubt?: boolean;
  /** Explains the item on hover and focus. */
  readonly term?: TermText;
}

export type ColumnKind = 'text' | 'integer' | 'number' | 'percent' | 'money' | 'date' | 'time' | 'duration';

/** Dates are epoch milliseconds, durations milliseconds, percents shares. */
export interface TableColumn {
  readonly label: string;
  readonly kind: ColumnKind;
  readonly digits?: number;
  readonly term?: TermText;
}

export interface TableData {
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What stands around a picture, in one language. */
export interface ExhibitText {
  /** The finding, a sentence. */
  readonly headline: string;
  /** What is counted, of whom, when, in which zone. */
  readonly sub: string;
  readonly plate: readonly PlateItem[];
}
