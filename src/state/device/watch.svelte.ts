import { untrack } from 'svelte';
import type { Workspace } from '../workspace.svelte';

/** How long choices may go on changing before they are written down. */
const PAUSE_MS = 400;

/**
 * Calls back when what stands open has changed and is still: files, roles, scope, parameters; and where the page goes
 * before that, at once, unless files were being opened: half of them must not take the place of all. Ends with the page.
 */
export function watch(workspace: Workspace, changed: () => void): void {
  let told: Workspace['tables'] = [];
  let waiting = false;
  const tell = (): void => {
    waiting = false;
    told = workspace.tables;
    changed();
  };
  addEventListener('pagehide', () => {
    const same = workspace.tables.length === told.length && workspace.tables.every((t, i) => t === told[i]);
    if (waiting && (workspace.opening === null || same)) tell();
  });
  $effect.root(() => {
    $effect(() => {
      const { tables, current, params, analysed, opening } = workspace;
      // What a recipe is made of: read here, so that a change of it is heard.
      for (const t of tables) void [t.roles, t.clean, t.settings, t.scope, t.spine];
      void [current, params, analysed];
      waiting = true;
      if (opening !== null) return undefined;
      const timer = setTimeout(() => untrack(tell), PAUSE_MS);
      return () => clearTimeout(timer);
    });
  });
}
