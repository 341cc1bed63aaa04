import type { Judged, Judgement } from '../../../learn/jobs/judge';
import type { CutCurve } from '../../../learn/judge/curves';
import { wilson, type Interval } from '../../../stats/rate';
import { foundIn } from '../cut';
import type { Subject } from '../subject';

/** Fewer test rows in question than this, and a figure says little; each half of them may turn it. */
export const ENOUGH_POSITIVES = 50;
/** Fewer test rows than this say little of a number. */
export const ENOUGH_ROWS = 200;

/** A reason to believe a model less. */
export type Doubt =
  /** `n` in question among the test rows (or `n` rows, of a number) where `enough` would do. */
  | { readonly doubt: 'too-few'; readonly n: number; readonly enough: number }
  /** The interval of the leading figure holds what guessing comes to. */
  | { readonly doubt: 'no-better' }
  /** A ROC-AUC this high is more often a leak than a good model. */
  | { readonly doubt: 'too-good'; readonly value: number }
  /** Trained on shuffled labels the model still does this well: rows tell of one another. */
  | { readonly doubt: 'shuffled'; readonly value: number }
  /** `n` features have moved between training and those scored now. */
  | { readonly doubt: 'drift'; readonly n: number }
  /** These columns nearly tell the label by themselves. */
  | { readonly doubt: 'suspicious'; readonly columns: readonly string[] };

/** What is known of how good a model is, on rows it has not seen. */
export interface Verdict {
  readonly subject: Subject;
  /** Name of the model as the page calls it. */
  readonly model: string;
  /** Test rows, and those in question among them (null for numbers and several classes). */
  readonly rows: number;
  readonly positives: number | null;
  /** Rows it has learnt from. */
  readonly trained: number;
  /** The test rows' cutoff, epoch ms; null where rows have no time. */
  readonly cutoff: number | null;
  readonly figures: Readonly<Record<string, Judged>>;
  /** Score of at least this is called positive, in the figures that need it. */
  readonly threshold: number | null;
  /** Share of all in question among the best-scored fifth; null for others than binary models. */
  readonly topFifth: { readonly share: number; readonly interval: Interval | null } | null;
  readonly doubts: readonly Doubt[];
}

/** The figure a model is led by: the one its verdict rests on. */
export function leading(type: Subject['type']): string {
  return type === 'regression' ? 'mae' : type === 'binary' ? 'rocAuc' : 'accuracy';
}

/**
 * Whether the leading figure is better than knowing nothing: its whole interval lies on the better side of the
 * baseline. Null where it cannot be measured.
 */
export function beatsBaseline({ figures, subject }: Pick<Verdict, 'figures' | 'subject'>): boolean | null {
  const judged = figures[leading(subject.type)];
  const plain = subject.type === 'binary' ? 0.5 : (judged?.baseline.value ?? null);
  if (judged === undefined || plain === null || judged.interval === null) return null;
  return subject.type === 'regression' ? judged.interval.high < plain : judged.interval.low > plain;
}

/**
 * The verdict on a model.
 * @param curve of a binary model's test rows; null for others
 * @param others doubts that come from elsewhere: the radar, the shuffle check, drift
 */
export function verdictOf(
  about: Pick<Verdict, 'subject' | 'model' | 'trained' | 'cutoff' | 'threshold'>,
  judgement: Judgement,
  curve: CutCurve | null,
  others: readonly Doubt[],
): Verdict {
  const { figures, rows } = judgement;
  const positives = curve?.positives ?? null;
  const share = curve === null ? null : foundIn(curve, 0.2);
  const doubts: Doubt[] = [];
  const n = positives ?? rows;
  const enough = positives === null ? ENOUGH_ROWS : ENOUGH_POSITIVES;
  if (n < enough) doubts.push({ doubt: 'too-few', n, enough });
  if (beatsBaseline({ figures, subject: about.subject }) === false) doubts.push({ doubt: 'no-better' });
  const auc = figures['rocAuc']?.figure.value ?? null;
  if (about.subject.type === 'binary' && auc !== null && auc >= 0.98) doubts.push({ doubt: 'too-good', value: auc });
  return {
    ...about,
    rows,
    positives,
    figures,
    topFifth: share === null || positives === null ? null : { share, interval: wilson(share * positives, positives) },
    doubts: [...doubts, ...others],
  };
}
