import { CALIBRATED_LOGIT, type Calibration } from '../../judge/calibration';
import type { Link, LinearModel, Model } from '../../model';
import { LOGIT_LIMIT, type Fitted, type FittedSegments, type Part } from '../../pipeline/fitted';
import type { Graph } from './graph';
import { writePreprocessing } from './preprocessing';
import type { Sources } from './sources';
import { writeTrees, type TreeOperator } from './trees';

/**
 * double [N, outputs]: what a fitted model answers; outputs are P(class 1), the probability of each class, or
 * the number, as `predictPipeline` says.
 * @param exact sums of trees in double precision, see `writeTrees`
 */
export function writeFitted(
  graph: Graph,
  sources: Sources,
  fitted: Fitted,
  operator: TreeOperator,
  exact = false,
): string {
  switch (fitted.kind) {
    case 'pipeline': {
      const { model, preprocessing } = fitted;
      if (model.kind === 'constant') {
        const values = graph.doubles([...model.values], [1, model.values.length]);
        return graph.add('Where', [sources.rows(), values, values]);
      }
      const features = writePreprocessing(graph, sources, preprocessing, model.kind === 'trees' ? 'float' : 'double');
      return writeModel(graph, model, features, operator, exact);
    }
    case 'calibrated': {
      const steep = exact || fitted.by.by === 'isotonic';
      return writeCalibration(graph, fitted.by, writeFitted(graph, sources, fitted.model, operator, steep));
    }
    case 'stack': {
      const answers = fitted.bases.map((base) => {
        const answer = writeFitted(graph, sources, base, operator, exact);
        return fitted.task === 'binary' ? writeLogit(graph, answer, LOGIT_LIMIT) : answer;
      });
      return writeLinear(graph, fitted.meta, sideBySide(graph, answers));
    }
    case 'segments':
      return writeSegments(graph, sources, fitted, operator, exact);
  }
}

function writeModel(
  graph: Graph,
  model: Exclude<Model, { readonly kind: 'constant' }>,
  features: string,
  operator: TreeOperator,
  exact: boolean,
): string {
  if (model.kind === 'linear') return writeLinear(graph, model, features);
  const answer = writeLink(graph, model.link, writeTrees(graph, model, features, operator, exact));
  if (model.task === 'regression') return answer;
  // A forest's shares are float32 numbers: their sum may pass 1 by a hair.
  return graph.add('Clip', [answer, graph.doubles([0], []), graph.doubles([1], [])]);
}

/** @param features double [N, features] */
function writeLinear(graph: Graph, model: LinearModel, features: string): string {
  const outputs = model.intercepts.length;
  const transposed = Array.from({ length: model.features * outputs }, (_, i) => {
    const [feature, output] = [Math.floor(i / outputs), i % outputs];
    return model.coefficients[output * model.features + feature] ?? 0;
  });
  const product = graph.add('MatMul', [features, graph.doubles(transposed, [model.features, outputs])]);
  return writeLink(graph, model.link, graph.add('Add', [product, graph.doubles([...model.intercepts], [1, outputs])]));
}

function writeLink(graph: Graph, link: Link, sums: string): string {
  if (link === 'identity') return sums;
  return link === 'logistic'
    ? graph.add('Sigmoid', [sums])
    : graph.add('Softmax', [sums], [{ name: 'axis', integer: 1 }]);
}

/** ln(p ÷ (1 − p)), kept within ±limit. */
function writeLogit(graph: Graph, p: string, limit: number): string {
  const odds = graph.add('Div', [p, graph.add('Sub', [graph.doubles([1], [1, 1]), p])]);
  return graph.add('Clip', [graph.add('Log', [odds]), graph.doubles([-limit], []), graph.doubles([limit], [])]);
}

function writeCalibration(graph: Graph, by: Calibration, p: string): string {
  const one = [1, 1];
  if (by.by === 'platt') {
    const scaled = graph.add('Mul', [writeLogit(graph, p, CALIBRATED_LOGIT), graph.doubles([by.slope], one)]);
    return graph.add('Sigmoid', [graph.add('Add', [scaled, graph.doubles([by.intercept], one)])]);
  }
  const { at, to } = by;
  const start = graph.doubles([to[0] ?? 0], one);
  const pieces = at.length - 1;
  if (pieces < 1) return graph.add('Where', [graph.add('IsNaN', [p]), start, start]);
  const row = [1, pieces];
  const lows = graph.doubles(at.slice(0, -1), row);
  const widths = at.slice(1).map((a, i) => a - (at[i] ?? 0));
  const rises = to.slice(1).map((t, i) => t - (to[i] ?? 0));
  // How much of each stretch between two points lies below p, times how much it rises.
  const share = graph.add('Div', [graph.add('Sub', [p, lows]), graph.doubles(widths, row)]);
  const within = graph.add('Clip', [share, graph.doubles([0], []), graph.doubles([1], [])]);
  return graph.add('Add', [graph.add('MatMul', [within, graph.doubles(rises, [pieces, 1])]), start]);
}

/** The answer of the first part that a row is in, else the rest's. */
function writeSegments(
  graph: Graph,
  sources: Sources,
  fitted: FittedSegments,
  operator: TreeOperator,
  exact: boolean,
): string {
  return fitted.parts.reduceRight(
    (others, { where, model }) =>
      graph.add('Where', [
        writePart(graph, sources, fitted.column, where),
        writeFitted(graph, sources, model, operator, exact),
        others,
      ]),
    writeFitted(graph, sources, fitted.rest, operator, exact),
  );
}

/** bool [N, 1] */
function writePart(graph: Graph, sources: Sources, column: string, part: Part): string {
  if ('level' in part) return sources.isLevel(column, part.level);
  const x = sources.numbers([column], 'double');
  const { low, high } = part.range;
  const there = graph.add('Not', [sources.missing(column)]);
  const above =
    low === null ? there : graph.add('And', [there, graph.add('GreaterOrEqual', [x, graph.doubles([low], [1, 1])])]);
  return high === null ? above : graph.add('And', [above, graph.add('Less', [x, graph.doubles([high], [1, 1])])]);
}

function sideBySide(graph: Graph, values: readonly string[]): string {
  const [only] = values;
  return only !== undefined && values.length === 1 ? only : graph.add('Concat', values, [{ name: 'axis', integer: 1 }]);
}
