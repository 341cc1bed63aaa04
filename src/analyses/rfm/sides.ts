import type { Answers, DataInfo, Plan } from '../../core/analysis';
import { rfmSegments, segmentTiers, tierOf, WINDOW_SHOPPERS, type SegmentTier } from '../../core/rfmSegments';
import { segmentColumn } from '../../sql/rfm';
import { ident, join, raw, sql } from '../../sql/sql';
import type { SegmentSides } from '../../core/sides';
import { readSides, sideSteps } from '../../sql/bySegment';
import type { RfmParams } from './spec';

/** How the buyers of a segment are doing by the map. */
const tiers = segmentTiers.filter((tier) => tier !== 'none');

/** The three values, and the shares of the map's tiers where it has names. */
export type RfmMeasure = 'recency' | 'frequency' | 'monetary' | Exclude<SegmentTier, 'none'>;

const named = ({ bins }: RfmParams): boolean => bins === 5;

/** Per buyer: the three values, and 1 in the column of the tier of their segment of the map. */
export function planSides(params: RfmParams, data: DataInfo, prefix: string): Plan {
  const shown = named(params) ? tiers : [];
  const flags = shown.map((tier) => {
    const keys = rfmSegments.filter((segment) => tierOf[segment] === tier).map((segment) => `'${segment}'`);
    return sql`, CASE WHEN k.segment IN (${raw(keys.join(', '))}) THEN 1 ELSE 0 END AS ${raw(tier)}`;
  });
  const segment = named(params) ? segmentColumn('s', WINDOW_SHOPPERS) : sql`''`;
  const each = sql`SELECT k.customer, k.recency, k.frequency, k.monetary${join(flags, '')}
    FROM (SELECT s.customer, s.recency, s.frequency, s.monetary, ${segment} AS segment FROM ${ident(`${prefix}_scored`)} AS s) AS k`;
  return sideSteps(params.breakdown, data, prefix, each, { columns: ['recency', 'frequency', 'monetary', ...shown] });
}

/** Recency, frequency, money and the map's tiers by the segments a person named; null where none were asked for. */
export function rfmSides(params: RfmParams, { spine }: DataInfo, answers: Answers): SegmentSides<RfmMeasure> | null {
  const told: readonly RfmMeasure[] = [
    'recency',
    'frequency',
    ...(spine.hasAmount ? (['monetary'] as const) : []),
    ...(named(params) ? tiers : []),
  ];
  return readSides(params.breakdown, answers, told, ({ mean, share }) => ({
    recency: mean('recency'),
    frequency: mean('frequency'),
    monetary: mean('monetary'),
    best: share('best'),
    growing: share('growing'),
    cooling: share('cooling'),
    silent: share('silent'),
  }));
}
