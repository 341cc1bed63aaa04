import { untrack } from 'svelte';
import type { Workspace } from '../workspace.svelte';

/** How long choices may go on changing before they are written down. */
const PAUSE_MS = 400;

/** Calls back when what stands open has changed and is still: files, roles, scope, parameters. Ends with the page. */
export function watch(workspace: Workspace, changed: () => void): void {
  $effect.root(() => {
    $effect(() => {
      const { tables, current, params, analysed, opening } = workspace;
      // What a recipe is made of: read here, so that a change of it is heard.
      for (const t of tables) void [t.roles, t.clean, t.settings, t.scope, t.spine];
      void [current, params, analysed];
      if (opening !== null) return undefined;
      const timer = setTimeout(() => untrack(changed), PAUSE_MS);
      return () => clearTimeout(timer);
    });
  });
}
