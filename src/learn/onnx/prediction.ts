import type { OutputRoles } from './answers';
import type { Prediction } from './feed';

/** What onnxruntime answers for one output: numbers, or texts. */
export type OutputData = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array | readonly string[];

/** Gathers a model's answers, chunk by chunk, into a prediction. */
export class PredictionBuilder {
  readonly #roles: OutputRoles;
  readonly #rows: number;
  #values: Float64Array | null = null;
  #width = 0;
  readonly #labels: string[] = [];

  constructor(roles: OutputRoles, rows: number) {
    this.#roles = roles;
    this.#rows = rows;
  }

  /** Names of the outputs to ask for. */
  get wanted(): readonly string[] {
    const roles = this.#roles;
    return roles.is === 'number'
      ? [roles.value]
      : [...(roles.label === null ? [] : [roles.label]), ...roles.probabilities];
  }

  /**
   * Takes the answers for rows `[from, to)`.
   * @param scored rows that were given, at least `to − from`
   * @returns null, or why they are no prediction, in words
   */
  take(answers: ReadonlyMap<string, OutputData>, from: number, to: number, scored: number): string | null {
    const roles = this.#roles;
    const parts = roles.is === 'number' ? [roles.value] : roles.probabilities;
    const numbers = parts.map((name) => asNumbers(answers.get(name)));
    for (const [i, part] of numbers.entries()) {
      if (part === null) return `its output “${parts[i] ?? ''}” is no table of numbers`;
      const width = part.length / scored;
      if (
        !Number.isInteger(width) ||
        width < 1 ||
        (roles.is === 'number' && width > 1) ||
        (parts.length > 1 && width > 1)
      ) {
        return `its output “${parts[i] ?? ''}” has ${part.length} numbers for ${scored} rows`;
      }
      this.#values ??= new Float64Array(this.#rows * (this.#width = parts.length > 1 ? parts.length : width));
      if (parts.length === 1 && width !== this.#width) return `its output “${parts[i] ?? ''}” changes its width`;
      for (let row = 0; row < to - from; row++) {
        for (let k = 0; k < width; k++) this.#values[(from + row) * this.#width + i + k] = part[row * width + k] ?? NaN;
      }
    }
    if (roles.is === 'number' || roles.label === null) return null;
    const labels = answers.get(roles.label);
    if (labels === undefined || labels.length < to - from)
      return `its output “${roles.label}” has no label for each row`;
    for (let row = 0; row < to - from; row++) this.#labels.push(labelText(labels[row]));
    return null;
  }

  /** @returns the prediction, or why there is none, in words */
  done(): Prediction | string {
    const roles = this.#roles;
    if (roles.is === 'number') return { is: 'number', values: this.#values ?? new Float64Array() };
    const probabilities = this.#values === null ? null : this.#width === 1 ? bothClasses(this.#values) : this.#values;
    const width = this.#width === 1 ? 2 : this.#width;
    const classes = this.#classNames(roles.classes, width);
    if (probabilities !== null && this.#rows > 0 && classes.length !== width) {
      return `it answers ${width} probabilities for ${classes.length} classes`;
    }
    const index = new Map(classes.map((name, i) => [name, i]));
    return {
      is: 'classes',
      classes,
      probabilities: roles.probabilities.length === 0 ? null : (probabilities ?? new Float64Array()),
      areProbabilities: (probabilities ?? []).every((p) => Number.isNaN(p) || (p >= -1e-6 && p <= 1 + 1e-6)),
      labels: roles.label === null ? null : Int32Array.from(this.#labels, (text) => index.get(text) ?? -1),
    };
  }

  #classNames(said: readonly string[] | null, width: number): readonly string[] {
    const given = [...new Set(this.#labels)].sort();
    if (this.#values === null) return said !== null && given.every((g) => said.includes(g)) ? said : given;
    return said ?? Array.from({ length: width }, (_, k) => String(k));
  }
}

/** The columns [1 − p, p] of one column p. */
function bothClasses(p: Float64Array): Float64Array {
  const both = new Float64Array(2 * p.length);
  p.forEach((value, i) => {
    both[2 * i] = 1 - value;
    both[2 * i + 1] = value;
  });
  return both;
}

function asNumbers(data: OutputData | undefined): ArrayLike<number> | null {
  return data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array ? data : null;
}

function labelText(label: string | number | bigint | undefined): string {
  return label === undefined ? '' : String(label);
}
