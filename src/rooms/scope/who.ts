import { describeError } from '../../core/errors';
import type { Who } from '../../core/marks';
import type { SegmentRule } from '../../core/segment';
import { kinds, type FiguresOf } from '../../state/params';
import type { AnalysisKind } from '../../analyses';
import type { Result } from '../../core/result';
import type { Workspace } from '../../state/workspace.svelte';
import { toasts } from '../../ui';
import { locale } from '../../ui/locale.svelte';
import { jump } from '../overview/jump';
import { freeName } from './describe';
import { whoWords } from './who.words';

/** The kind of analysis of that name; undefined for none. */
export const kindNamed = (name: string): AnalysisKind | undefined => kinds.find((k) => k === name);

/** The picture's own result; null where there is none now. */
export function resultOf({ runs }: Pick<Workspace, 'runs'>, { of }: Who): Result<FiguresOf<AnalysisKind>> | null {
  const kind = kindNamed(of.kind);
  return kind === undefined ? null : runs[kind].known;
}

/** Parameters that change the picture and not the list that marks speak of: a rule goes without. */
const BESIDE = ['breakdown', 'compare', 'difference', 'list', 'through', 'at'];

/** The customers behind a mark as a rule: the list of the picture's analysis, with what the mark chooses. */
export function ruleOf(workspace: Pick<Workspace, 'runs'>, who: Who): SegmentRule | null {
  const result = resultOf(workspace, who);
  if (result === null) return null;
  const { kind, list, where, params } = who.of;
  const own = Object.fromEntries(Object.entries(result.params).filter(([key]) => !BESIDE.includes(key)));
  return { in: { kind, params: { ...own, ...params }, list, where } };
}

/**
 * A segment of the customers behind a mark: one of the same rule, else a new one under the mark's name. Null
 * where it could not be made; the person is told.
 */
async function segmentOf(
  workspace: Workspace,
  who: Who,
): Promise<{ readonly name: string; readonly made: boolean } | null> {
  const rule = ruleOf(workspace, who);
  if (rule === null) return null;
  const { segments } = workspace.scope;
  const known = segments.find((s) => JSON.stringify(s.rule) === JSON.stringify(rule));
  if (known !== undefined) return { name: known.name, made: false };
  const name = freeName(
    who.name,
    segments.map((s) => s.name),
  );
  if (await workspace.scope.saveSegment(name, rule)) return { name, made: true };
  refuse(workspace);
  return null;
}

/** Says why the last change of the scope did not happen. */
function refuse({ scope }: Workspace): void {
  if (scope.error === null) return;
  const { sentence, remedy } = describeError(scope.error, locale.code);
  toasts.show(`${sentence} ${remedy}`, { tone: 'bad' });
  scope.forgive();
}

/** Everything counts only them from now on; the toast takes it back. */
export async function filterBy(workspace: Workspace, who: Who): Promise<void> {
  const before = workspace.scope.filter;
  const segment = await segmentOf(workspace, who);
  if (segment === null) return;
  const theirs: SegmentRule = { segment: segment.name };
  const customers = before?.customers === undefined ? theirs : { all: [before.customers, theirs] };
  if (!(await workspace.scope.narrow({ ...before, customers }))) {
    refuse(workspace);
    return;
  }
  const words = whoWords[locale.code];
  const undo = async (): Promise<void> => {
    if ((await workspace.scope.narrow(before)) && segment.made) await workspace.scope.dropSegment(segment.name);
  };
  toasts.show(words.filtered(segment.name), { action: { label: words.undo, run: () => void undo() }, seconds: 12 });
}

/** Pictures that can set a group beside the others. */
export type Comparison = 'funnel' | 'returns';

/** What tells most of a group: how they return where a funnel named them, else their funnel. */
export function comparisonOf({ data, params }: Workspace, { of }: Who): Comparison {
  const isFunnel = of.kind === 'funnel' || of.kind === 'conversionTime';
  return isFunnel || data?.spine.kind !== 'events' || params.funnel.order === 'independent' ? 'returns' : 'funnel';
}

/** Sets them beside the others, in the room Behaviour. */
export async function compare(workspace: Workspace, who: Who): Promise<void> {
  const by = comparisonOf(workspace, who);
  const segment = await segmentOf(workspace, who);
  if (segment === null) return;
  if (by === 'funnel') {
    const { entered: _, ...funnel } = workspace.params.funnel;
    void workspace.choose('funnel', { ...funnel, compare: { segment: segment.name } });
  } else {
    const { retention } = workspace.params;
    void workspace.choose('retention', { ...retention, breakdown: { segments: [segment.name] } });
  }
  toasts.show(whoWords[locale.code].compared(segment.name));
  jump({ room: 'behaviour', anchor: by === 'funnel' ? 'funnel-comparison' : 'retention-groups' });
}
