import type { Snippet } from 'svelte';
import type { Json, Receipt } from '../core/result';

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

/** What an exhibit is doing. The picture is drawn in `ready` and `partial`. */
export type ExhibitState =
  | { readonly kind: 'ready' }
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
  /** Burned into images below the picture: "CDNOW_master.txt, as of 30 Jun 1998". */
  readonly source?: string;
  /** Height in px that the skeleton and the states keep free, so that nothing jumps. */
  readonly height?: number;
  /** `expanded` is true in the full-screen dialog. */
  readonly picture: Snippet<[{ readonly expanded: boolean }]>;
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

/**
 * Colours by meaning. `mark` is the first data colour and accent, `cat-n` the categorical palette
 * (`cat-1` = `mark`, `cat-2` = `second`), `track` the empty part of a bar, `wash` a shaded region.
 */
export type Tone =
  | 'mark'
  | 'second'
  | 'track'
  | 'wash'
  | 'quiet'
  | 'good'
  | 'bad'
  | 'cat-1'
  | 'cat-2'
  | 'cat-3'
  | 'cat-4'
  | 'cat-5'
  | 'cat-6'
  | 'cat-7'
  | 'cat-8';

/** A stop of the arrow keys, and what is said and shown there. Box in the chart's pixels. */
export interface ChartMark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

/** The least that a chart's geometry has to have; charts add what their own drawing needs. */
export interface ChartGeometry {
  readonly height: number;
  readonly marks: readonly ChartMark[];
}

export interface BarMark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: Tone;
  /** Drawn faded: too few to say. */
  readonly faded?: boolean;
}

export interface HeatCell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Place on the ramp: [0, 1] sequential, [−1, 1] diverging; null draws an empty track. */
  readonly share: number | null;
  readonly value: string;
  /** Second line, left out where the cell is too small. */
  readonly note?: string;
  readonly faded?: boolean;
}

/** `y` null is a gap. */
export interface LinePoint {
  readonly x: number;
  readonly y: number | null;
}

export interface BandPoint {
  readonly x: number;
  readonly low: number;
  readonly high: number;
}

export interface AxisTick {
  /** Pixels along the axis. */
  readonly at: number;
  readonly label: string;
}

export interface LabelMark {
  readonly x: number;
  readonly y: number;
  /** Set first and strong. */
  readonly strong?: string;
  readonly text?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly ink?: 1 | 2 | 3;
  readonly size?: 'small' | 'normal' | 'large';
  /** Cut with an ellipsis (whole text on hover) when wider than this many px. */
  readonly maxWidth?: number;
}

/** A horizontal or vertical interval: 95 % from `from` to `to` at `across`, in px. */
export interface WhiskerMark {
  readonly from: number;
  readonly to: number;
  readonly across: number;
  readonly vertical?: boolean;
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
