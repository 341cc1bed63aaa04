import type { ColumnKind } from '../core/exhibit';
import type { Formatter } from '../core/format';
import type { Who, WhoList } from '../core/marks';
import type { GroupFigure, SegmentGroup, SegmentSides } from '../core/sides';
import type { ExhibitText, TableData } from './exhibit';
import { sidesChart, type SidesGeometry } from './sides';
import { sidesWords } from './sides.words';

/** Fewer customers than this say little: no intervals, rings instead of dots. */
export const FEW = 10;

/** How a measure is called and printed. */
export interface MeasureText {
  readonly label: string;
  readonly kind: ColumnKind;
  readonly print: (value: number | null) => string;
  /** Everybody's figure says nothing of the segments': their share of all. */
  readonly alone?: true;
}

/** What an analysis says of its figures by segment. */
export interface SidesText<M extends string> {
  readonly measures: Readonly<Record<M, MeasureText>>;
  readonly sub: string;
  readonly caption: string;
  /** Measures that the headline may speak of, the most telling first. */
  readonly lead: readonly M[];
  /** The list of customers that answers “who are they?”. */
  readonly list: Members;
}

/** A list of customers: the analysis' own, or one that is asked for beside it. */
export type Members = Pick<WhoList, 'kind' | 'list' | 'apart'>;

/** All customers, whatever an analysis' own lists hold. */
export const membersBeside = (picture: string): Members => ({ kind: 'sideBySide', list: 'customers', apart: picture });

const clearOf = (a: GroupFigure, b: GroupFigure): boolean =>
  a.interval !== null && b.value !== null && (a.interval.low > b.value || a.interval.high < b.value);

/** The segment that stands out most from everybody, by the first of the measures that tells any apart; null for none. */
export function outstanding<M extends string, G extends SegmentGroup<M>>(
  { groups, measures }: { readonly groups: readonly G[]; readonly measures: readonly M[] },
  by: readonly M[],
): { readonly group: G; readonly all: G; readonly by: M } | null {
  const [all, ...segments] = groups;
  if (all === undefined) return null;
  for (const measure of by.filter((m) => measures.includes(m))) {
    const apart = (g: G): number =>
      Math.abs(Math.log((g.figures[measure].value ?? 1) / (all.figures[measure].value ?? 1)));
    const clear = segments.filter(
      (g) => g.customers >= FEW && clearOf(g.figures[measure], all.figures[measure]) && Number.isFinite(apart(g)),
    );
    const group = [...clear].sort((a, b) => apart(b) - apart(a))[0];
    if (group !== undefined) return { group, all, by: measure };
  }
  return null;
}

/** Columns of a plain table: each figure with its interval. */
export function sidesTable<M extends string>(
  { groups, measures }: SegmentSides<M>,
  { measures: texts, caption }: Pick<SidesText<M>, 'measures' | 'caption'>,
  format: Formatter,
): TableData {
  const { everybody, columns: c } = sidesWords[format.locale];
  return {
    caption,
    columns: [
      { label: c.segment, kind: 'text' },
      { label: c.customers, kind: 'integer' },
      ...measures.flatMap((m) => {
        const { label, kind } = texts[m];
        return [
          { label, kind },
          { label: `${label}, ${c.low}`, kind },
          { label: `${label}, ${c.high}`, kind },
        ];
      }),
    ],
    rows: groups.map((g) => [
      g.segment ?? everybody,
      g.customers,
      ...measures.flatMap((m) => {
        const { value, interval } = g.figures[m];
        return [value, interval?.low ?? null, interval?.high ?? null];
      }),
    ]),
  };
}

/** The plate under figures by segment. */
export function sidesPlate(groups: readonly SegmentGroup<string>[], format: Formatter): ExhibitText['plate'] {
  const words = sidesWords[format.locale];
  return [
    { text: words.customers(groups[0]?.customers ?? 0, format) },
    { text: words.several },
    ...(groups.some((g) => g.customers < FEW) ? [{ text: words.few(FEW), doubt: true }] : []),
  ];
}

/** What stands around figures by segment. */
export function sidesExhibit<M extends string>(
  sides: SegmentSides<M>,
  text: SidesText<M>,
  format: Formatter,
): ExhibitText {
  const words = sidesWords[format.locale];
  const found = outstanding(sides, text.lead);
  const said = (group: SegmentGroup<M>, m: M): string => text.measures[m].print(group.figures[m].value);
  return {
    headline:
      found === null
        ? words.alike
        : words.stands(
            text.measures[found.by].label,
            found.group.segment ?? '',
            said(found.group, found.by),
            said(found.all, found.by),
          ),
    sub: text.sub,
    plate: sidesPlate(sides.groups, format),
  };
}

/** The dot plot of figures by segment, for a width of 300 px or more. */
export function sidesPicture<M extends string>(
  { groups, measures }: SegmentSides<M>,
  { measures: texts, list }: Pick<SidesText<M>, 'measures' | 'list'>,
  width: number,
  format: Formatter,
): SidesGeometry {
  const words = sidesWords[format.locale];
  return sidesChart(
    groups.map((group) => {
      const name = group.segment ?? words.everybody;
      return {
        name,
        everybody: group.segment === null,
        few: group.customers < FEW,
        figures: measures.map((m) => group.figures[m]),
        note: words.customers(group.customers, format),
        who: membersOf(group, name, list),
      };
    }),
    measures.map((m) => ({
      label: texts[m].label,
      ruled: texts[m].alone !== true,
      print: texts[m].print,
      interval: words.interval,
    })),
    width,
  );
}

function membersOf({ segment, customers }: SegmentGroup<string>, name: string, list: Members): readonly Who[] {
  if (customers === 0) return [];
  const of = { ...list, where: [], ...(segment === null ? {} : { also: [{ segment }] }) };
  // Another analysis' list may hold more than this one speaks of.
  return [{ label: name, name, ...(list.apart === undefined ? { count: customers } : {}), of }];
}
