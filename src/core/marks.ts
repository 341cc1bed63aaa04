import type { PropertyTest } from './filter';

/*
 * What a chart is made of: numbers and texts in the pixels of the width it was laid out for. Analyses compute
 * these shapes, the design system draws them.
 */

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

/** Rows of an analysis' list, by which the customers behind a mark are found. */
export interface WhoList {
  /** Kind of the analysis. */
  readonly kind: string;
  readonly list: string;
  /** Tests of the list's columns. */
  readonly where: readonly PropertyTest[];
  /** Parameters to be chosen on top of those of the picture, for the list to hold them. */
  readonly params?: Readonly<Record<string, unknown>>;
  /**
   * The list is asked for beside the picture, which stays as it is. With a kind: the picture is of that one, and the
   * parameters both have in common are asked with.
   */
  readonly apart?: true | string;
  /** Parameters of the picture that the list needs, which lists else go without: the breakdown that made a group. */
  readonly keeps?: readonly string[];
  /** Only those who are in these segments, or not in them. */
  readonly also?: readonly MemberRule[];
}

/** Who is in a segment, or who is not. */
export type MemberRule = { readonly segment: string } | { readonly not: { readonly segment: string } };

/** Customers behind a mark: to be listed, named as a segment, filtered and compared by. */
export interface Who {
  /** Which of the mark's: “stopped here”. */
  readonly label: string;
  /** The same away from the chart, as a segment's name: “Cart: stopped here”. */
  readonly name: string;
  /** How many the mark counts. */
  readonly count?: number;
  readonly of: WhoList;
}

/** A stop of the arrow keys, and what is said and shown there. Box in the chart's pixels. */
export interface ChartMark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly value: string;
  readonly note?: string;
  /** Groups of customers behind it, the nearest meaning first; none where nobody can be named. */
  readonly who?: readonly Who[];
  /** What a pointer finds it by, as a closed SVG path, where a box would lie over its neighbours. */
  readonly shape?: string;
  /** Whether the ring is drawn around the shape; around the box when not said. */
  readonly outlined?: boolean;
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

/** A value on a scale; `faded` draws a ring: too few to say. */
export interface DotMark {
  readonly x: number;
  readonly y: number;
  readonly tone: Tone;
  readonly faded?: boolean;
}

/** A flow of a Sankey diagram. */
export interface RibbonMark {
  /** A closed SVG path. */
  readonly path: string;
  readonly tone: Tone;
}

/** A horizontal or vertical interval: 95 % from `from` to `to` at `across`, in px. */
export interface WhiskerMark {
  readonly from: number;
  readonly to: number;
  readonly across: number;
  readonly vertical?: boolean;
}
