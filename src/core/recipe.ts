import * as v from 'valibot';
import { combineKeys, combineSchema } from './combine';
import { demoNames } from './demos';
import { VitrineError } from './errors';
import { nearest } from './nearest';
import { readingSchema } from './reading';
import { roleNames, stageNames } from './roles';
import { globalFilter, MOST_SEGMENTS, segmentSchema } from './segment';

/** A schema of an analysis' parameters, by kind; given by `analyses/`, which stands above this file. */
export type AnalysisSchemas = Readonly<Record<string, v.GenericSchema>>;

const sourceEntries = {
  name: v.pipe(v.string(), v.minLength(1), v.description('How analyses and roles refer to the source.')),
  path: v.optional(v.pipe(v.string(), v.minLength(1), v.description('File, relative to the recipe (command line).'))),
  demo: v.optional(v.pipe(v.picklist(demoNames), v.description('One of the sample data sets.'))),
  combine: v.optional(v.pipe(combineSchema, v.description('Made of sources that stand before it.'))),
  read: v.optional(v.pipe(readingSchema, v.description('How the file is read, where it does not say itself.'))),
  clean: v.optional(
    v.strictObject({
      duplicates: v.optional(v.pipe(v.boolean(), v.description('Drop rows equal to an earlier row in every column.'))),
      zeroAmounts: v.optional(v.pipe(v.boolean(), v.description('Drop purchases whose amount is zero.'))),
    }),
  ),
};

const sourceSchema = v.pipe(
  v.strictObject(sourceEntries),
  v.check(
    (s) => [s.path, s.demo, s.combine].filter((of) => of !== undefined).length === 1,
    'exactly one of "path", "demo" and "combine"',
  ),
);

const column = v.optional(v.pipe(v.string(), v.minLength(1)));
const rolesSchema = v.strictObject({
  ...(Object.fromEntries(roleNames.map((r) => [r, column])) as Record<(typeof roleNames)[number], typeof column>),
  stages: v.optional(
    v.strictObject(
      Object.fromEntries(stageNames.map((s) => [s, v.optional(v.array(v.string()))])) as Record<
        (typeof stageNames)[number],
        v.OptionalSchema<v.ArraySchema<v.StringSchema<undefined>, undefined>, undefined>
      >,
    ),
  ),
});

const ofSource = v.optional(v.pipe(v.string(), v.description('Name of the source; the first log when not said.')));
const filterSchema = v.strictObject({ source: ofSource, ...globalFilter.entries });
const namedSegment = v.strictObject({ source: ofSource, ...segmentSchema.entries });

const head = {
  vitrine: v.pipe(v.literal(1), v.description('Version of the recipe format.')),
  title: v.optional(v.string()),
  sources: v.pipe(v.array(sourceSchema), v.minLength(1)),
  roles: v.optional(v.record(v.string(), rolesSchema)),
  asOf: v.optional(v.pipe(v.string(), v.isoTimestamp(), v.description('"Now"; the data\'s last time when not said.'))),
  zone: v.optional(
    v.pipe(
      v.string(),
      v.check(isZone, 'a time zone such as "Europe/Berlin"'),
      v.description('IANA time zone, UTC when not said.'),
    ),
  ),
  filter: v.optional(
    v.pipe(filterSchema, v.description('What all analyses of a source see; everything when not said.')),
  ),
  segments: v.optional(
    v.pipe(
      v.array(namedSegment),
      v.maxLength(MOST_SEGMENTS, `at most ${MOST_SEGMENTS} segments`),
      v.description('Groups of customers with names, to filter, break down and compare by.'),
    ),
  ),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'three capital letters such as "EUR"'))),
};

/** The recipe's schema for the given kinds of analysis: the contract of everything. */
export function recipeSchema(analyses: AnalysisSchemas) {
  return v.strictObject({ ...head, analyses: v.array(v.variant('kind', analysisOptions(analyses))) });
}

function analysisOptions(analyses: AnalysisSchemas) {
  return Object.entries(analyses).map(([kind, params]) => {
    if (!isStrictObject(params)) throw new Error(`the parameters of ${kind} have to be a strictObject`);
    return v.strictObject({
      id: v.pipe(
        v.string(),
        v.regex(/^[\w-]{1,64}$/, 'letters, digits, "-" and "_"'),
        v.description('Name of the result.'),
      ),
      kind: v.literal(kind),
      source: v.optional(v.pipe(v.string(), v.description('Name of the source; the first that fits when not said.'))),
      ...params.entries,
    });
  });
}

function isStrictObject(schema: v.GenericSchema): schema is v.StrictObjectSchema<v.ObjectEntries, undefined> {
  return schema.type === 'strict_object' && 'entries' in schema;
}

export interface RecipeAnalysis {
  readonly id: string;
  readonly kind: string;
  readonly source?: string | undefined;
  readonly [param: string]: unknown;
}

/** A recipe that was checked: see the schema for each field. */
export type Recipe = Omit<v.InferOutput<ReturnType<typeof recipeSchema>>, 'analyses'> & {
  readonly analyses: readonly RecipeAnalysis[];
};

/**
 * Checks a recipe. Names of sources and ids of analyses have to be unique and known.
 * @throws VitrineError `recipe.*` that names the path, the value and the nearest valid name
 */
export function parseRecipe(json: unknown, analyses: AnalysisSchemas): Recipe {
  refuseDeep(json);
  const parsed = v.safeParse(recipeSchema(analyses), json, { abortEarly: true });
  if (!parsed.success) throw recipeError(innermost(parsed.issues[0]), Object.values(analyses).flatMap(paramNames));
  const recipe = parsed.output as Recipe;
  const names = recipe.sources.map((s) => s.name);
  unique(names, 'sources');
  unique(
    recipe.analyses.map((a) => a.id),
    'analyses',
  );
  recipe.sources.forEach((source, i) => {
    // Of those that stand before it, and of files only: what it is made of is there when it is made.
    const files = recipe.sources.slice(0, i).filter((s) => s.combine === undefined);
    source.combine?.tables.forEach((table, t) => {
      const path = `sources[${i}].combine.tables[${t}].of`;
      for (const name of table.of)
        known(
          name,
          files.map((s) => s.name),
          path,
        );
    });
  });
  for (const source of Object.keys(recipe.roles ?? {})) known(source, names, `roles`);
  recipe.analyses.forEach((a, i) => {
    if (a.source !== undefined) known(a.source, names, `analyses[${i}].source`);
  });
  if (recipe.filter?.source !== undefined) known(recipe.filter.source, names, 'filter.source');
  for (const name of names) {
    const of = (recipe.segments ?? []).filter((s) => (s.source ?? names[0]) === name);
    unique(
      of.map((s) => s.name),
      'segments',
    );
  }
  recipe.segments?.forEach((s, i) => {
    if (s.source !== undefined) known(s.source, names, `segments[${i}].source`);
  });
  return recipe;
}

/** Deeper than any recipe that means something; schemas follow the nesting by calls of their own. */
const DEEPEST = 50;

function refuseDeep(json: unknown): void {
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      const expected = `at most ${DEEPEST} levels`;
      throw new VitrineError('recipe.invalid', { path: 'its depths', value: 'deeper nesting', expected, nearest: '' });
    }
    level = level.flatMap((v): readonly unknown[] => (typeof v === 'object' && v !== null ? Object.values(v) : []));
  }
}

/** Checks the parameters of one analysis, the same way and with the same errors as a recipe. */
export function parseParams<P>(schema: v.GenericSchema<unknown, P>, params: unknown, path: string): P {
  const parsed = v.safeParse(schema, params, { abortEarly: true });
  if (!parsed.success) throw recipeError(innermost(parsed.issues[0]), paramNames(schema), path);
  return parsed.output;
}

function unique(names: readonly string[], path: string): void {
  const twice = names.find((n, i) => names.indexOf(n) !== i);
  if (twice !== undefined) {
    throw new VitrineError('recipe.invalid', {
      path,
      value: JSON.stringify(twice),
      expected: 'each name only once',
      nearest: '',
    });
  }
}

function known(source: string, names: readonly string[], path: string): void {
  if (!names.includes(source)) {
    throw new VitrineError('recipe.unknown-source', { path, source, nearest: quoted(nearest(source, names)) });
  }
}

/**
 * Where a value may have several forms and has none, the issue that lies deepest tells what is wrong with the
 * form that was meant; of equals, an unknown key that resembles a known one.
 */
function innermost(issue: v.BaseIssue<unknown>): v.BaseIssue<unknown> {
  if (issue.type !== 'union' || issue.issues === undefined) return issue;
  const depth = (i: v.BaseIssue<unknown>): number => {
    const last = i.path?.at(-1)?.key;
    const meant = i.expected === 'never' && typeof last === 'string' && nearest(last, knownKeys) !== null;
    return 2 * (i.path?.length ?? 0) + (meant ? 1 : 0);
  };
  const [head, ...others] = issue.issues;
  const best = others.map(innermost).reduce((a, b) => (depth(b) > depth(a) ? b : a), innermost(head));
  const [first, ...rest] = [...(issue.path ?? []), ...(best.path ?? [])];
  return (best.path ?? []).length === 0 || first === undefined ? issue : { ...best, path: [first, ...rest] };
}

/** @param params names of the parameters that may be meant; valibot does not name allowed keys in an issue */
function recipeError(issue: v.BaseIssue<unknown>, params: readonly string[], root = ''): VitrineError {
  const keys = (issue.path ?? []).map((p) => p.key);
  const last = keys.at(-1);
  const parent = issue.path?.at(-1)?.input;
  if (issue.type === 'strict_object' && issue.expected === 'never' && typeof last === 'string') {
    return new VitrineError('recipe.unknown-key', {
      path: pathText(root, keys.slice(0, -1)),
      key: last,
      // A key that is right elsewhere is no help where it is wrong.
      nearest: quoted(
        nearest(
          last,
          [...params, ...knownKeys].filter((known) => known !== last),
        ),
      ),
    });
  }
  const options = (issue.expected ?? '').match(/"(?:[^"\\]|\\.)*"/g)?.map((s) => JSON.parse(s) as string) ?? [];
  const near = typeof issue.input === 'string' ? nearest(issue.input, options) : null;
  const missing = issue.expected !== null && issue.input === undefined && typeof parent === 'object';
  return new VitrineError('recipe.invalid', {
    path: pathText(root, keys),
    value: missing ? 'nothing' : shortJson(issue.input),
    expected: issue.kind === 'validation' && issue.message !== '' ? issue.message : (issue.expected ?? issue.message),
    nearest: quoted(near),
  });
}

function paramNames(schema: v.GenericSchema): readonly string[] {
  return isStrictObject(schema) ? Object.keys(schema.entries) : [];
}

/** Every key a recipe can hold outside the parameters of its analyses; enough to propose the nearest. */
const knownKeys: readonly string[] = [
  ...Object.keys(head),
  'analyses',
  ...Object.keys(sourceEntries),
  ...roleNames,
  'stages',
  ...stageNames,
  ...Object.keys(readingSchema.entries),
  ...['share', 'rows'],
  'duplicates',
  'zeroAmounts',
  'id',
  'kind',
  'source',
  ...Object.keys(globalFilter.entries),
  ...Object.keys(segmentSchema.entries),
  ...['did', 'in', 'segment', 'all', 'any', 'not', 'events', 'atLeast', 'atMost', 'params', 'list'],
  ...['score', 'model', 'task', 'top'],
  ...['property', 'is', 'contains', 'given'],
  ...combineKeys,
];

function pathText(root: string, keys: readonly unknown[]): string {
  const text = keys.reduce<string>(
    (path, k) => (typeof k === 'number' ? `${path}[${k}]` : path === '' ? String(k) : `${path}.${String(k)}`),
    root,
  );
  return text === '' ? 'its top level' : text;
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function quoted(name: string | null): string {
  return name === null ? '' : `“${name}”`;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
