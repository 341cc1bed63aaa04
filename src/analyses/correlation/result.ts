import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numbers, texts, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import type { Span } from '../../sql/funnel/params';
import { setupFunnel } from '../../sql/funnel/setup';
import { benjaminiHochberg, oddsRatio } from '../../stats/oddsRatio';
import { rate, type Interval, type Rate } from '../../stats/rate';
import { MOST_CANDIDATES, type CorrelationParams } from './spec';

/** One thing that some entrants have and others do not. */
export interface Candidate {
  /** An event of this name, or a column with the value. */
  readonly of: { readonly event: string } | { readonly property: string; readonly value: string };
  /** Who converted, of those who have it. */
  readonly with: Rate;
  /** And of those who do not. */
  readonly without: Rate;
  /** Odds of converting with it over those without, 1 added to each cell. */
  readonly ratio: number;
  /** 95 %. */
  readonly interval: Interval;
  readonly p: number;
  /** p by Benjamini and Hochberg, over all candidates. */
  readonly adjusted: number;
  /** Adjusted p at or below 0.05. */
  readonly clear: boolean;
}

export interface CorrelationFigures {
  readonly steps: readonly string[];
  readonly window: Span;
  readonly converted: number;
  /** Entrants whose window is over and who did not convert. */
  readonly not: number;
  readonly properties: readonly string[];
  /** Clear ones first, then by how far the odds are from equal; ties by frequency. */
  readonly candidates: readonly Candidate[];
  /** Whether more would have been frequent enough. */
  readonly more: boolean;
}

/** Adjusted p up to which something counts as clear. */
export const LEVEL = 0.05;
/** Fewer of either kind, and odds say little. */
export const ENOUGH_OF_BOTH = 30;

/** Figures of a correlation from its plan's answers `totals` and `candidates`. */
export function correlationResult(
  params: CorrelationParams,
  data: DataInfo,
  answers: Answers,
): { figures: CorrelationFigures; warnings: readonly Warning[] } {
  const totals = answer(answers, 'totals');
  const [converted, not] = [countAt(totals, 'did'), countAt(totals, 'did_not')];
  const frame = answer(answers, 'candidates');
  const properties = params.properties ?? [];
  const [parts, names] = [numbers(frame, 'part'), frame.length === 0 ? [] : texts(frame, 'name')];
  const tested = Array.from(parts, (part, row) => {
    const [did, didNot] = [countAt(frame, 'did', row), countAt(frame, 'did_not', row)];
    const name = names[row] ?? '';
    const cells = { withDid: did, withDidNot: didNot, withoutDid: converted - did, withoutDidNot: not - didNot };
    return {
      of: part < 0 ? { event: name } : { property: properties[part] ?? '', value: name },
      with: rate(did, did + didNot),
      without: rate(converted - did, converted + not - did - didNot),
      ...oddsRatio(cells),
    };
  });
  const adjusted = benjaminiHochberg(tested.map((t) => t.p));
  const far = (c: { readonly ratio: number }): number => Math.abs(Math.log(c.ratio));
  const candidates = tested
    .map((t, i): Candidate => ({ ...t, adjusted: adjusted[i] ?? 1, clear: (adjusted[i] ?? 1) <= LEVEL }))
    .sort((a, b) => Number(b.clear) - Number(a.clear) || far(b) - far(a));
  const least = Math.min(converted, not);
  return {
    figures: {
      steps: setupFunnel(params, data).steps.map((s) => s.label),
      window: params.window,
      converted,
      not,
      properties,
      candidates,
      more: candidates.length === MOST_CANDIDATES,
    },
    warnings: least < ENOUGH_OF_BOTH ? [{ code: 'too-few', details: { n: least, enough: ENOUGH_OF_BOTH } }] : [],
  };
}

function answer(answers: Answers, name: string): Frame {
  const frame = answers.get(name);
  if (frame === undefined) throw new Error(`the plan answered no ${name}`);
  return frame;
}
