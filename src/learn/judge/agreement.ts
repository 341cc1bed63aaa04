/** How far two models call the same rows the same. */
export interface Agreement {
  /** Share of the rows called the same; NaN without rows. */
  readonly share: number;
  /** Cohen's κ: 0 as by chance, 1 always; NaN where both call all rows one same class. */
  readonly kappa: number;
}

/**
 * Agreement of every model with every other: models × models, row after row.
 * @param called class numbers per model, all of one length
 */
export function agreementMatrix(
  called: readonly ArrayLike<number>[],
  classes: number,
): readonly (readonly Agreement[])[] {
  return called.map((a) => called.map((b) => agreement(a, b, classes)));
}

function agreement(a: ArrayLike<number>, b: ArrayLike<number>, classes: number): Agreement {
  const [ofA, ofB] = [new Float64Array(classes), new Float64Array(classes)];
  let same = 0;
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    if (x === y) same++;
    ofA[x] = (ofA[x] ?? 0) + 1;
    ofB[y] = (ofB[y] ?? 0) + 1;
  }
  const share = same / a.length;
  const chance = ofA.reduce((sum, n, k) => sum + (n / a.length) * ((ofB[k] ?? 0) / a.length), 0);
  return { share, kappa: (share - chance) / (1 - chance) };
}
