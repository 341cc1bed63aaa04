import type { Property, PropertyTest } from '../../core/filter';

export const operators = ['is', 'not', 'contains', 'range', 'given', 'missing'] as const;
/** How a column is tested, as a person chooses it. */
export type Operator = (typeof operators)[number];

type Value = string | number | boolean | null;

/** A test while it is being made: what is typed stays as it is, also where it is not a test yet. */
export interface Row {
  readonly key: number;
  readonly property: string;
  readonly operator: Operator;
  /** Of `is` and `not`; null stands for a missing value. */
  readonly values: readonly (string | null)[];
  readonly text: string;
  /** Of `range`: numbers as typed, or ISO times. */
  readonly from: string;
  readonly to: string;
}

/** The ways in which a column of a type can be tested, the most usual first. */
export function operatorsOf(type: Property['type']): readonly Operator[] {
  switch (type) {
    case 'text':
      return ['is', 'not', 'contains', 'given', 'missing'];
    case 'number':
      return ['range', 'is', 'not', 'given', 'missing'];
    case 'time':
      return ['range', 'given', 'missing'];
    case 'boolean':
      return ['is', 'given', 'missing'];
  }
}

/** A new row of a column, with nothing said yet. */
export function emptyRow(key: number, { name, type }: Property): Row {
  const [operator = 'is'] = operatorsOf(type);
  return { key, property: name, operator, values: [], text: '', from: '', to: '' };
}

/** A test as a row. */
export function rowOf(key: number, test: PropertyTest): Row {
  const row: Row = { key, property: test.property, operator: 'is', values: [], text: '', from: '', to: '' };
  const printed = (values: readonly Value[]): (string | null)[] => values.map((v) => (v === null ? null : String(v)));
  if ('is' in test) return { ...row, values: printed(test.is) };
  if ('not' in test) return { ...row, operator: 'not', values: printed(test.not) };
  if ('contains' in test) return { ...row, operator: 'contains', text: test.contains };
  if ('given' in test) return { ...row, operator: test.given ? 'given' : 'missing' };
  return { ...row, operator: 'range', from: boundText(test.from), to: boundText(test.to) };
}

const boundText = (bound: number | string | undefined): string => (bound === undefined ? '' : String(bound));

/** The test a row stands for; null while it says too little, or what cannot be. */
export function testOf(row: Row, type: Property['type']): PropertyTest | null {
  const { property } = row;
  switch (row.operator) {
    case 'is':
    case 'not': {
      const values = row.values.map((v) => valueOf(v, type));
      if (values.length === 0 || values.includes(undefined)) return null;
      const known = values.filter((v) => v !== undefined);
      return row.operator === 'is' ? { property, is: known } : { property, not: known };
    }
    case 'contains':
      return row.text === '' ? null : { property, contains: row.text };
    case 'given':
    case 'missing':
      return { property, given: row.operator === 'given' };
    case 'range': {
      const [from, to] = [boundOf(row.from, type), boundOf(row.to, type)];
      if (from === null || to === null || (from === undefined && to === undefined)) return null;
      return { property, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    }
  }
}

function valueOf(value: string | null, type: Property['type']): Value | undefined {
  if (value === null || type !== 'number') return value;
  return numberOf(value) ?? undefined;
}

/** Undefined where nothing is said, null where it is no such value. */
function boundOf(text: string, type: Property['type']): number | string | null | undefined {
  if (text.trim() === '') return undefined;
  if (type === 'time') return Number.isNaN(Date.parse(text)) ? null : text;
  return numberOf(text);
}

/** A number as a person types it: with a decimal comma or point. Null where it is none. */
export function numberOf(text: string): number | null {
  const number = Number(
    text
      .trim()
      .replaceAll(/[\s\u00a0\u202f]/g, '')
      .replace(',', '.'),
  );
  return text.trim() === '' || !Number.isFinite(number) ? null : number;
}
