import type { Recipe } from '../core/recipe';
import { parseRoles } from '../data';
import { sourceFor } from './recipe';
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
