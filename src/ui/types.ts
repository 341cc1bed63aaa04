import type { Snippet } from 'svelte';
import type { TermText, PlateItem, TableRow, TableData } from '../core/exhibit';
import type { Json, Receipt } from '../core/result';

export type { TermText, PlateItem, ColumnKind, TableColumn, TableCell, TableRow, TableData } from '../core/exhibit';
export type {
  Tone,
  ChartMark,
  Who,
  WhoList,
  ChartGeometry,
  BarMark,
  DotMark,
  HeatCell,
  LinePoint,
  BandPoint,
  AxisTick,
  LabelMark,
  RibbonMark,
  WhiskerMark,
} from '../core/marks';

export interface TableSort {
  /** Index of the column. */
  readonly column: number;
  readonly descending: boolean;
}

/** Rows `[offset, offset + limit)` of a list that stays in the engine, in the sort's order when one is given. */
export type FetchPage = (offset: number, limit: number, sort: TableSort | null) => Promise<readonly TableRow[]>;

/** What the receipt dialog shows. `sql` is printed with its values by the caller. */
export interface ReceiptView {
  readonly receipt: Receipt;
  readonly params: { readonly [key: string]: Json };
  readonly sql: readonly { readonly name: string; readonly text: string }[];
}

/** An error as a person reads it, in the reader's language (made with `describeError` of core/errors). */
export interface ErrorView {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
  readonly cause?: string;
  readonly sql?: string;
}

export interface Action {
  readonly label: string;
  readonly run: () => void;
}

export type Stale = { readonly done: number | null } | 'waiting' | 'stopped';

/** What an exhibit is doing. The picture is drawn in `ready` and `partial`. */
export type ExhibitState =
  /** `stale`: the picture is of what was chosen before, while it is computed anew or waits for it, or because that was stopped. */
  | { readonly kind: 'ready'; readonly stale?: Stale }
  /** `done` in [0, 1], or null when it cannot be known. */
  | { readonly kind: 'loading'; readonly done: number | null; readonly step?: string }
  | { readonly kind: 'empty'; readonly says: string; readonly remedy?: string; readonly action?: Action }
  /** `n` things (named by `of`) where `enough` would do. */
  | { readonly kind: 'too-few'; readonly n: number; readonly enough: number; readonly of: string }
  | { readonly kind: 'partial'; readonly says: string; readonly done: number | null }
  | { readonly kind: 'error'; readonly error: ErrorView };

export interface ExhibitProps {
  readonly headline: string;
  /** What is counted, of whom, when, in which zone. */
  readonly sub?: string;
  readonly state?: ExhibitState;
  readonly plate?: readonly PlateItem[];
  /** The figures behind the picture: table view, CSV, spoken alternative. */
  readonly table?: TableData;
  readonly receipt?: ReceiptView;
  /** What it shows, for links that lead to it: the kind of its analysis. */
  readonly anchor?: string;
  /** Burned into images below the picture: "CDNOW_master.txt, as of 30 Jun 1998". */
  readonly source?: string;
  /** Height in px that the skeleton and the states keep free, so that nothing jumps. */
  readonly height?: number;
  /** `expanded` is true in the full-screen dialog. */
  readonly picture: Snippet<[{ readonly expanded: boolean }]>;
  /** Whether the picture is a chart that can be saved as PNG and SVG; true when not said. */
  readonly images?: boolean;
  /** More corner tools of the room's own (IconButtons). */
  readonly tools?: Snippet;
  readonly onStop?: () => void;
  readonly onRetry?: () => void;
}

export interface MetricView {
  readonly label: string;
  /** As printed: "12.4 k". */
  readonly value: string;
  /** The exact figure, shown on hover. */
  readonly exact?: string;
  /** `text` says the direction in words too: "down 19 % on the quarter before". */
  readonly change?: { readonly direction: 'up' | 'down' | 'flat'; readonly text: string; readonly good?: boolean };
  readonly interval?: string;
  readonly note?: string;
  /** Values in order of time; null is a gap. */
  readonly spark?: readonly (number | null)[];
  readonly term?: TermText;
}

export interface Room {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  /** Drawn before the label (a lucide component at 18 px). */
  readonly icon: Snippet;
  /** Not usable yet: no data open. */
  readonly disabled?: boolean;
}

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** Keys as shown: "G O". */
  readonly keys?: string;
  /** More words it is found by. */
  readonly also?: string;
  readonly run: () => void;
}

export interface Shortcut {
  readonly group: string;
  readonly keys: readonly string[];
  readonly says: string;
}

export interface Option<V extends string = string> {
  readonly value: V;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  readonly icon?: Snippet;
  readonly note?: string;
  readonly disabled?: boolean;
}
