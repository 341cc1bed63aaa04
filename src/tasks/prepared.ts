import type { Warning } from '../core/result';
import type { Radar } from './radar/radar';
import type { FeatureGroup, Task, TaskType } from './spec';

/** `train` is learnt from, `test` judged on, `current` has no label yet and is what is scored later. */
export type Part = 'train' | 'test' | 'current';

/**
 * A question with its rows. The table has every row of all parts, one per `row_id` (0, 1, … by part, cutoff and
 * key):
 *
 * | column | type | meaning |
 * |---|---|---|
 * | row_id | BIGINT | |
 * | `columns.key` | INTEGER (logs: customer of the spine), else VARCHAR | who; sessions of one customer share it; NULL in a table without id |
 * | `columns.cutoff` | BIGINT | epoch ms up to which, exclusively, anything was seen; NULL in a table task |
 * | `columns.part` | VARCHAR | see {@link Part} |
 * | `columns.label` | DOUBLE: 0/1 or a number; VARCHAR: a class of several | NULL in `current` |
 * | features | DOUBLE or VARCHAR | by name |
 */
export interface Prepared {
  readonly task: Task;
  readonly type: TaskType;
  /** SQL name; made anew by the next preparation of the same name, dropped with `dropPrepared`. */
  readonly table: string;
  readonly columns: {
    readonly key: string;
    readonly label: string;
    readonly part: string;
    readonly cutoff: string;
    /** All that were made, also those not `used`. */
    readonly features: readonly PreparedFeature[];
  };
  /** Rows by part and cutoff, in the order of time; parts without rows are not listed. */
  readonly parts: readonly PreparedPart[];
  /** Rows with a label by class: binary `[the rest, the positive]`, several by name; empty for numbers. */
  readonly classes: readonly { readonly name: string; readonly rows: number }[];
  readonly radar: Radar;
  readonly warnings: readonly Warning[];
  /** What was asked of the database, in order, with the values written in; for the receipt. */
  readonly statements: readonly string[];
}

export interface PreparedPart {
  readonly part: Part;
  /** Epoch ms; null where rows have cutoffs of their own (sessions) or none (tables). */
  readonly cutoff: number | null;
  readonly rows: number;
  /** Rows of class 1; null where there are not two classes, and for `current`. */
  readonly positives: number | null;
  /** Mean of a number to be predicted; null for classes and for `current`. */
  readonly mean: number | null;
}

export interface PreparedFeature {
  /** Name in the catalogue or of the column; also the table's column. */
  readonly name: string;
  readonly group: FeatureGroup;
  readonly kind: 'number' | 'category';
  /** Days it looks back on; null for all time. */
  readonly window: number | null;
  readonly unit: FeatureUnit;
  /** Latest source time it used minus the row's cutoff, ms: below 0, which is the proof. Null without times. */
  readonly latest: number | null;
  /** Rows of all parts without a value. */
  readonly missing: number;
  /** By this feature alone on training rows, max(auc, 1 − auc); null where there are not two classes. */
  readonly auc: number | null;
  /** What the radar says of it. */
  readonly flag: FeatureFlag | null;
  /** Whether it is learnt from: not switched off, not constant, and not an unseen answer. */
  readonly used: boolean;
}

export type FeatureUnit = 'days' | 'hours' | 'count' | 'money' | 'share' | 'none';

export type FeatureFlag =
  /** It saw the cutoff or later: the task is refused. */
  | 'future'
  /** It tells the answer nearly alone (AUC ≥ 0.98): left out unless trusted. */
  | 'encodes-label'
  /** AUC ≥ 0.9: used, but worth a look. */
  | 'suspicious'
  /** The same in all training rows: left out. */
  | 'constant';
