import type { OnProgress } from '../core/engine';
import type { ReadAs } from '../core/reading';
import type { Roles } from '../core/roles';
import { roleNames } from '../core/roles';
import type { OpenTable } from './table.svelte';
import type { Workspace } from './workspace.svelte';

/**
 * Reads a file again, as a person says, in place of the table it was. Roles that a person chose are kept where their
 * columns are still there; money, zone and cleaning too.
 * @throws VitrineError `file.*`, `engine.*`, `cancelled`; the table is as it was then
 */
export async function reread(
  signal: AbortSignal,
  workspace: Workspace,
  table: OpenTable,
  as: ReadAs,
  onProgress: OnProgress,
): Promise<void> {
  if (table.reopen === null) return;
  const { roles, opened: before, settings, clean } = table;
  const opened = await table.reopen(signal, { ...before.read?.as, ...as }, onProgress);
  await workspace.adopt(signal, opened);
  const { current } = workspace;
  if (current === null || current.opened !== opened) return;
  current.settings = settings;
  current.remembered = table.remembered;
  const chosen = roleNames.some((role) => roles[role] !== before.roles[role]);
  const cleaned = clean.duplicates === true || clean.zeroAmounts === true;
  if (chosen || cleaned) {
    await workspace.change(current, { clean, ...(chosen ? { roles: kept(roles, opened.columns) } : {}) });
  }
}

function kept(roles: Roles, columns: readonly { readonly name: string }[]): Roles {
  const names = new Set(columns.map((c) => c.name));
  const left: Roles = Object.fromEntries(
    roleNames.flatMap((role) => {
      const column = roles[role];
      return column !== undefined && names.has(column) ? [[role, column]] : [];
    }),
  );
  return roles.stages === undefined ? left : { ...left, stages: roles.stages };
}
