import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numberAt, numbers } from '../../core/frame';
import type { Warning } from '../../core/result';
import { meanOf } from '../../stats/mean';
import { rate } from '../../stats/rate';
import { ratioOf } from '../../stats/ratio';
import type { GroupFigure, SegmentGroup, SegmentSides } from '../../core/sides';
import type { SideBySideParams } from './spec';

/** What segments are compared by. */
export const measures = ['share', 'sessions', 'bounce', 'buyers', 'orders', 'silent', 'money'] as const;
export type Measure = (typeof measures)[number];

export interface SideGroup extends SegmentGroup<Measure> {
  readonly buyers: number;
}

export interface SideBySideFigures extends SegmentSides<Measure> {
  readonly groups: readonly SideGroup[];
  readonly hasAmount: boolean;
}

/** Figures from the plan's answer `groups`. */
export function sideBySideResult(
  { segments = [] }: SideBySideParams,
  { spine }: DataInfo,
  answers: Answers,
): { figures: SideBySideFigures; warnings: readonly Warning[] } {
  const frame = answers.get('groups');
  if (frame === undefined) throw new Error('the plan answered no groups');
  const codes = [...numbers(frame, 'code')];
  const everybody = codes.includes(0) ? countAt(frame, 'n', codes.indexOf(0)) : 0;
  const groups = [null, ...segments].map((segment, code): SideGroup => {
    const row = codes.indexOf(code);
    const at = (name: string): number => (row < 0 ? 0 : (numberAt(frame, name, row) ?? 0));
    const [n, buyers] = [at('n'), at('buyers')];
    const mean = (of: number, x: 's' | 'f' | 'r' | 'm'): GroupFigure => {
      const { mean: value, interval } = meanOf(of, at(`sum_${x}`), at(`sum_${x}${x}`));
      return { value, interval };
    };
    const share = (count: number, of: number): GroupFigure => {
      const { share: value, interval } = rate(count, of);
      return { value, interval };
    };
    // Sessions of one customer are alike: customers are the sample.
    const ratio = ratioOf({ n, x: at('sum_s'), y: at('sum_b'), xx: at('sum_ss'), xy: at('sum_sb'), yy: at('sum_bb') });
    return {
      segment,
      customers: n,
      buyers,
      figures: {
        share: segment === null ? { value: everybody === 0 ? null : 1, interval: null } : share(n, everybody),
        sessions: mean(n, 's'),
        bounce: {
          value: ratio.value,
          interval:
            ratio.interval === null
              ? null
              : { low: Math.max(0, ratio.interval.low), high: Math.min(1, ratio.interval.high) },
        },
        buyers: share(buyers, n),
        orders: mean(buyers, 'f'),
        silent: mean(buyers, 'r'),
        money: mean(buyers, 'm'),
      },
    };
  });
  const isLog = spine.kind === 'events';
  const told: Readonly<Record<Measure, boolean>> = {
    share: true,
    sessions: isLog,
    bounce: isLog,
    buyers: isLog && spine.purchases > 0,
    orders: spine.purchases > 0,
    silent: spine.purchases > 0,
    money: spine.hasAmount && spine.purchases > 0,
  };
  return {
    figures: { groups, measures: measures.filter((m) => told[m]), hasAmount: spine.hasAmount },
    warnings: [],
  };
}
