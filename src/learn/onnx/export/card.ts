import type { Fitted } from '../../pipeline/fitted';
import type { ModelDetails } from './details';
import { exportedInputs, outputNames, type ExportedInput, type ExportOptions } from './onnx';

/** What stands beside a model's file, for people and programs: `card.json`. */
export interface ModelCard {
  readonly version: 1;
  /** What the model is for. */
  readonly name: string;
  readonly about: string | null;
  /** SHA-256 of the ONNX file, and its size in bytes. */
  readonly file: { readonly name: string; readonly sha256: string; readonly bytes: number };
  readonly task: Fitted['task'];
  /** Inputs in order: float [N, 1] for numbers, string [N, 1] for categories. */
  readonly inputs: readonly ExportedInput[];
  /** Columns that the model was shown and does not read, and why. */
  readonly unused: readonly { readonly column: string; readonly because: string }[];
  readonly outputs: readonly string[];
  readonly classes: readonly string[] | null;
  readonly threshold: number | null;
  readonly training: {
    readonly data: string | null;
    readonly rows: number | null;
    readonly cutoffs: readonly string[];
  };
  readonly metrics: Readonly<Record<string, number>>;
}

/** The card of an exported model. @param file the written file's name, SHA-256 and size */
export function cardOf(fitted: Fitted, options: ExportOptions, file: ModelCard['file']): ModelCard {
  const details: ModelDetails = options.details ?? {};
  const binary = fitted.task === 'binary';
  const names = outputNames(fitted);
  return {
    version: 1,
    name: options.name,
    about: details.about ?? null,
    file,
    task: fitted.task,
    inputs: exportedInputs(fitted),
    unused:
      fitted.kind === 'pipeline'
        ? fitted.preprocessing.dropped.map(({ column, because }) => ({ column, because }))
        : [],
    outputs: fitted.task === 'regression' ? [names.prediction] : [names.label, names.probabilities],
    classes: binary ? (options.labels ?? ['0', '1']) : fitted.task === 'multiclass' ? fitted.classes : null,
    threshold: binary ? (options.threshold ?? 0.5) : null,
    training: {
      data: details.trainingData ?? null,
      rows: details.trainingRows ?? null,
      cutoffs: details.cutoffs ?? [],
    },
    metrics: details.metrics ?? {},
  };
}

/**
 * A Python program that scores a CSV file with the model and writes another with its answers beside each row:
 * the standard library, numpy and onnxruntime, nothing else.
 */
export function pythonSnippet(card: ModelCard): string {
  const numbers = card.inputs.filter((i) => i.kind === 'number');
  const texts = card.inputs.filter((i) => i.kind === 'category');
  const pairs = (inputs: readonly ExportedInput[]): string =>
    inputs.map(({ input, column }) => `    ${python(input)}: ${python(column)},\n`).join('');
  const answers =
    card.task === 'regression'
      ? `answers = {"prediction": session.run(${list(card.outputs)}, feed)[0].ravel()}`
      : `label, probabilities = session.run(${list(card.outputs)}, feed)
answers = {"label": label}
for k, name in enumerate(${list(card.classes ?? [])}):
    answers["P(" + name + ")"] = probabilities[:, k]`;
  return `# Scores a CSV file with ${python(card.file.name)}: python score.py rows.csv scored.csv
# pip install numpy onnxruntime
import csv
import math
import sys
from datetime import datetime, timezone

import numpy as np
import onnxruntime

# Input of the model: column of the file.
NUMBERS = {
${pairs(numbers)}}
TEXTS = {
${pairs(texts)}}

TRUTH = {"true": 1.0, "false": 0.0}


def number(text):
    """A number as Vitrine reads it: true is 1, false 0, a time the days since 1970; whatever is none is missing."""
    text = (text or "").strip()
    if text.lower() in TRUTH:
        return TRUTH[text.lower()]
    try:
        return float(text.replace(",", ".") if delimiter == ";" else text)
    except ValueError:
        pass
    try:
        time = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return math.nan
    return (time if time.tzinfo else time.replace(tzinfo=timezone.utc)).timestamp() / 86400


source, target = sys.argv[1], sys.argv[2]
with open(source, newline="", encoding="utf-8-sig") as file:
    header = file.readline()
    delimiter = max(",;\\t|", key=header.count)
    file.seek(0)
    rows = list(csv.DictReader(file, delimiter=delimiter))
if not rows:
    sys.exit("There are no rows in " + source)
missing = [column for column in [*NUMBERS.values(), *TEXTS.values()] if column not in rows[0]]
if missing:
    sys.exit("There is no column " + ", ".join(missing) + " in " + source)

feed = {}
for name, column in NUMBERS.items():
    # Too large for float32 becomes infinite, which the model reads as missing.
    with np.errstate(over="ignore"):
        feed[name] = np.array([[number(row[column])] for row in rows], dtype=np.float32)
for name, column in TEXTS.items():
    # An empty text is a missing value.
    feed[name] = np.array([[(row[column] or "").strip()] for row in rows], dtype=object)

session = onnxruntime.InferenceSession(${python(card.file.name)}, providers=["CPUExecutionProvider"])
${answers}

with open(target, "w", newline="", encoding="utf-8") as file:
    out = csv.writer(file, delimiter=delimiter)
    out.writerow([*rows[0], *answers])
    for row, *values in zip(rows, *answers.values()):
        out.writerow([*row.values(), *values])
`;
}

/** A string literal of Python: JSON's escapes are Python's too, for what UTF-16 has in one piece. */
function python(text: string): string {
  return JSON.stringify(text);
}

function list(texts: readonly string[]): string {
  return `[${texts.map(python).join(', ')}]`;
}
