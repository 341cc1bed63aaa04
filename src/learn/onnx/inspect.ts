import { VitrineError } from '../../core/errors';
import { inOrder } from './order';
import { MalformedMessage } from './protobuf';
import { readOnnx, TooManyParts, type OnnxGraph, type OnnxModel, type OnnxNode, type OnnxTensor } from './read';
import { rowsAtOnce } from './sizes';
import { treeFault } from './tree-fault';

/** Bytes a model file may have. */
export const MAX_FILE = 64 * 1024 * 1024;
/** Values all constants of a model may have together, as their dimensions say. */
export const MAX_VALUES = 16 * 1024 * 1024;
const MAX_NODES = 10_000;
/** The newest sets of operators that onnxruntime 1.30 has. */
const MAX_OPSET = 26;
const MAX_ML_OPSET = 5;

/**
 * Operators that may run: what tables are scored with. Left out is what repeats or branches into graphs of
 * its own (Loop, Scan, If), what is random, and what reads images, sound or long texts. What makes a
 * tensor as large as a number says (Expand, Tile …) may run where that number can be read beforehand.
 */
const ALLOWED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    '',
    new Set(
      (
        'Abs Add And ArgMax ArgMin BatchNormalization Cast Ceil Clip Concat Constant ConstantOfShape CumSum Div Dropout ' +
        'Elu Equal Erf Exp Expand Flatten Floor Gather GatherElements Gemm Greater GreaterOrEqual HardSigmoid Identity ' +
        'IsInf IsNaN LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax MatMul Max Mean Min Mod Mul Neg Not ' +
        'OneHot Or PRelu Pow Reciprocal ReduceL1 ReduceL2 ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ' +
        'ReduceSum ReduceSumSquare Relu Reshape Round Selu Shape Sigmoid Sign Size Slice Softmax Softplus Softsign ' +
        'Split Sqrt Squeeze Sub Sum Tanh Tile TopK Transpose Unsqueeze Where Xor'
      ).split(' '),
    ),
  ],
  [
    'ai.onnx.ml',
    new Set(
      (
        'ArrayFeatureExtractor Binarizer CategoryMapper FeatureVectorizer Imputer LabelEncoder LinearClassifier ' +
        'LinearRegressor Normalizer OneHotEncoder SVMClassifier SVMRegressor Scaler TreeEnsemble ' +
        'TreeEnsembleClassifier TreeEnsembleRegressor ZipMap'
      ).split(' '),
    ),
  ],
]);

/** A model that may run. */
export interface InspectedModel extends OnnxModel {
  /** Its operators, each behind those whose answers it reads. */
  readonly order: readonly OnnxNode[];
  /** Rows that may be scored at once, so that nothing it makes gets too large. */
  readonly rowsAtOnce: number;
}

/**
 * Reads a model and refuses what could harm or cannot run here, before anything of it is loaded.
 * @param name what a person calls the model, for the error
 * @throws VitrineError `model.not-onnx`, `model.refused`
 */
export function inspectOnnx(name: string, bytes: Uint8Array): InspectedModel {
  if (bytes.length === 0) throw new VitrineError('model.not-onnx', { model: name, reason: 'the file is empty' });
  if (bytes.length > MAX_FILE) throw refused(name, `the file has more than ${MAX_FILE / 1024 / 1024} MiB`);
  try {
    const model = readOnnx(bytes);
    const reason = fault(model);
    if (reason !== null) throw refused(name, reason);
    const order = inOrder(model.graph);
    if (typeof order === 'string') throw refused(name, order);
    const rows = rowsAtOnce(model.graph, order);
    if (typeof rows === 'string') throw refused(name, rows);
    return { ...model, order, rowsAtOnce: rows };
  } catch (error) {
    if (error instanceof TooManyParts) throw refused(name, error.message);
    if (!(error instanceof MalformedMessage)) throw error;
    throw new VitrineError('model.not-onnx', { model: name, reason: error.message }, { cause: error });
  }
}

function refused(model: string, reason: string): VitrineError {
  return new VitrineError('model.refused', { model, reason });
}

/** Why a model may not run, or null. */
function fault(model: OnnxModel): string | null {
  if (model.irVersion > 13) return `it is of ONNX version ${model.irVersion}, newer than 13`;
  if (model.functions > 0) return 'it defines operators of its own';
  const { graph } = model;
  if (graph.nodes.length > MAX_NODES) return `it has ${graph.nodes.length} operators, more than ${MAX_NODES}`;
  return (
    nodeFault(graph) ??
    tensorFault([...graph.initializers, ...graph.nodes.flatMap((n) => n.tensors)]) ??
    domainFault(model)
  );
}

/** Exporters also declare sets of operators that their model does not use: only newer ones are a fault. */
function domainFault({ opsets, graph }: OnnxModel): string | null {
  const used = new Set(graph.nodes.map((n) => n.domain));
  for (const domain of used) {
    const version = opsets.get(domain);
    if (version === undefined)
      return `it does not say which version of “${domain === '' ? 'ai.onnx' : domain}” it needs`;
    if (version < 1 || version > (domain === '' ? MAX_OPSET : MAX_ML_OPSET)) {
      return `it needs version ${version} of “${domain === '' ? 'ai.onnx' : domain}”`;
    }
  }
  return null;
}

function nodeFault(graph: OnnxGraph): string | null {
  for (const { op, domain, graphs } of graph.nodes) {
    const operators = ALLOWED.get(domain);
    if (operators === undefined) return `it needs operators of “${domain}”`;
    if (op === 'Loop' || op === 'Scan') return `it has a ${op}, which may never end`;
    if (!operators.has(op)) return `its operator ${op} is not allowed`;
    if (graphs.length > 0) return `its operator ${op} holds a graph of its own`;
  }
  // A model of trees reads its only table as it is; behind other operators the width is not looked for.
  const widths = new Map(graph.inputs.map((i) => [i.name, i.shape.length === 2 ? (i.shape[1] ?? null) : null]));
  for (const node of graph.nodes) {
    const reason = treeFault(node, widths.get(node.inputs[0] ?? '') ?? null);
    if (reason !== null) return reason;
  }
  return null;
}

function tensorFault(tensors: readonly OnnxTensor[]): string | null {
  let total = 0;
  for (const tensor of tensors) {
    if (tensor.external) return `the values of “${tensor.name}” are in another file`;
    if (tensor.dims.some((d) => d < 0)) return `“${tensor.name}” has a negative size`;
    const values = tensor.dims.reduce((n, d) => n * d, 1);
    total += values;
    if (values > MAX_VALUES || total > MAX_VALUES) return `“${tensor.name}” makes it larger than ${MAX_VALUES} values`;
    // Even packed tightest, eight values take a byte; 4-bit types are the tightest there are.
    if (values > 2 * tensor.bytes) return `“${tensor.name}” has fewer values than its size says`;
  }
  return null;
}
