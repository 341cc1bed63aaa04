import type { ExhibitText, TableData } from '../../charts/exhibit';
import { sidesWords } from '../../charts/sides.words';
import { terms } from '../../charts/terms';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import { groupWords } from './groups.words';
import type { FunnelFigures } from './result';
import { funnelWords } from './words';

/** Names of the steps that cannot be skipped. */
export function stepNames(figures: FunnelFigures, format: Formatter): readonly string[] {
  const words = funnelWords[format.locale];
  return figures.steps.flatMap((s, i) => (s.optional === true ? [] : [words.stepText(figures.order, s, i + 1)]));
}

/** Around the small funnels of a breakdown. */
export function groupsText({ figures }: Result<FunnelFigures>, format: Formatter): ExhibitText {
  const words = groupWords[format.locale];
  const { groups } = figures;
  if (groups === undefined) return { headline: '', sub: '', plate: [] };
  const several = groups.by.some((b) => 'segments' in b);
  // Whoever is in several segments is in several groups: no more are said to wait than there are.
  const waiting = Math.min(
    figures.immature.customers,
    groups.groups.reduce((n, g) => n + g.immature, 0),
  );
  return {
    headline: words.headline(groups, figures.unit, format),
    sub: words.sub(groups),
    plate: [
      ...(waiting === 0
        ? []
        : [{ text: words.immature(waiting, format), doubt: true, term: terms[format.locale].immature }]),
      ...(several ? [{ text: sidesWords[format.locale].several }] : []),
    ],
  };
}

export function groupsTable(figures: FunnelFigures, format: Formatter): TableData {
  const words = groupWords[format.locale];
  const c = words.columns;
  return {
    caption: c.caption,
    columns: [
      { label: c.group, kind: 'text' },
      ...stepNames(figures, format).map((label) => ({ label, kind: 'integer' as const })),
      { label: c.conversion, kind: 'percent' },
      { label: c.low, kind: 'percent' },
      { label: c.high, kind: 'percent' },
      { label: c.immature, kind: 'integer' },
    ],
    rows: (figures.groups?.groups ?? []).map((g) => [
      words.name(g),
      ...g.customers,
      g.conversion.share,
      g.conversion.interval?.low ?? null,
      g.conversion.interval?.high ?? null,
      g.immature,
    ]),
  };
}

/** Around a comparison. */
export function comparisonText({ figures }: Result<FunnelFigures>, format: Formatter): ExhibitText {
  const words = groupWords[format.locale];
  const { comparison } = figures;
  if (comparison === undefined) return { headline: '', sub: '', plate: [] };
  const waiting = comparison.sides.reduce((n, s) => n + s.immature, 0);
  return {
    headline: words.compared(comparison, format),
    sub: words.comparedSub(comparison, format),
    plate:
      waiting === 0
        ? []
        : [{ text: words.immature(waiting, format), doubt: true, term: terms[format.locale].immature }],
  };
}

export function comparisonTable(figures: FunnelFigures, format: Formatter): TableData {
  const words = groupWords[format.locale];
  const { comparison } = figures;
  const [a, b] = comparison === undefined ? ['', ''] : words.sides(comparison, format);
  return {
    caption: words.columns.caption,
    columns: [
      { label: words.columns.step, kind: 'text' },
      { label: a, kind: 'integer' },
      { label: b, kind: 'integer' },
      { label: words.columns.difference, kind: 'text' },
    ],
    rows: stepNames(figures, format).map((name, k) => [
      name,
      comparison?.sides[0].customers[k] ?? null,
      comparison?.sides[1].customers[k] ?? null,
      k === 0 ? '' : words.difference(comparison?.differences[k - 1] ?? { value: null, interval: null }, format),
    ]),
  };
}

/** Around the difference of the two semantics. */
export function differenceText({ figures }: Result<FunnelFigures>, format: Formatter): ExhibitText {
  const words = groupWords[format.locale];
  const { difference } = figures;
  return difference === undefined
    ? { headline: '', sub: '', plate: [] }
    : { headline: words.differing(difference, figures.unit, format), sub: words.differingSub(difference), plate: [] };
}

export function differenceTable(figures: FunnelFigures, format: Formatter): TableData {
  const words = groupWords[format.locale];
  const [own, shared] = words.semantics;
  const names = stepNames(figures, format);
  return {
    caption: words.columns.caption,
    columns: [
      { label: own, kind: 'text' },
      { label: shared, kind: 'text' },
      { label: words.columns.counted[figures.unit], kind: 'integer' },
    ],
    rows: (figures.difference?.differing ?? []).map((d) => [
      names[d.own - 1] ?? '',
      names[d.shared - 1] ?? '',
      d.customers,
    ]),
  };
}
