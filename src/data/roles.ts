import { VitrineError } from '../core/errors';
import { nearest } from '../core/nearest';
import { roleNames, stageNames, type Role, type RoleGuess, type Roles, type Stage } from '../core/roles';
import { nameConfidence } from './role-names';
import type { ColumnSample, TableColumn } from './sample';
import { stageOf } from './stages';
import { timeForm } from './times';

/** What a table is, from the roles of its columns (SEMANTICS §1). */
export type TableKind =
  /** customer, time, event */
  | 'events'
  /** customer and time; amount and order where known */
  | 'transactions'
  /** a customer, but no time: attributes, not a log */
  | 'customers'
  /** neither customer nor a log */
  | 'unknown';

/** The kind of table that roles make. */
export function tableKind(roles: Roles): TableKind {
  if (roles.customer === undefined) return 'unknown';
  if (roles.time === undefined) return 'customers';
  return roles.event === undefined ? 'transactions' : 'events';
}

/** Roles a log cannot do without and that no column has. */
export function missingRoles(roles: Roles): readonly Role[] {
  return (['customer', 'time'] as const).filter((role) => roles[role] === undefined);
}

/** A confidence from which a guess is applied. */
export const APPLIED = 0.5;

interface Facts {
  readonly column: ColumnSample;
  readonly texts: readonly string[];
  /** Share of sampled values that are numbers, and that have a fraction. */
  readonly numeric: number;
  readonly fractions: number;
  /** The header said nothing: the column is called `column3`. */
  readonly unnamed: boolean;
}

/**
 * Guesses which column has which role, from names and from values. Each role and each column comes once
 * at most; a name whose values cannot serve is dropped. Sorted by the order of roles.
 */
export function guessRoles(columns: readonly ColumnSample[]): readonly RoleGuess[] {
  const facts = columns.map(factsOf);
  const all = facts.flatMap((f) => roleNames.map((role) => guess(role, f, facts)).filter((g) => g !== null));
  // Stable: of equals the first column wins.
  all.sort((a, b) => b.confidence - a.confidence);
  const taken = new Set<string>();
  const found = new Map<Role, RoleGuess>();
  for (const g of all) {
    if (found.has(g.role) || taken.has(g.column)) continue;
    found.set(g.role, g);
    taken.add(g.column);
  }
  return roleNames.map((role) => found.get(role)).filter((g) => g !== undefined);
}

/** The roles that are applied unless a person says otherwise. */
export function applied(guesses: readonly RoleGuess[]): Roles {
  const roles: { [R in Role]?: string } = {};
  for (const g of guesses) if (g.confidence >= APPLIED) roles[g.role] = g.column;
  return roles;
}

function factsOf(column: ColumnSample): Facts {
  const texts = column.values.filter((v): v is string => v !== null && v.trim() !== '');
  const count = (test: (v: string) => boolean): number => texts.filter(test).length / Math.max(1, texts.length);
  return {
    column,
    texts,
    numeric: column.type === 'BOOLEAN' ? 0 : count((v) => toNumber(v) !== null),
    fractions: count((v) => {
      const n = toNumber(v);
      return n !== null && !Number.isInteger(n);
    }),
    unnamed: /^column\d+$/.test(column.name),
  };
}

/** A number as people write it: decimal comma and spaces between thousands are read too. */
function toNumber(text: string): number | null {
  const n = Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(/^(-?\d+),(\d+)$/, '$1.$2'));
  return text.trim() === '' || !Number.isFinite(n) ? null : n;
}

function guess(role: Role, facts: Facts, all: readonly Facts[]): RoleGuess | null {
  const column = facts.column.name;
  const named = facts.unnamed ? 0 : nameConfidence(role, column);
  if (named > 0) {
    if (facts.texts.length === 0) return { role, column, confidence: 0.3, reason: 'name' };
    if (!serves(role, facts)) return null;
    // A mail address that never repeats is still a person: everyone bought once.
    const doubted =
      role === 'customer' && named < 0.6 && isRowNumber(facts, all) && !facts.texts.some((t) => t.includes('@'));
    // An `id` that never repeats beside a time numbers the rows, not the customers.
    if (doubted) return { role, column, confidence: 0.4, reason: 'name' };
    return { role, column, confidence: round(Math.min(0.99, named + 0.04)), reason: 'name and values' };
  }
  const confidence = fromValues(role, facts, all);
  return confidence === 0 ? null : { role, column, confidence, reason: 'values' };
}

/** Whether a column's values can be what its name says. */
function serves(role: Role, { column, texts, numeric, fractions }: Facts): boolean {
  switch (role) {
    case 'customer':
    case 'order':
      return column.type !== 'BOOLEAN' && fractions < 0.05 && !/^(DATE|TIMESTAMP)/.test(column.type);
    case 'time':
      return timeForm(column.type, texts) !== null;
    case 'event':
      return (
        column.type !== 'BOOLEAN' && fractions < 0.05 && !/^(DATE|TIMESTAMP)/.test(column.type) && fewValues(column)
      );
    case 'amount':
    case 'price':
    case 'quantity':
      return numeric >= 0.9;
  }
}

function fewValues({ distinct, filled }: ColumnSample): boolean {
  return distinct <= 1000 && (distinct <= 20 || distinct <= filled / 5);
}

function isRowNumber({ column }: Facts, all: readonly Facts[]): boolean {
  const log = all.some(
    (f) => f.column.name !== column.name && nameConfidence('time', f.column.name) > 0 && serves('time', f),
  );
  return log && column.distinct > 0.97 * column.filled;
}

/** Confidence from values alone; 0 for none. A header that says something else is believed first. */
function fromValues(role: Role, facts: Facts, all: readonly Facts[]): number {
  const { column, texts, numeric, fractions, unnamed } = facts;
  const money = (f: Facts): boolean =>
    f.column.type === 'DOUBLE' && f.numeric >= 0.9 && f.fractions > 0.2 && twoDecimals(f);
  switch (role) {
    case 'time':
      if (/^(DATE|TIMESTAMP)/.test(column.type)) return anotherName('time', column.name) ? 0 : 0.75;
      return timeForm(column.type, texts, true) !== null ? (unnamed ? 0.7 : 0.6) : 0;
    case 'event': {
      if (numeric > 0.1 || texts.length === 0 || !fewValues(column)) return 0;
      const telling = new Set(texts.filter((t) => stageOf(t) !== null));
      return telling.size >= 2 ? 0.7 : 0;
    }
    case 'amount':
      if (!money(facts) || !hasTime(all)) return 0;
      if (!unnamed) return 0.35;
      return all.filter(money).length === 1 ? 0.6 : 0.4;
    case 'customer': {
      if (!unnamed || fractions > 0 || numeric < 0.5 || timeForm(column.type, texts, true) !== null) return 0;
      if (column.type === 'BOOLEAN' || !hasTime(all)) return 0;
      const repeats = column.distinct < 0.97 * column.filled;
      const many = column.distinct > 10 && column.distinct > column.filled / 100;
      return repeats && many ? 0.55 : 0;
    }
    case 'quantity':
      return unnamed &&
        column.type === 'BIGINT' &&
        column.distinct <= 100 &&
        hasTime(all) &&
        timeForm(column.type, texts, true) === null
        ? 0.3
        : 0;
    case 'order':
    case 'price':
      return 0;
  }
}

function anotherName(role: Role, name: string): boolean {
  return roleNames.some((r) => r !== role && nameConfidence(r, name) >= 0.9);
}

function hasTime(all: readonly Facts[]): boolean {
  return all.some((f) => timeForm(f.column.type, f.texts, true) !== null);
}

function twoDecimals({ texts }: Facts): boolean {
  return texts.every((t) => /^-?\d+(?:\.\d{1,2})?$/.test(t));
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}

/** Roles as a recipe gives them. */
export type GivenRoles = { readonly [R in Role]?: string | undefined } & {
  readonly stages?: { readonly [S in Stage]?: readonly string[] | undefined } | undefined;
};

/**
 * Checks the roles a recipe or a person gives: each names a column of the source. They stand alone: a
 * role that is not given is not guessed, so that a recipe means the same everywhere.
 * @throws VitrineError `column.missing` with the role and the nearest column
 */
export function parseRoles(source: string, columns: readonly TableColumn[], given: GivenRoles): Roles {
  const names = columns.map((c) => c.name);
  const roles: { [R in Role]?: string } = {};
  for (const role of roleNames) {
    const column = given[role];
    if (column === undefined) continue;
    if (!names.includes(column)) {
      const near = nearest(column, names);
      throw new VitrineError('column.missing', { source, role, column, nearest: near === null ? '' : `“${near}”` });
    }
    roles[role] = column;
  }
  if (given.stages === undefined) return roles;
  const stages: { [S in Stage]?: readonly string[] } = {};
  for (const stage of stageNames) {
    const events = given.stages[stage];
    if (events !== undefined) stages[stage] = events;
  }
  return { ...roles, stages };
}
