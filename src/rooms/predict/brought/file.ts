import type { SegmentFile } from '../../../state/predict/files';

/** A model's file that a person brought. */
export interface BroughtFile extends SegmentFile {
  /** The file's name. */
  readonly name: string;
}
