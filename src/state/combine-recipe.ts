import type { CombinePlan } from '../core/combine';
import type { Engine } from '../core/engine';
import type { Recipe } from '../core/recipe';
import { combine } from '../data/combine';
import type { Opened } from '../data/open';

/** What making a recipe's tables needs of a workspace. */
export interface Adopting extends Pick<Engine, 'query'> {
  readonly tables: readonly { readonly opened: Opened }[];
  /** Takes in a table that was made, and what the recipe says of it. */
  adopt(signal: AbortSignal, opened: Opened, recipe: Recipe): Promise<void>;
}

/**
 * Makes the tables that a recipe makes of others, where all their files are open; what lacks a file is left alone.
 * @throws VitrineError as `combine`
 */
export async function replay(signal: AbortSignal, workspace: Adopting, recipe: Recipe): Promise<void> {
  for (const source of recipe.sources) {
    if (source.combine === undefined) continue;
    const parts = new Map<string, Opened>();
    for (const name of source.combine.tables.flatMap((t) => t.of)) {
      const said = recipe.sources.find((s) => s.name === name);
      const file = said?.path?.split(/[\\/]/).at(-1);
      const open = workspace.tables.find(({ opened }) => {
        const part = opened.read?.part ?? undefined;
        return opened.file === file && opened.combined === undefined && (said?.read?.part ?? part) === part;
      });
      if (open !== undefined) parts.set(name, open.opened);
    }
    const plan = renamed(source.combine, parts);
    if (plan === null) continue;
    const opened = await combine(signal, workspace, [...parts.values()], plan, source.name);
    await workspace.adopt(signal, opened, recipe);
  }
}

/** The plan with its sources by the names under which they are open; null where one is not. */
function renamed(plan: CombinePlan, parts: ReadonlyMap<string, Opened>): CombinePlan | null {
  const tables = plan.tables.map((table) => ({
    ...table,
    of: table.of.flatMap((name) => parts.get(name)?.name ?? []),
  }));
  return tables.every((t, i) => t.of.length === plan.tables[i]?.of.length) ? { ...plan, tables } : null;
}
