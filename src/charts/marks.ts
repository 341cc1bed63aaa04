export type {
  Tone,
  ChartMark,
  BarMark,
  DotMark,
  HeatCell,
  LinePoint,
  AxisTick,
  LabelMark,
  RibbonMark,
  WhiskerMark,
  Who,
} from '../core/marks';

/** Pixel sizes of the three label sizes. */
export const labelSize = { small: 12, normal: 13, large: 15 } as const;

/** The gap that is drawn between `strong` and `text` of a label. */
export const LABEL_GAP = 5;
