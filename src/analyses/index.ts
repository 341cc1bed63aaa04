import type { Analysis } from '../core/analysis';
import type { AnalysisSchemas } from '../core/recipe';
import { bakeoff } from './bakeoff';
import { conversionTime } from './conversionTime';
import { correlation } from './correlation';
import { cohortValue } from './cohortValue';
import { funnel } from './funnel';
import { funnelTrend } from './funnelTrend';
import { lifecycle } from './lifecycle';
import { migration } from './migration';
import { outOfOrder } from './outOfOrder';
import { overview } from './overview';
import { paths } from './paths';
import { retention } from './retention';
import { rfm } from './rfm';
import { score } from './score';
import { segments } from './segments';
import { sessions } from './sessions';
import { sideBySide } from './sideBySide';
import { stickiness } from './stickiness';
import { trends } from './trends';
import { value } from './value';

/** Every analysis a recipe can name: one line each. */
export const analyses = {
  overview,
  funnel,
  conversionTime,
  funnelTrend,
  correlation,
  outOfOrder,
  rfm,
  migration,
  score,
  retention,
  lifecycle,
  stickiness,
  sessions,
  sideBySide,
  trends,
  paths,
  value,
  cohortValue,
  bakeoff,
  segments,
} as const;

export type AnalysisKind = keyof typeof analyses;

/** The analyses' parameter schemas by kind, for `parseRecipe`. */
export const analysisSchemas: AnalysisSchemas = Object.fromEntries(
  Object.values(analyses).map((analysis) => [analysis.kind, analysis.params]),
);

/** By kind, with the parameters' types forgotten: whoever runs one parses them with its schema first. */
const byKind: ReadonlyMap<string, Analysis> = new Map(Object.values<Analysis>(analyses).map((a) => [a.kind, a]));

/** The analysis of a kind, for running what a recipe names; undefined for an unknown kind. */
export function analysisOf(kind: string): Analysis | undefined {
  return byKind.get(kind);
}
