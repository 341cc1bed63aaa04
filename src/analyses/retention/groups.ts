import type { ExhibitText, TableData } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import { shareDifference } from '../../stats/shareDifference';
import { columnWords } from './columns.words';
import { groupsWords } from './groups.words';
import { milestones, type RetentionMeasure } from './measure';
import type { GroupName, RetentionFigures } from './result';
import { ENOUGH_STARTERS } from './spec';
import { curveTable } from './table';
import { retentionWords } from './words';

/** Everybody but the only group that was asked for. */
export type Rest = { readonly kind: 'rest' };

/** The groups that come back most and least in a period. */
export interface GroupContrast {
  readonly period: number;
  readonly best: { readonly name: GroupName | Rest; readonly share: number };
  readonly worst: { readonly name: GroupName | Rest; readonly share: number };
  /** Whether the interval of their difference leaves out 0. */
  readonly isClear: boolean;
}

/**
 * Of the groups with enough customers in the period of the headline; a single segment stands against those who are
 * not in it. Null with fewer than two.
 */
export function contrast(figures: RetentionFigures): GroupContrast | null {
  const rest = restOf(figures);
  // Two sides differ most where most come back: right after the start.
  const period = rest.length > 0 ? 1 : milestones(figures)?.near.period;
  if (period === undefined) return null;
  const firm = [...(figures.groups?.groups ?? []), ...rest].flatMap(({ name, means }) => {
    const mean = means.find((m) => m.period === period);
    return mean?.share == null || mean.customers < ENOUGH_STARTERS
      ? []
      : [{ name, share: mean.share, of: mean.customers }];
  });
  const sorted = [...firm].sort((a, b) => b.share - a.share);
  const [best, worst] = [sorted[0], sorted.at(-1)];
  if (best === undefined || worst === undefined || best === worst) return null;
  const count = (g: typeof best) => ({ count: Math.min(g.of, g.share * g.of), of: g.of });
  const { interval } = shareDifference(count(best), count(worst));
  return { period, best, worst, isClear: interval !== null && interval.low > 0 };
}

/** The weighted means of those who are not in the only segment; none where there are several, or of simple means. */
function restOf({
  groups,
  means,
  mean,
}: RetentionFigures): readonly { readonly name: Rest; readonly means: readonly RestMean[] }[] {
  const [only, ...others] = groups?.groups ?? [];
  if (
    only === undefined ||
    others.length > 0 ||
    groups === undefined ||
    !('segments' in groups.by) ||
    mean !== 'weighted'
  )
    return [];
  const rest = means.flatMap((all): RestMean[] => {
    const own = only.means.find((m) => m.period === all.period);
    const customers = all.customers - (own?.customers ?? 0);
    if (all.share === null || customers <= 0) return [];
    const back = all.share * all.customers - (own?.share ?? 0) * (own?.customers ?? 0);
    return [{ period: all.period, customers, share: Math.min(1, Math.max(0, back / customers)) }];
  });
  return [{ name: { kind: 'rest' }, means: rest }];
}

type RestMean = { readonly period: number; readonly customers: number; readonly share: number };

/** What stands around the curves by group. */
export function groupsExhibit(
  { figures, receipt }: Result<RetentionFigures>,
  measure: RetentionMeasure,
  format: Formatter,
): ExhibitText {
  const words = groupsWords[format.locale];
  const own = retentionWords[format.locale];
  return {
    headline: words.headline(contrast(figures), figures.interval, format),
    sub: `${words.sub(figures)}. ${own.sub(figures, receipt.zone)}${own.measured(figures, measure)}`,
    plate: [
      { text: own.customers(figures, format) },
      ...((figures.groups?.groups.length ?? 0) > 2 ? [{ text: words.several }] : []),
    ],
  };
}

/** Every group and period as a row. */
export function groupsTable(figures: RetentionFigures, format: Formatter): TableData {
  const words = groupsWords[format.locale];
  const plain = curveTable(figures, format);
  return {
    caption: words.caption,
    columns: [{ label: words.group, kind: 'text' }, ...plain.columns],
    rows: [
      { name: columnWords[format.locale].all, means: figures.means },
      ...(figures.groups?.groups ?? []).map((g) => ({ name: words.name(g.name), means: g.means })),
    ].flatMap(({ name, means }) => curveTable({ ...figures, means }, format).rows.map((row) => [name, ...row])),
  };
}
