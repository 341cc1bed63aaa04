import type { TreeModel } from '../../model';
import type { Fitted } from '../../pipeline/fitted';
import type { ExportedInput, ExportOptions } from './onnx';

/** What a model file tells of how the model was made. All of it is shown to whoever opens it. */
export interface ModelDetails {
  /** One sentence. */
  readonly about?: string;
  /** SHA-256 of the training rows, or another fingerprint that its maker can check. */
  readonly trainingData?: string;
  /** Whom it asks about and what for, in the words of its maker: who reads it back knows what to score with it. */
  readonly question?: Readonly<Record<string, unknown>>;
  readonly trainingRows?: number;
  /** ISO 8601: features look before each, labels from it on. */
  readonly cutoffs?: readonly string[];
  /** By name: `rocAuc`, `rmse` … */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** Keys of the metadata of written models, JSON unless said. */
export const DETAILS = {
  version: 'vitrine.version',
  task: 'vitrine.task',
  inputs: 'vitrine.inputs',
  features: 'vitrine.modelFeatures',
  classes: 'vitrine.classes',
  threshold: 'vitrine.threshold',
  about: 'vitrine.about',
  question: 'vitrine.question',
  training: 'vitrine.training',
  metrics: 'vitrine.metrics',
  /** Sum of the weights of the training rows at each node, tree after tree; base64 of little-endian float32. */
  covers: 'vitrine.covers',
  /** What each split gained, likewise. */
  gains: 'vitrine.gains',
} as const;

/** The metadata of a written model, in a fixed order. */
export function detailsOf(
  fitted: Fitted,
  inputs: readonly ExportedInput[],
  { name, details = {}, threshold, labels }: ExportOptions,
): readonly (readonly [string, string])[] {
  const entries: [string, string][] = [
    [DETAILS.version, '1'],
    [DETAILS.task, JSON.stringify({ name, kind: fitted.task })],
    [DETAILS.inputs, JSON.stringify(inputs)],
  ];
  const features = fitted.kind === 'pipeline' ? fitted.preprocessing.features.map((f) => f.name) : [];
  if (features.length > 0) entries.push([DETAILS.features, JSON.stringify(features)]);
  const classes = fitted.task === 'binary' ? (labels ?? ['0', '1']) : fitted.classes;
  if (fitted.task !== 'regression') entries.push([DETAILS.classes, JSON.stringify(classes)]);
  if (fitted.task === 'binary') entries.push([DETAILS.threshold, String(threshold ?? 0.5)]);
  if (details.about !== undefined) entries.push([DETAILS.about, details.about]);
  if (details.question !== undefined) entries.push([DETAILS.question, JSON.stringify(details.question)]);
  const { trainingData, trainingRows, cutoffs } = details;
  const training = { data: trainingData, rows: trainingRows, cutoffs };
  if (Object.values(training).some((v) => v !== undefined)) entries.push([DETAILS.training, JSON.stringify(training)]);
  if (details.metrics !== undefined) entries.push([DETAILS.metrics, JSON.stringify(details.metrics)]);
  const trees = treesOf(fitted);
  if (trees.length > 0) {
    const all = trees.flatMap((m) => m.trees);
    entries.push([DETAILS.covers, packFloats(all.map((t) => t.cover))]);
    entries.push([DETAILS.gains, packFloats(all.map((t) => t.gain))]);
  }
  return entries;
}

/** Tree models of a fitted model, in the order in which the graph has them. */
function treesOf(fitted: Fitted): readonly TreeModel[] {
  switch (fitted.kind) {
    case 'pipeline':
      return fitted.model.kind === 'trees' ? [fitted.model] : [];
    case 'calibrated':
      return treesOf(fitted.model);
    case 'stack':
      return fitted.bases.flatMap(treesOf);
    case 'segments':
      // The graph is written from the rest backwards: the first part stands last.
      return [fitted.rest, ...fitted.parts.map((p) => p.model).toReversed()].flatMap(treesOf);
  }
}

/** base64 of float32, in portable JavaScript: this folder knows neither browser nor Node. */
export function packFloats(lists: readonly Float64Array[]): string {
  const floats = new Float32Array(lists.reduce((n, l) => n + l.length, 0));
  let at = 0;
  for (const list of lists) {
    floats.set(list, at);
    at += list.length;
  }
  return toBase64(new Uint8Array(floats.buffer));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letter = (shift: number): string => ALPHABET[(word >> shift) & 63] ?? '';
    parts.push(letter(18) + letter(12) + (left > 1 ? letter(6) : '=') + (left > 2 ? letter(0) : '='));
  }
  return parts.join('');
}

/** The float32 numbers of such a text; null when it is none. */
export function unpackFloats(text: string): Float32Array | null {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const size = (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
  if (size % 4 !== 0) return null;
  const bytes = new Uint8Array(size);
  const code = (i: number): number => Math.max(0, ALPHABET.indexOf(text[i] ?? 'A'));
  for (let i = 0, at = 0; i < text.length; i += 4) {
    const word = (code(i) << 18) | (code(i + 1) << 12) | (code(i + 2) << 6) | code(i + 3);
    for (const shift of [16, 8, 0]) if (at < size) bytes[at++] = (word >> shift) & 255;
  }
  return new Float32Array(bytes.buffer);
}
