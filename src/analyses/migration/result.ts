import type { Answers, DataInfo } from '../../core/analysis';
import { isoDay, observedDays } from '../../core/calendar';
import { countAt, numberAt, texts, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import type { SegmentKey } from '../../core/rfmSegments';
import { DAY } from '../../core/time';
import { rfmAxes, type RecencyUnit, type RfmAxis } from '../../sql/rfm';
import { afterKeys, beforeKeys, moveOf, moves, NOT_YET, type BeforeKey, type Move } from './move';
import type { MigrationParams } from './spec';

/** A cell of the matrix. */
export interface Flow {
  readonly before: BeforeKey;
  readonly after: SegmentKey;
  readonly move: Move;
  readonly customers: number;
  /** Net money these customers had brought by the earlier date; null without amounts. */
  readonly spent: number | null;
}

export interface MigrationFigures {
  /** Days in the zone, YYYY-MM-DD. */
  readonly earlier: string;
  readonly later: string;
  readonly days: number;
  readonly cuts: MigrationParams['cuts'];
  readonly recencyUnit: RecencyUnit;
  /** Axes with cut points that a person gave. */
  readonly ownCuts: readonly RfmAxis[];
  /** Everyone seen up to as-of: the sum of all flows. */
  readonly customers: number;
  /** The cells that hold anyone, by `beforeKeys`, then `afterKeys`. */
  readonly flows: readonly Flow[];
  readonly moves: Readonly<Record<Move, number>>;
  /** What became of those who were champions on the earlier date. */
  readonly champions: {
    readonly before: number;
    /** Who are champions no more. */
    readonly left: number;
    /** Net money that those who left had brought by then. */
    readonly spent: number | null;
    /** Where most of those who left are now; null where none did. */
    readonly to: SegmentKey | null;
  };
}

/** Scores of fewer buyers say little: five scores of ten each. */
const ENOUGH_BUYERS = 50;

/** Figures of migration from its plan's answer `flows`. */
export function migrationResult(
  params: MigrationParams,
  data: DataInfo,
  answers: Answers,
): { figures: MigrationFigures; warnings: readonly Warning[] } {
  if (params.earlier === undefined) throw new Error('the earlier date is not settled');
  const frame = answers.get('flows');
  if (frame === undefined) throw new Error('the plan answered no flows');
  const flows = flowsOf(frame, data.spine.hasAmount);
  const sum = (some: readonly Flow[]): number => some.reduce((n, f) => n + f.customers, 0);
  const { lastDay } = observedDays(data);
  const champions = flows.filter((f) => f.before === 'champions');
  const left = champions.filter((f) => f.after !== 'champions');
  const most = [...left].sort((a, b) => b.customers - a.customers)[0];
  const figures: MigrationFigures = {
    earlier: params.earlier,
    later: isoDay(lastDay),
    days: lastDay - Date.parse(params.earlier) / DAY,
    cuts: params.cuts,
    recencyUnit: params.own?.recencyUnit ?? 'day',
    ownCuts: rfmAxes.filter((axis) => params.own?.cuts?.[axis] !== undefined),
    customers: sum(flows),
    flows,
    moves: Object.fromEntries(moves.map((move) => [move, sum(flows.filter((f) => f.move === move))])) as Readonly<
      Record<Move, number>
    >,
    champions: {
      before: sum(champions),
      left: sum(left),
      spent: data.spine.hasAmount ? left.reduce((n, f) => n + (f.spent ?? 0), 0) : null,
      to: most?.after ?? null,
    },
  };
  const scored = sum(flows.filter((f) => f.before !== NOT_YET && f.before !== 'window-shoppers'));
  const warnings: Warning[] =
    scored < ENOUGH_BUYERS ? [{ code: 'too-few', details: { n: scored, enough: ENOUGH_BUYERS } }] : [];
  return { figures, warnings };
}

function flowsOf(frame: Frame, hasAmount: boolean): readonly Flow[] {
  const [before, after] = [texts(frame, 'before'), texts(frame, 'after')];
  const row = (b: string, a: string): number => before.findIndex((x, i) => x === b && after[i] === a);
  return beforeKeys.flatMap((b) =>
    afterKeys.flatMap((a) => {
      const at = row(b, a);
      if (at < 0) return [];
      const spent = hasAmount ? (numberAt(frame, 'spent', at) ?? 0) : null;
      return [{ before: b, after: a, move: moveOf(b, a), customers: countAt(frame, 'customers', at), spent }];
    }),
  );
}
