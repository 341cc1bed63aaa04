import type { InspectedModel } from './inspect';
import type { OnnxNode, OnnxValue } from './read';
import { STRING } from './types';

/** How many columns an input takes, and what they are called. */
export interface FeatureList {
  readonly columns: number | null;
  readonly names: readonly (string | null)[];
}

/** Keys of metadata under which programs and people list features, most telling first; case and `_` do not count. */
const KEYS = ['vitrine.features', 'featurenames', 'featurenamesin', 'inputfeatures', 'features', 'columns', 'inputs'];

/**
 * Columns and names of each input. A table of F columns takes its names from the metadata, when a list of F is
 * there; an input of one column is called as the input.
 */
export function featuresOf(model: InspectedModel, inputs: readonly OnnxValue[]): readonly FeatureList[] {
  const listed = listIn(model.metadata, KEYS);
  const widths = inputs.map((input) => widthOf(model, input));
  return widths.map((width, i) => {
    const name = inputs[i]?.name ?? '';
    if (inputs.length > 1 && width === 1) return { columns: 1, names: [name] };
    if (listed !== null && inputs.length === 1 && (width === null || width === listed.length)) {
      return { columns: listed.length, names: listed };
    }
    if (width === 1) return { columns: 1, names: [name] };
    return { columns: width, names: Array.from({ length: width ?? 0 }, () => null) };
  });
}

/** The first of these keys' values that is a list of texts: JSON, or set apart by commas or semicolons. */
export function listIn(metadata: ReadonlyMap<string, string>, keys: readonly string[]): readonly string[] | null {
  const flat = new Map([...metadata].map(([key, value]) => [key.toLowerCase().replaceAll(/[_ -]/g, ''), value]));
  for (const key of keys) {
    const value = flat.get(key);
    const list = value === undefined ? null : parseList(value);
    if (list !== null) return list;
  }
  return null;
}

function parseList(text: string): readonly string[] | null {
  if (/^\s*\[/.test(text)) {
    try {
      const list: unknown = JSON.parse(text);
      return Array.isArray(list) && list.length > 0 && list.every((n) => typeof n === 'string' || typeof n === 'number')
        ? list.map(String)
        : null;
    } catch {
      // Python prints lists with single quotes; without brackets and quotes it is a list of commas.
      return parseList(text.replaceAll(/[[\]'"]/g, ''));
    }
  }
  const list = text.split(/[,;]/).map((part) => part.trim());
  return list.length > 1 && list.every((part) => part !== '') ? list : null;
}

/** Columns that an input takes: as its shape says, else as what reads it needs. */
function widthOf(model: InspectedModel, { name, type, shape }: OnnxValue): number | null {
  if (shape.length === 1) return 1;
  const said = shape[1];
  if (said !== null && said !== undefined && said > 0) return said;
  const readers = new Map<string, OnnxNode[]>();
  for (const node of model.order) {
    for (const input of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  const initializers = new Map(model.graph.initializers.map((t) => [t.name, t.dims]));
  let found: number | null = null;
  const open = [name];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    for (const node of readers.get(value) ?? []) {
      const needs = needed(node, value, initializers);
      if (needs !== null) found = Math.max(found ?? 0, needs);
      // These answer as many columns as they take.
      if (/^(Cast|Identity|Imputer|Scaler|Normalizer|Binarizer|Abs|Relu|Log|Sub|Div|Mul|Add)$/.test(node.op)) {
        const output = node.outputs[0];
        if (output !== undefined && output !== '') open.push(output);
      }
    }
  }
  return found ?? (type === STRING && shape.length === 2 ? 1 : null);
}

/** Columns an operator needs of the table it reads, at least; null where it takes any. */
function needed(node: OnnxNode, value: string, constants: ReadonlyMap<string, readonly number[]>): number | null {
  const { attributes } = node;
  const beyondOne = (n: number): number | null => (n > 1 ? n : null);
  switch (node.op) {
    case 'TreeEnsemble':
    case 'TreeEnsembleClassifier':
    case 'TreeEnsembleRegressor':
      return 1 + attributes.integers('nodes_featureids').reduce((most, f) => Math.max(most, f), 0);
    case 'Scaler':
      return beyondOne(Math.max(attributes.floats('offset').length, attributes.floats('scale').length));
    case 'Imputer':
      return beyondOne(
        Math.max(attributes.floats('imputed_value_floats').length, attributes.integers('imputed_value_int64s').length),
      );
    case 'LinearRegressor':
      return attributes.floats('coefficients').length / Math.max(1, attributes.integer('targets') ?? 1);
    case 'LinearClassifier':
      return attributes.floats('coefficients').length / Math.max(1, attributes.floats('intercepts').length);
    case 'MatMul':
      return value === node.inputs[0] ? (constants.get(node.inputs[1] ?? '')?.[0] ?? null) : null;
    case 'Gemm': {
      const weights = constants.get(node.inputs[1] ?? '');
      return value === node.inputs[0] ? (weights?.[attributes.integer('transB') === 1 ? 1 : 0] ?? null) : null;
    }
    case 'Sub':
    case 'Add':
    case 'Mul':
    case 'Div': {
      const other = constants.get(node.inputs.find((i) => i !== value) ?? '');
      return beyondOne(other?.at(-1) ?? 1);
    }
    default:
      return null;
  }
}
