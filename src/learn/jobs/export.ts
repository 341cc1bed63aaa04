import type { Fitted } from '../pipeline/fitted';
import { cardOf, pythonSnippet, type ModelCard } from '../onnx/export/card';
import { exportOnnx, type ExportOptions } from '../onnx/export/onnx';
import type { Dataset } from '../table';

/** A model as it leaves: three files. */
export interface Exported {
  readonly onnx: Uint8Array<ArrayBuffer>;
  /** `card.json`. */
  readonly card: ModelCard;
  /** A Python program that scores a CSV file with it. */
  readonly python: string;
}

/** SHA-256 in hexadecimal digits; the host has it. */
export type Sha256 = (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;

/**
 * Writes a model. Where the rows it learnt from are given, their number and fingerprint are told in the file, unless
 * the options say others.
 * @param file name that the ONNX file will have
 */
export async function exported(
  fitted: Fitted,
  options: ExportOptions,
  file: string,
  trained: { readonly dataset: Dataset; readonly rows: Int32Array } | null,
  sha256: Sha256,
): Promise<Exported> {
  const details =
    trained === null
      ? {}
      : { trainingRows: trained.rows.length, trainingData: await fingerprint(trained.dataset, trained.rows, sha256) };
  const told: ExportOptions = { ...options, details: { ...details, ...options.details } };
  const onnx = exportOnnx(fitted, told);
  const card = cardOf(fitted, told, { name: file, sha256: await sha256(onnx), bytes: onnx.length });
  return { onnx, card, python: pythonSnippet(card) };
}

/**
 * SHA-256 of what was learnt from: names and kinds of the columns, their values and the labels of these rows in this
 * order. Same rows, same fingerprint, in every tab and on the command line.
 */
export async function fingerprint({ table, target }: Dataset, rows: Int32Array, sha256: Sha256): Promise<string> {
  const text = (value: unknown): Promise<string> => sha256(new TextEncoder().encode(JSON.stringify(value)));
  const numbers = (values: ArrayLike<number>): Promise<string> =>
    sha256(new Uint8Array(Float64Array.from(rows, (i) => values[i] ?? NaN).buffer));
  const parts: string[] = [];
  for (const c of table.columns) {
    parts.push(await text([c.name, c.kind, c.kind === 'category' ? c.levels : null]));
    parts.push(await numbers(c.kind === 'number' ? c.values : c.codes));
  }
  parts.push(await text([target.task, target.task === 'multiclass' ? target.classes : null]));
  parts.push(await numbers(target.task === 'regression' ? target.values : target.labels));
  return text(parts);
}
