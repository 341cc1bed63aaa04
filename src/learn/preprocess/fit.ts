import { categoryColumn, numberColumn, targetOf, weightsOf } from '../rows';
import type { Column, Dataset } from '../table';
import { correlatedColumns } from './correlation';
import { filled, fitFill, type Known } from './impute';
import { fitLevels } from './levels';
import type { Block, CategorySpec, Feature, NumberSpec, PreprocessSpec, Preprocessing } from './spec';
import { logged, readLevels, readNumbers } from './values';

/**
 * Learns the preprocessing from some rows of a dataset, and from nothing else. Left out are columns that
 * are missing or the same in all of these rows, and correlated ones if asked for.
 * @param rows training rows, in any order
 * @param report in [0, 1]; called per column; may throw to give up
 * @throws Error when `columns` names one that is not there or of another kind
 */
export function fitPreprocessing(
  spec: PreprocessSpec,
  dataset: Dataset,
  rows: Int32Array,
  report: (done: number) => void = () => undefined,
): Preprocessing {
  const { table } = dataset;
  const target = targetOf(dataset.target, rows);
  const weights = weightsOf(dataset, rows);
  const dropped: Preprocessing['dropped'][number][] = [];
  const numbers: (Known & { readonly spec: NumberSpec })[] = [];
  const categories: { name: string; codes: Int32Array; levels: readonly string[]; spec: CategorySpec }[] = [];

  for (const column of table.columns) {
    const treat = treatment(spec, column);
    if (treat.as === 'drop') {
      dropped.push({ column: column.name, because: 'asked' });
    } else if (treat.as === 'number') {
      const values = readNumbers(numberColumn(table, column.name), rows);
      const kinds = variety(values, Number.isNaN);
      if (kinds === 'many' || (kinds === 'mixed' && treat.flag))
        numbers.push({ name: column.name, values, spec: treat });
      else dropped.push({ column: column.name, because: kinds === 'none' ? 'empty' : 'constant' });
    } else {
      const { levels } = categoryColumn(table, column.name);
      const codes = readLevels(categoryColumn(table, column.name), rows);
      const kinds = variety(codes, (c) => c < 0);
      if (kinds === 'many' || kinds === 'mixed') categories.push({ name: column.name, codes, levels, spec: treat });
      else dropped.push({ column: column.name, because: kinds === 'none' ? 'empty' : 'constant' });
    }
  }

  let kept = numbers;
  if (spec.correlation !== null) {
    const superseded = correlatedColumns(numbers, target, spec.correlation, (done) => report(done / 2));
    dropped.push(...superseded.map((s) => ({ ...s, because: 'correlated' as const })));
    kept = numbers.filter((n) => !superseded.some((s) => s.column === n.name));
  }

  const blocks: Block[] = [];
  table.columns.forEach((column, j) => {
    report(0.5 + (0.5 * j) / table.columns.length);
    const number = kept.find((n) => n.name === column.name);
    if (number !== undefined) blocks.push(...numberBlocks(number, kept));
    const category = categories.find((c) => c.name === column.name);
    if (category !== undefined) blocks.push(...fitLevels(category.spec, category, target, weights));
  });
  const read = new Set(blocks.map((b) => b.column));
  report(1);
  return {
    version: 1,
    inputs: table.columns.filter((c) => read.has(c.name)).map(({ name, kind }) => ({ name, kind })),
    blocks,
    features: blocks.flatMap(featuresOf),
    dropped,
  };
}

function treatment(spec: PreprocessSpec, column: Column): NumberSpec | CategorySpec | { readonly as: 'drop' } {
  const named = spec.columns?.find((c) => c.name === column.name)?.treat;
  return named ?? (column.kind === 'number' ? spec.numbers : spec.categories);
}

/** `many` different values; `mixed`: one value and missing ones; `one` value throughout; `none` at all. */
function variety(
  values: Float64Array | Int32Array,
  missing: (v: number) => boolean,
): 'many' | 'mixed' | 'one' | 'none' {
  let first: number | null = null;
  let gaps = false;
  for (const v of values) {
    if (missing(v)) gaps = true;
    else if (first === null) first = v;
    else if (v !== first) return 'many';
  }
  return first === null ? 'none' : gaps ? 'mixed' : 'one';
}

function numberBlocks({ name, values, spec }: Known & { readonly spec: NumberSpec }, all: readonly Known[]): Block[] {
  const others = all.filter((o) => o.name !== name);
  const fill = fitFill(spec.impute, { name, values }, others);
  const full = fill === null ? values : filled(values, fill, (c) => others.find((o) => o.name === c)?.values ?? values);
  const scale = spec.scale ? scaling(spec.log ? full.map(logged) : full) : null;
  const blocks: Block[] = [{ block: 'number', column: name, fill, log: spec.log, scale }];
  if (spec.flag && values.some(Number.isNaN)) blocks.push({ block: 'missing', column: name });
  return blocks;
}

/** Mean and deviation (divisor n) of the values that are there; 1 where they are all the same. */
function scaling(values: Float64Array): { readonly mean: number; readonly scale: number } {
  // Plain loops: one call per value is most of the time of a fit's preprocessing.
  let [sum, n, squares] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (v !== v) continue;
    sum += v;
    n++;
  }
  const mean = sum / n;
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number;
    if (v === v) squares += (v - mean) ** 2;
  }
  const deviation = Math.sqrt(squares / n);
  return { mean, scale: deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 1 };
}

/** The features that a block makes, in order. */
export function featuresOf(b: Block): readonly Feature[] {
  const { column } = b;
  if (b.block === 'number') return [{ name: column, column, says: 'value', level: null }];
  if (b.block === 'missing') return [{ name: `${column} is missing`, column, says: 'missing', level: null }];
  if (b.block === 'map') {
    return [{ name: b.of === null ? `${column} →` : `${column} → ${b.of}`, column, says: 'target', level: b.of }];
  }
  return [
    ...b.levels.map((level): Feature => ({ name: `${column} = ${level}`, column, says: 'level', level })),
    ...(b.other ? [{ name: `${column} is another`, column, says: 'other', level: null } as const] : []),
  ];
}
