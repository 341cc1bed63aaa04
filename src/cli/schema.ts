import { toJsonSchema } from '@valibot/to-json-schema';
import { analysisSchemas } from '../analyses/index';
import { recipeSchema } from '../core/recipe';

/** The JSON Schema of recipes (draft 7), for editors. What a schema cannot say (a known time zone) is left out. */
export function recipeJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = toJsonSchema(recipeSchema(analysisSchemas), { errorMode: 'ignore' });
  return { ...schema, title: 'Vitrine recipe' };
}
