import { MalformedMessage } from './protobuf';
import type { OnnxNode } from './read';
import { readTensorValues } from './tensor';

/** What is known of a value before anything runs. */
export interface Known {
  /** Null where only the size is bounded. */
  readonly dims: readonly number[] | null;
  /** Number of values, at most. */
  readonly size: number;
  /** The values of a short list of whole numbers, which may be another tensor's size. */
  readonly numbers?: readonly number[];
}

export function known(dims: readonly number[]): Known {
  return { dims, size: dims.reduce((n, d) => n * d, 1) };
}

/** A constant; of short lists of numbers the values are known, they may be sizes. */
export function constant(dims: readonly number[], raw: Uint8Array): Known {
  const at = known(dims);
  if (at.size > 64 || raw.length === 0) return at;
  try {
    const { values } = readTensorValues(raw);
    const numbers = values.filter((v): v is number => typeof v === 'number');
    return numbers.length === at.size ? { ...at, numbers } : at;
  } catch (error) {
    // Of a type that we do not read: no size can be among its values.
    if (error instanceof MalformedMessage) return at;
    throw error;
  }
}

const atMost = (size: number): Known => ({ dims: null, size });

type Inputs = readonly (Known | undefined)[];
type Rule = (node: OnnxNode, inputs: Inputs) => readonly Known[] | string;

/**
 * Sizes of what an operator answers. Operators not listed below answer as much as their inputs broadcast.
 * @returns one per output (the first stands for those that are not listed), or a reason in words
 */
export function inferSizes(node: OnnxNode, inputs: Inputs): readonly Known[] | string {
  const rule = rules.get(node.op);
  return rule === undefined ? [broadcast(inputs)] : rule(node, inputs);
}

const first = (inputs: Inputs): Known => inputs[0] ?? atMost(1);

/** NumPy's broadcasting; where a shape is not known, no more than the product of the sizes. */
function broadcast(inputs: Inputs): Known {
  const parts = inputs.filter((i) => i !== undefined);
  if (parts.length === 1 && parts[0] !== undefined) return { dims: parts[0].dims, size: parts[0].size };
  if (parts.some((p) => p.dims === null)) {
    const large = parts.filter((p) => p.size > 1);
    return atMost(large.reduce((n, p) => n * p.size, 1));
  }
  const rank = Math.max(0, ...parts.map((p) => p.dims?.length ?? 0));
  return known(
    Array.from({ length: rank }, (_, axis) =>
      Math.max(...parts.map(({ dims }) => dims?.[axis - rank + dims.length] ?? 1)),
    ),
  );
}

/** A tensor as large as a list of numbers in the model says. */
function sized(op: string, numbers: readonly number[] | undefined): readonly Known[] | string {
  if (numbers === undefined) return `how much its operator ${op} makes is only known when it runs`;
  return [known(numbers.map((n) => Math.abs(n)))];
}

const rowsOf = (input: Known): number => input.dims?.[0] ?? input.size;
const perRow = (inputs: Inputs, ...widths: readonly number[]): readonly Known[] =>
  widths.map((w) => known(w === 0 ? [rowsOf(first(inputs))] : [rowsOf(first(inputs)), w]));

const matmul: Rule = (_, inputs) => {
  const [a, b] = [first(inputs), inputs[1] ?? atMost(1)];
  if (a.dims === null || b.dims === null || a.dims.length === 0 || b.dims.length === 0)
    return [atMost(a.size * b.size)];
  const batch = broadcast([known(a.dims.slice(0, -2)), known(b.dims.slice(0, -2))]).dims ?? [];
  return [known([...batch, a.dims.at(-2) ?? 1, b.dims.length === 1 ? 1 : (b.dims.at(-1) ?? 1)])];
};

const gemm: Rule = ({ attributes }, inputs) => {
  const [a, b] = [first(inputs).dims, inputs[1]?.dims];
  if (a?.length !== 2 || b?.length !== 2) return [atMost(first(inputs).size * (inputs[1]?.size ?? 1))];
  const rows = attributes.integer('transA') === 1 ? a[1] : a[0];
  const columns = attributes.integer('transB') === 1 ? b[0] : b[1];
  return [known([rows ?? 1, columns ?? 1])];
};

const concat: Rule = ({ attributes }, inputs) => {
  const parts = inputs.filter((i) => i !== undefined);
  const size = parts.reduce((n, p) => n + p.size, 0);
  const numbers = parts.every((p) => p.numbers !== undefined && p.dims?.length === 1)
    ? { numbers: parts.flatMap((p) => [...(p.numbers ?? [])]) }
    : {};
  const dims = parts[0]?.dims;
  if (dims === null || dims === undefined || parts.some((p) => p.dims?.length !== dims.length)) {
    return [{ ...atMost(size), ...numbers }];
  }
  const axis = wrap(attributes.integer('axis') ?? 0, dims.length);
  return [
    {
      dims: dims.map((d, i) => (i === axis ? parts.reduce((n, p) => n + (p.dims?.[i] ?? 0), 0) : d)),
      size,
      ...numbers,
    },
  ];
};

const wrap = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

const reshape: Rule = (_, inputs) => {
  const from = first(inputs);
  const wanted = inputs[1]?.numbers;
  const keep = from.numbers === undefined ? {} : { numbers: from.numbers };
  if (wanted === undefined) return [{ ...atMost(from.size), ...keep }];
  const dims = wanted.map((d, i) => (d === 0 ? (from.dims?.[i] ?? 1) : d));
  const others = dims.filter((d) => d > 0).reduce((n, d) => n * d, 1);
  const settled = dims.map((d) => (d < 0 ? Math.floor(from.size / others) : d));
  // Reshaping never makes values: what does not fit fails when it runs.
  return [{ dims: settled, size: from.size, ...keep }];
};

const transpose: Rule = ({ attributes }, inputs) => {
  const { dims, size } = first(inputs);
  if (dims === null) return [atMost(size)];
  const order = attributes.integers('perm');
  return [{ dims: order.length === dims.length ? order.map((a) => dims[a] ?? 1) : [...dims].reverse(), size }];
};

const axesOf = (node: OnnxNode, inputs: Inputs): readonly number[] | undefined => {
  const given = node.attributes.integers('axes');
  return given.length > 0 ? given : inputs[1]?.numbers;
};

const unsqueeze: Rule = (node, inputs) => {
  const from = first(inputs);
  const axes = axesOf(node, inputs);
  const { dims } = from;
  if (dims === null || axes === undefined || axes.length > 8) return [{ ...from, dims: null }];
  const rank = dims.length + axes.length;
  const at = new Set(axes.map((a) => wrap(a, rank)));
  let next = 0;
  return [{ ...from, dims: Array.from({ length: rank }, (_, i) => (at.has(i) ? 1 : (dims[next++] ?? 1))) }];
};

const squeeze: Rule = (node, inputs) => {
  const from = first(inputs);
  const axes = axesOf(node, inputs);
  const { dims } = from;
  if (dims === null) return [from];
  const at = axes === undefined ? null : new Set(axes.map((a) => wrap(a, dims.length)));
  return [{ ...from, dims: dims.filter((d, i) => (at === null ? d !== 1 : !at.has(i))) }];
};

const reduce: Rule = (node, inputs) => {
  const { dims, size } = first(inputs);
  if (dims === null) return [atMost(size)];
  const single = node.attributes.integer('axis');
  const axes = node.op.startsWith('Arg') ? [single ?? 0] : axesOf(node, inputs);
  const at = axes === undefined ? null : new Set(axes.map((a) => wrap(a, dims.length)));
  const keep = node.attributes.integer('keepdims') !== 0;
  const gone = (i: number): boolean => at === null || at.has(i);
  return [known(dims.flatMap((d, i) => (gone(i) ? (keep ? [1] : []) : [d])))];
};

const gather: Rule = ({ attributes }, inputs) => {
  const [from, at] = [first(inputs), inputs[1] ?? atMost(1)];
  if (from.dims === null || at.dims === null) return [atMost(from.size * at.size)];
  const axis = wrap(attributes.integer('axis') ?? 0, from.dims.length);
  const made = known([...from.dims.slice(0, axis), ...at.dims, ...from.dims.slice(axis + 1)]);
  const { numbers } = from;
  if (numbers === undefined || at.numbers === undefined || from.dims.length > 1) return [made];
  return [{ ...made, numbers: at.numbers.map((i) => numbers[wrap(i, numbers.length)] ?? 0) }];
};

/** Of a list of sizes the part is known; of all else only that it is not more than before. */
const slice: Rule = (_, inputs) => {
  const { numbers, size } = first(inputs);
  const [from, to, axes, steps] = [inputs[1], inputs[2], inputs[3], inputs[4]].map((i) => i?.numbers);
  if (numbers === undefined || from?.length !== 1 || to?.length !== 1) return [atMost(size)];
  if ((axes?.[0] ?? 0) !== 0 || (steps?.[0] ?? 1) !== 1) return [atMost(size)];
  const part = numbers.slice(from[0], to[0]);
  return [{ ...known([part.length]), numbers: part }];
};

const constantOf: Rule = ({ attributes, tensors }) => {
  const tensor = tensors[0];
  if (tensor !== undefined) return [constant(tensor.dims, tensor.raw)];
  const number = attributes.integer('value_int');
  if (number !== undefined) return [{ ...known([]), numbers: [number] }];
  const integers = attributes.integers('value_ints');
  if (integers.length > 0) return [{ ...known([integers.length]), numbers: integers }];
  return [known([attributes.floats('value_floats').length + attributes.texts('value_strings').length + 1])];
};

/** Class scores, with all decision values between pairs of classes at most. */
const classifier: Rule = ({ attributes }, inputs) => {
  const classes = Math.max(
    1,
    ...['classlabels_ints', 'classlabels_int64s'].map((n) => attributes.integers(n).length),
    attributes.texts('classlabels_strings').length,
    attributes.floats('intercepts').length,
    attributes.floats('rho').length,
    ...attributes.integers('class_ids').map((i) => i + 1),
  );
  // A single column still answers two probabilities.
  return perRow(inputs, 0, Math.max(2, classes));
};

const same: Rule = (_, inputs) => [{ dims: first(inputs).dims, size: first(inputs).size }];
const unchanged: Rule = (_, inputs) => [first(inputs)];

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['MatMul', matmul],
  ['Gemm', gemm],
  ['Concat', concat],
  ['Reshape', reshape],
  ['Transpose', transpose],
  ['Unsqueeze', unsqueeze],
  ['Squeeze', squeeze],
  ['Gather', gather],
  ['GatherElements', (_, [, at]) => [at ?? atMost(1)]],
  ['Slice', slice],
  ['Constant', constantOf],
  [
    'Shape',
    (_, inputs) => {
      const { dims } = first(inputs);
      return [dims === null ? atMost(16) : { ...known([dims.length]), numbers: dims }];
    },
  ],
  ['Size', (_, inputs) => [{ ...known([]), numbers: [first(inputs).size] }]],
  ['ConstantOfShape', ({ op }, inputs) => sized(op, inputs[0]?.numbers)],
  [
    'Expand',
    ({ op }, inputs) => {
      const to = sized(op, inputs[1]?.numbers);
      return typeof to === 'string' ? to : [broadcast([first(inputs), to[0]])];
    },
  ],
  [
    'Tile',
    ({ op }, inputs) => {
      const times = inputs[1]?.numbers;
      if (times === undefined) return sized(op, undefined);
      const { dims, size } = first(inputs);
      return [
        dims?.length === times.length
          ? known(dims.map((d, i) => d * (times[i] ?? 1)))
          : atMost(times.reduce((n, t) => n * Math.abs(t), size)),
      ];
    },
  ],
  [
    'OneHot',
    ({ op, attributes }, inputs) => {
      const depth = inputs[1]?.numbers?.[0];
      if (depth === undefined) return sized(op, undefined);
      const { dims, size } = first(inputs);
      if (dims === null) return [atMost(size * Math.abs(depth))];
      const axis = wrap(attributes.integer('axis') ?? -1, dims.length + 1);
      return [known([...dims.slice(0, axis), Math.abs(depth), ...dims.slice(axis)])];
    },
  ],
  [
    'Flatten',
    ({ attributes }, inputs) => {
      const { dims, size } = first(inputs);
      if (dims === null) return [atMost(size)];
      const axis = wrap(attributes.integer('axis') ?? 1, dims.length);
      const before = known(dims.slice(0, axis)).size;
      return [known([before, Math.floor(size / Math.max(1, before))])];
    },
  ],
  ['Split', (_, inputs) => [atMost(first(inputs).size)]],
  ['TopK', (_, inputs) => [atMost(first(inputs).size)]],
  ...[
    'ReduceMax',
    'ReduceMean',
    'ReduceMin',
    'ReduceSum',
    'ReduceProd',
    'ReduceL1',
    'ReduceL2',
    'ReduceLogSumExp',
    'ReduceSumSquare',
    'ArgMax',
    'ArgMin',
  ].map((op): [string, Rule] => [op, reduce]),
  ...[
    'Clip',
    'BatchNormalization',
    'Dropout',
    'Binarizer',
    'CategoryMapper',
    'Imputer',
    'LabelEncoder',
    'Normalizer',
    'Scaler',
    'ZipMap',
    'CumSum',
    'LayerNormalization',
  ].map((op): [string, Rule] => [op, same]),
  ['Cast', unchanged],
  ['Identity', unchanged],
  [
    'ArrayFeatureExtractor',
    (_, inputs) => {
      const { dims, size } = first(inputs);
      const picked = inputs[1]?.size ?? 1;
      const width = dims?.at(-1) ?? 1;
      const rows = Math.ceil(size / Math.max(1, width));
      return [known(dims === null || dims.length < 2 ? [rows, picked] : [...dims.slice(0, -1), picked])];
    },
  ],
  [
    'FeatureVectorizer',
    ({ attributes }, inputs) =>
      perRow(
        inputs,
        attributes.integers('inputdimensions').reduce((n, d) => n + Math.abs(d), 1),
      ),
  ],
  [
    'OneHotEncoder',
    ({ attributes }, inputs) => {
      const levels = attributes.integers('cats_int64s').length + attributes.texts('cats_strings').length;
      const { dims, size } = first(inputs);
      return [dims === null ? atMost(size * levels) : known([...dims, levels])];
    },
  ],
  ['LinearClassifier', classifier],
  ['SVMClassifier', classifier],
  ['TreeEnsembleClassifier', classifier],
  ['LinearRegressor', ({ attributes }, inputs) => perRow(inputs, Math.max(1, attributes.integer('targets') ?? 1))],
  ['SVMRegressor', (_, inputs) => perRow(inputs, 1)],
  [
    'TreeEnsembleRegressor',
    ({ attributes }, inputs) => perRow(inputs, Math.max(1, attributes.integer('n_targets') ?? 1)),
  ],
  ['TreeEnsemble', ({ attributes }, inputs) => perRow(inputs, Math.max(1, attributes.integer('n_targets') ?? 1))],
]);
