import { describeError } from '../../core/errors';
import type { Who } from '../../core/marks';
import type { SegmentRule } from '../../core/segment';
import type { Workspace } from '../../state/workspace.svelte';
import { toasts } from '../../ui';
import { locale } from '../../ui/locale.svelte';
import { jump } from '../overview/jump';
import { freeName } from './describe';
import { ruleOf } from './rule';
import { whoWords } from './who.words';

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
  const isFunnel = of.kind === 'funnel' || of.kind === 'conversionTime' || of.kind === 'correlation';
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
