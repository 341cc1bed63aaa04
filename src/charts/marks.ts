/**
 * What a chart's geometry is made of: numbers and texts in the pixels of the width it was laid out for.
 * Plain shapes, equal to those the design system draws. `cat-n` is the categorical palette (`cat-1` = `mark`, `cat-2` = `second`).
 */
export type Tone =
  | 'mark'
  | 'second'
  | 'track'
  | 'wash'
  | 'quiet'
  | 'cat-1'
  | 'cat-2'
  | 'cat-3'
  | 'cat-4'
  | 'cat-5'
  | 'cat-6'
  | 'cat-7'
  | 'cat-8';

/** A stop of the arrow keys: its box, its accessible name, and what is said and shown there. */
export interface ChartMark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

export interface BarMark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: Tone;
  readonly faded?: boolean;
}

/** `share` in [0, 1] is the place on the sequential ramp; null draws an empty cell. Ink is chosen by contrast where it is drawn. */
export interface HeatCell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly share: number | null;
  readonly value: string;
  readonly note?: string;
  readonly faded?: boolean;
}

/** `y` null is a gap. */
export interface LinePoint {
  readonly x: number;
  readonly y: number | null;
}

export interface AxisTick {
  /** Pixels along the axis. */
  readonly at: number;
  readonly label: string;
}

/** `y` is the baseline. `strong` is set first, `text` after it. */
export interface LabelMark {
  readonly x: number;
  readonly y: number;
  readonly strong?: string;
  readonly text?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly ink?: 1 | 2 | 3;
  readonly size?: 'small' | 'normal' | 'large';
  readonly maxWidth?: number;
}

/** A 95 % interval from `from` to `to`, at `across`. */
export interface WhiskerMark {
  readonly from: number;
  readonly to: number;
  readonly across: number;
  readonly vertical?: boolean;
}

/** Pixel sizes of the three label sizes. */
export const labelSize = { small: 12, normal: 13, large: 15 } as const;

/** The gap that is drawn between `strong` and `text` of a label. */
export const LABEL_GAP = 5;
