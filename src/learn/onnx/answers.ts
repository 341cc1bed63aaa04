import { listIn } from './features';
import type { InspectedModel } from './inspect';
import type { OnnxNode, OnnxValue } from './read';
import { readTensorValues } from './tensor';
import { DOUBLE, FLOAT, INT32, INT64, STRING, BOOL } from './types';

/** Which outputs of a model hold what. */
export type OutputRoles =
  | {
      readonly is: 'classes';
      /** The class of each row; null where the model answers probabilities only. */
      readonly label: string | null;
      /** [N, classes], or [N] or [N, 1] of the last class; one output per class; none where it answers labels only. */
      readonly probabilities: readonly string[];
      /** Names of the classes in the order of the probabilities; null where nothing in the file says. */
      readonly classes: readonly string[] | null;
    }
  | { readonly is: 'number'; readonly value: string };

const NUMBERS: readonly (number | null)[] = [FLOAT, DOUBLE];
const LABELS: readonly (number | null)[] = [INT64, INT32, STRING, BOOL];
const CLASS_KEYS = [
  'vitrine.classes',
  'classes',
  'classnames',
  'classlabels',
  'labels',
  'targetnames',
  'targetclasses',
];

/**
 * Finds label, probabilities or number among a model's outputs: by what makes them, else by type, shape and name.
 * @returns the roles, or why there are none, in words
 */
export function describeOutputs(model: InspectedModel): OutputRoles | string {
  const makers = new Map(model.order.flatMap((node) => node.outputs.map((name) => [name, node] as const)));
  const outputs = model.graph.outputs.map((value): Traced => trace(value, makers));
  const label = outputs.find((o) => o.part === 'label') ?? outputs.find((o) => LABELS.includes(o.value.type));
  const numbers = outputs.filter((o) => o !== label && (NUMBERS.includes(o.value.type) || o.part === 'map'));
  const classes = classNames(model, outputs);
  const name = (o: Traced): string => o.value.name;
  const named = (o: Traced): boolean => /prob/i.test(o.value.name);
  const table =
    numbers.find((o) => o.part === 'map' || o.part === 'probabilities') ??
    numbers.find((o) => named(o) && !isColumn(o.value)) ??
    (label === undefined ? undefined : numbers.find((o) => !isColumn(o.value)));
  if (table !== undefined) return asClasses(label, [name(table)], classes);
  // One output per class: skl2onnx with zipmap='columns'.
  if (label !== undefined && classes !== null && numbers.length === classes.length) {
    return asClasses(label, numbers.map(name), classes);
  }
  const [only] = numbers.length === 1 ? numbers : numbers.filter((o) => o.part === 'number' || named(o));
  if (only !== undefined) {
    if (label !== undefined || only.part === 'share' || named(only)) return asClasses(label, [name(only)], classes);
    const width = only.value.shape.length === 2 ? only.value.shape[1] : 1;
    if (only.part === 'softmax' || (width !== null && width !== undefined && width > 1)) {
      return only.part === 'softmax'
        ? asClasses(label, [name(only)], classes)
        : `its output “${name(only)}” has ${width ?? 'many'} numbers per row`;
    }
    return only.value.shape.length > 2
      ? `its output “${name(only)}” has ${only.value.shape.length} dimensions`
      : { is: 'number', value: name(only) };
  }
  if (label !== undefined) return asClasses(label, [], classes);
  return 'none of its outputs is a class, a probability or a number per row';
}

function asClasses(
  label: Traced | undefined,
  probabilities: readonly string[],
  classes: readonly string[] | null,
): OutputRoles {
  return { is: 'classes', label: label?.value.name ?? null, probabilities, classes };
}

/** One number per row, as its shape says. */
function isColumn({ shape }: OnnxValue): boolean {
  return shape.length < 2 || (shape.length === 2 && shape[1] === 1);
}

interface Traced {
  readonly value: OnnxValue;
  readonly part: 'label' | 'probabilities' | 'map' | 'number' | 'share' | 'softmax' | null;
  /** Operators between the one that decides and the output, the latter last. */
  readonly way: readonly OnnxNode[];
}

/** Operators that change neither order nor meaning of rows and classes. */
const PASSING = /^(Cast|Identity|Reshape|Squeeze|Unsqueeze|Flatten|Normalizer|Transpose|Clip)$/;

/** Follows an output back to what decides its meaning. */
function trace(value: OnnxValue, makers: ReadonlyMap<string, OnnxNode>): Traced {
  const way: OnnxNode[] = [];
  let name = value.name;
  for (let node = makers.get(name); node !== undefined; node = makers.get(name)) {
    way.unshift(node);
    if (node.op === 'ZipMap') return { value, part: 'map', way };
    if (/Classifier$/.test(node.op)) return { value, part: node.outputs[0] === name ? 'label' : 'probabilities', way };
    if (/Regressor$|^TreeEnsemble$/.test(node.op)) return { value, part: 'number', way };
    if (node.op === 'Softmax') return { value, part: 'softmax', way };
    if (node.op === 'Sigmoid') return { value, part: 'share', way };
    if (/^Arg(Max|Min)$/.test(node.op)) return { value, part: 'label', way };
    // A label by position: ArrayFeatureExtractor(classes, ArgMax), or Gather.
    const next = /^(ArrayFeatureExtractor|Gather)$/.test(node.op) ? node.inputs[1] : node.inputs[0];
    if (next === undefined || !(PASSING.test(node.op) || /^(LabelEncoder|ArrayFeatureExtractor|Gather)$/.test(node.op)))
      break;
    name = next;
  }
  return { value, part: null, way };
}

/** Names of the classes: of the metadata, a ZipMap, the classifier, or the constant that labels are picked from. */
function classNames(model: InspectedModel, outputs: readonly Traced[]): readonly string[] | null {
  const listed = listIn(model.metadata, CLASS_KEYS);
  const said = outputs
    .flatMap((o) => [...o.way].reverse())
    .map((node) => labelsOf(model, node))
    .find((names) => names !== null);
  // A list of names beside class numbers 0 … k−1 gives these their names.
  if (said === undefined || said === null) return listed;
  return listed !== null && listed.length === said.length && said.every((s, i) => s === String(i)) ? listed : said;
}

function labelsOf(model: InspectedModel, node: OnnxNode): readonly string[] | null {
  const { attributes } = node;
  const texts = attributes.texts('classlabels_strings');
  if (texts.length > 0) return texts;
  const numbers = ['classlabels_int64s', 'classlabels_ints']
    .map((n) => attributes.integers(n))
    .find((l) => l.length > 0);
  if (numbers !== undefined) return numbers.map(String);
  if (node.op === 'LabelEncoder') {
    const values = attributes.texts('values_strings');
    return values.length > 0 ? values : null;
  }
  if (node.op !== 'ArrayFeatureExtractor' && node.op !== 'Gather') return null;
  const constant = model.graph.initializers.find((t) => t.name === node.inputs[0]);
  if (constant === undefined || constant.dims.reduce((n, d) => n * d, 1) > 1000) return null;
  if (![INT64, INT32, STRING].includes(constant.type)) return null;
  return readTensorValues(constant.raw).values.map(String);
}
