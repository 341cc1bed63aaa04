import type { TableRef } from '../../core/result';
import type { Workspace } from '../../state/workspace.svelte';

/** The analysis a list came from, as a segment's rule names it. */
export interface Origin {
  readonly kind: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly list: string;
}

/**
 * Which analysis answered a list, with the parameters it settled on; null when it is none of those in view. To
 * be asked when something is clicked: asked while drawing, it would ask for every analysis.
 */
export function originOf({ runs }: Pick<Workspace, 'runs'>, list: TableRef): Origin | null {
  for (const { result } of Object.values(runs)) {
    if (result?.tables.some((t) => t.sql === list.sql) === true) {
      return { kind: result.kind, params: result.params, list: list.name };
    }
  }
  return null;
}
