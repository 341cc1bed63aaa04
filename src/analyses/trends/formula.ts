/** An expression over the series A and B. */
export type Formula =
  | { readonly series: 0 | 1 }
  | { readonly number: number }
  | { readonly op: '+' | '-' | '*' | '/'; readonly left: Formula; readonly right: Formula };

/**
 * Reads a formula of A and B with + − × ÷ (also * / -), numbers and brackets, the usual precedence; spaces do
 * not matter. It is parsed, never evaluated as code.
 * @returns null where it is none, or is longer than 100 characters
 */
export function parseFormula(text: string): Formula | null {
  if (text.length > 100) return null;
  const tokens =
    text
      .replaceAll('×', '*')
      .replaceAll('÷', '/')
      .replaceAll('−', '-')
      .match(/\d+(?:\.\d+)?|[^\s]/g) ?? [];
  let at = 0;
  const take = (...wanted: readonly string[]): string | null => {
    const token = tokens[at];
    if (token === undefined || !wanted.includes(token)) return null;
    at++;
    return token;
  };
  const chain = (next: () => Formula | null, ...ops: readonly ('+' | '-' | '*' | '/')[]): Formula | null => {
    let left = next();
    for (;;) {
      const token = take(...ops);
      const op = ops.find((o) => o === token);
      if (left === null || op === undefined) return left;
      const right = next();
      left = right === null ? null : { op, left, right };
    }
  };
  const part = (): Formula | null => {
    if (take('A', 'a') !== null) return { series: 0 };
    if (take('B', 'b') !== null) return { series: 1 };
    if (take('(') !== null) {
      const inner = sum();
      return take(')') === null ? null : inner;
    }
    const token = tokens[at];
    if (token === undefined || !/^\d/.test(token)) return null;
    at++;
    return { number: Number(token) };
  };
  const product = (): Formula | null => chain(part, '*', '/');
  const sum = (): Formula | null => chain(product, '+', '-');
  const formula = sum();
  return at === tokens.length ? formula : null;
}

/** Its value; null where a series has none, or something is divided by zero. */
export function valueOf(formula: Formula, series: readonly (number | null)[]): number | null {
  if ('number' in formula) return formula.number;
  if ('series' in formula) return series[formula.series] ?? null;
  const [left, right] = [valueOf(formula.left, series), valueOf(formula.right, series)];
  if (left === null || right === null) return null;
  switch (formula.op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : left / right;
  }
}

/** Series a formula asks for, each once. */
export function seriesOf(formula: Formula): readonly (0 | 1)[] {
  if ('number' in formula) return [];
  if ('series' in formula) return [formula.series];
  return [...new Set([...seriesOf(formula.left), ...seriesOf(formula.right)])].sort();
}

/** Whether it is A ÷ B, which may be a share. */
export function isQuotient(formula: Formula): boolean {
  return (
    'op' in formula &&
    formula.op === '/' &&
    'series' in formula.left &&
    formula.left.series === 0 &&
    'series' in formula.right &&
    formula.right.series === 1
  );
}
