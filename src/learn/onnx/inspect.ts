import { VitrineError } from '../../core/errors';
import { MalformedMessage } from './protobuf';
import { readOnnx, type OnnxGraph, type OnnxModel, type OnnxTensor } from './read';

/** Bytes a model file may have. */
export const MAX_FILE = 64 * 1024 * 1024;
/** Values all constants of a model may have together, as their dimensions say. */
export const MAX_VALUES = 16 * 1024 * 1024;
const MAX_NODES = 10_000;

/**
 * Operators that may run. Left out is what repeats (Loop, Scan), what branches into graphs of its own
 * (If), what makes a tensor as large as a number in the model says (ConstantOfShape, Expand, Tile,
 * Range, Resize, Pad, OneHot, EyeLike …), what is random, and what reads images, sound or text.
 */
const ALLOWED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    '',
    new Set(
      (
        'Abs Add And ArgMax ArgMin Cast Ceil Clip Concat Constant Div Equal Erf Exp Flatten Floor Gather Gemm Greater ' +
        'GreaterOrEqual Identity IsInf IsNaN LeakyRelu Less LessOrEqual Log LogSoftmax MatMul Max Mean Min Mod Mul Neg ' +
        'Not Or Pow Reciprocal ReduceMax ReduceMean ReduceMin ReduceSum Relu Reshape Round Shape Sigmoid Sign Slice ' +
        'Softmax Softplus Split Sqrt Squeeze Sub Sum Tanh Transpose Unsqueeze Where Xor'
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

/**
 * Reads a model and refuses what could harm or cannot run here, before anything of it is loaded.
 * @param name what a person calls the model, for the error
 * @throws VitrineError `model.not-onnx`, `model.refused`
 */
export function inspectOnnx(name: string, bytes: Uint8Array): OnnxModel {
  if (bytes.length === 0) throw new VitrineError('model.not-onnx', { model: name, reason: 'the file is empty' });
  if (bytes.length > MAX_FILE) throw refused(name, `the file has more than ${MAX_FILE / 1024 / 1024} MiB`);
  let model: OnnxModel;
  try {
    model = readOnnx(bytes);
  } catch (error) {
    if (!(error instanceof MalformedMessage)) throw error;
    throw new VitrineError('model.not-onnx', { model: name, reason: error.message }, { cause: error });
  }
  const reason = fault(model);
  if (reason !== null) throw refused(name, reason);
  return model;
}

function refused(model: string, reason: string): VitrineError {
  return new VitrineError('model.refused', { model, reason });
}

/** Why a model may not run, or null. */
function fault(model: OnnxModel): string | null {
  if (model.irVersion > 13) return `it is of ONNX version ${model.irVersion}, newer than 13`;
  for (const [domain] of model.opsets) if (!ALLOWED.has(domain)) return `it needs operators of “${domain}”`;
  if (model.functions > 0) return 'it defines operators of its own';
  const { graph } = model;
  if (graph.nodes.length > MAX_NODES) return `it has ${graph.nodes.length} operators, more than ${MAX_NODES}`;
  return nodeFault(graph) ?? tensorFault([...graph.initializers, ...graph.nodes.flatMap((n) => n.tensors)]);
}

function nodeFault(graph: OnnxGraph): string | null {
  for (const { op, domain, graphs } of graph.nodes) {
    const operators = ALLOWED.get(domain);
    if (operators === undefined) return `it needs operators of “${domain}”`;
    if (op === 'Loop' || op === 'Scan') return `it has a ${op}, which may never end`;
    if (!operators.has(op)) return `its operator ${op} is not allowed`;
    if (graphs.length > 0) return `its operator ${op} holds a graph of its own`;
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
    if (values > 2 * tensor.bytes && tensor.name !== 'sparse')
      return `“${tensor.name}” has fewer values than its size says`;
  }
  return null;
}
