import type { PropertyTest } from '../../core/filter';
import type { MemberRule, Who, WhoList } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import type { FunnelGroup } from './groups';
import { groupWords } from './groups.words';
import type { FunnelFigures } from './result';

const words: Catalogue<Readonly<Record<'reached' | 'stopped' | 'least' | 'just' | 'only', string>>> = {
  en: {
    reached: 'Came this far',
    stopped: 'Stopped here',
    least: 'So many or more',
    just: 'Just so many',
    only: 'Came this far only by this count',
  },
  ru: {
    reached: 'Дошли сюда',
    stopped: 'Остановились здесь',
    least: 'Столько или больше',
    just: 'Ровно столько',
    only: 'Дошли сюда только при таком счёте',
  },
};

/** Which customers a small funnel is of: where they are listed, and what narrows the list to them. */
type Of = Omit<WhoList, 'where'> & { readonly tests?: readonly PropertyTest[] };

/** Numbers of the steps that cannot be skipped. */
const numbersOf = ({ steps }: FunnelFigures): readonly number[] =>
  steps.flatMap((s, i) => (s.optional === true ? [] : [i + 1]));

/** Who came to the k-th required step (from 0) of a funnel, and who of them stopped there. */
function stepWho(
  figures: FunnelFigures,
  { tests = [], ...of }: Of,
  customers: readonly number[],
  k: number,
  title: string,
  locale: Locale,
): readonly Who[] {
  const number = numbersOf(figures)[k];
  const here = customers[k] ?? 0;
  if (number === undefined || here === 0) return [];
  const w = words[locale];
  const any = figures.order === 'any';
  const group = (label: string, n: number, test: PropertyTest): Who => ({
    label,
    name: `${title}: ${label.toLocaleLowerCase(locale)}`,
    ...(figures.unit === 'customers' ? { count: n } : {}),
    of: { ...of, where: [...tests, test] },
  });
  const next = customers[k + 1];
  const stopped = next === undefined ? 0 : here - next;
  return [
    group(any ? w.least : w.reached, here, { property: 'step', from: number }),
    ...(stopped === 0 ? [] : [group(any ? w.just : w.stopped, stopped, { property: 'dropped_at', is: [number] })]),
  ];
}

const listed = { kind: 'funnel', list: 'customers' } as const;

/**
 * Customers of a group at a step. Groups of values are in the list of groups, under their codes; of segments the
 * funnel's own customers who are in them.
 */
export function groupWho(
  figures: FunnelFigures,
  group: FunnelGroup,
  k: number,
  title: string,
  locale: Locale,
): readonly Who[] {
  const by = figures.groups?.by ?? [];
  const also = by.flatMap((b, i): MemberRule[] => {
    const name = group.names[i];
    return 'segments' in b && name !== undefined && 'value' in name ? [{ segment: name.value }] : [];
  });
  const values = by.flatMap((b, i) => ('property' in b ? [{ b, code: group.codes[i] ?? 0 }] : []));
  if (values.length === 0) return stepWho(figures, { ...listed, also }, group.customers, k, title, locale);
  const tests = values.map(({ code }, i): PropertyTest => ({ property: i === 0 ? 'a' : 'b', is: [code] }));
  const of: Of =
    also.length === 0
      ? { kind: 'funnel', list: 'groups', keeps: ['breakdown'], tests }
      : // Asked for without the segments: a rule that names them elsewhere would not follow their names.
        { kind: 'funnel', list: 'groups', params: { breakdown: values.map((v) => v.b) }, apart: true, also, tests };
  return stepWho(figures, of, group.customers, k, title, locale);
}

/** Customers of one side of a comparison at a step: those of the period before are asked for anew. */
export function sideWho(figures: FunnelFigures, side: 0 | 1, k: number, title: string, locale: Locale): readonly Who[] {
  const { comparison } = figures;
  if (comparison === undefined) return [];
  const { with: other, sides } = comparison;
  const iso = (time: number): string => new Date(time).toISOString();
  const of: Of =
    'segment' in other
      ? {
          ...listed,
          also:
            side === 0
              ? [{ segment: other.segment }]
              : other.other === null
                ? [{ not: { segment: other.segment } }]
                : [{ segment: other.other }],
        }
      : side === 0
        ? listed
        : { ...listed, params: { entered: { from: iso(other.before), to: iso(other.from) } }, apart: true };
  return stepWho(figures, of, sides[side].customers, k, title, locale);
}

/**
 * Customers at a step by one of the two ways of counting, each step with an event of its own (0) or not (1). Of the
 * way the funnel is not counted in, those who come to the step by it alone.
 */
export function semanticsWho(figures: FunnelFigures, side: 0 | 1, k: number, locale: Locale): readonly Who[] {
  const { difference, semantics } = figures;
  if (difference === undefined) return [];
  const own = semantics === 'ordered-distinct' ? 0 : 1;
  const title = `${groupWords[locale].semantics[side]}, ${k + 1}`;
  const reached = [difference.distinct, difference.reused][side] ?? [];
  if (side === own) return stepWho(figures, listed, reached, k, title, locale);
  const [here, there] = side === 0 ? (['own', 'shared'] as const) : (['shared', 'own'] as const);
  const count = difference.differing.reduce((n, d) => n + (d[here] > k && d[there] <= k ? d.customers : 0), 0);
  if (count === 0) return [];
  const where = [
    { property: here, from: k + 1 },
    { property: there, to: k + 1 },
  ];
  return [
    {
      label: words[locale].only,
      name: `${title}: ${words[locale].only.toLocaleLowerCase(locale)}`,
      ...(figures.unit === 'customers' ? { count } : {}),
      of: { kind: 'funnel', list: 'differing', where, keeps: ['difference'] },
    },
  ];
}
