import { analyses, type AnalysisKind } from '../analyses';
import type { Analysis } from '../core/analysis';
import { parseParams, type Recipe } from '../core/recipe';
import { follow, mentions, type SegmentChange } from './follow';
import { paramsFor } from './recipe';

type Analyses = typeof analyses;
export type ParamsOf<K extends AnalysisKind> = Analyses[K] extends Analysis<infer P, unknown> ? P : never;
/** What was chosen for each analysis. */
export type Params = { readonly [K in AnalysisKind]: ParamsOf<K> };
export type FiguresOf<K extends AnalysisKind> = ReturnType<Analyses[K]['result']>['figures'];

/** All kinds. */
export const kinds = Object.keys(analyses) as AnalysisKind[];

/** One of something per kind. */
export function perKind<T>(make: (kind: AnalysisKind) => T): { readonly [K in AnalysisKind]: T } {
  return Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as { readonly [K in AnalysisKind]: T };
}

/** The parameters a recipe gives, and the defaults of what it does not name. */
export function paramsOf(recipe: Recipe | null): Params {
  return perKind((kind) =>
    parseParams(analyses[kind].params, (recipe === null ? null : paramsFor(recipe, kind)) ?? {}, kind),
  ) as Params;
}

/**
 * Parameters of a kind that is known only now, checked by its schema.
 * @throws VitrineError `recipe.*` as `parseParams` does
 */
export function checked(kind: AnalysisKind, params: object): object {
  // Each analysis takes the parameters of its own schema; of their union a type says nothing.
  const { params: schema } = analyses[kind] as Analysis<object>;
  return parseParams(schema, params, kind);
}

/** The parameters that speak of segments which changed, as they are afterwards. */
export function followed(
  params: Params,
  changes: readonly SegmentChange[],
): readonly (readonly [kind: AnalysisKind, params: object])[] {
  return kinds.flatMap((kind) => {
    const [next, spoke] = changes.reduce<readonly [object, boolean]>(
      ([now, did], change) => [follow(now, change), did || mentions(now, change.from)],
      [params[kind], false],
    );
    return spoke ? [[kind, checked(kind, next)] as const] : [];
  });
}
