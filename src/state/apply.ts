import { VitrineError } from '../core/errors';
import type { Recipe } from '../core/recipe';
import { parseRoles } from '../data';
import { filesOf, knows, sourceFor } from './recipe';
import type { OpenTable } from './table.svelte';

/**
 * Gives a table what the first of the recipes that knows its file says of it.
 * @returns that recipe; null where none knows the file
 */
export function applyRecipe(recipes: readonly Recipe[], table: OpenTable): Recipe | null {
  for (const recipe of recipes) {
    const said = sourceFor(recipe, table.opened.file, table.opened.read?.part);
    if (said === null) continue;
    if (said.roles !== null) table.roles = parseRoles(said.name, table.opened.columns, said.roles);
    table.clean = said.clean;
    table.scope = said.scope;
    table.settings = {
      currency: recipe.currency ?? null,
      zone: recipe.zone ?? 'UTC',
      asOf: recipe.asOf === undefined ? null : Date.parse(recipe.asOf),
    };
    return recipe;
  }
  return null;
}

/**
 * Gives each open table what a recipe says of it; answers those tables.
 * @param files what came together with it: a recipe that speaks of none of them, and of nothing that is open, would do
 *   nothing in silence
 * @throws VitrineError `recipe.alone`
 */
export function appliedTo(
  recipe: Recipe,
  tables: readonly OpenTable[],
  files: readonly { readonly name: string }[],
): readonly OpenTable[] {
  const meant = tables.filter((table) => applyRecipe([recipe], table) !== null);
  const comes = files.some((file) => knows(recipe, file.name));
  if (meant.length === 0 && !comes) throw new VitrineError('recipe.alone', { files: filesOf(recipe).join(', ') });
  return meant;
}
