import { describe, expect, it } from 'vitest';
import { sql } from '../../../src/sql/sql';
import { inlined } from '../../../workers/database/literals';

describe('literals in place of bound values', () => {
  it('have the types that the native engine binds', () => {
    expect(inlined(sql`SELECT ${1}, ${1.5}, ${'a'}, ${true}, ${null}, ${-2}`)).toBe(
      "SELECT CAST(1 AS BIGINT), CAST('1.5' AS DOUBLE), CAST('a' AS VARCHAR), TRUE, NULL, CAST(-2 AS BIGINT)",
    );
  });

  it('double their quotes, and a placeholder inside a text is none', () => {
    expect(inlined(sql`SELECT ${"'; DROP TABLE x; -- ?"}, '?', "?" /* ? */, ${2} -- ?`)).toBe(
      `SELECT CAST('''; DROP TABLE x; -- ?' AS VARCHAR), '?', "?" /* ? */, CAST(2 AS BIGINT) -- ?`,
    );
  });

  it('must be as many as the placeholders', () => {
    expect(() => inlined({ text: 'SELECT ?', values: [] })).toThrow('0 values');
    expect(() => inlined({ text: 'SELECT 1', values: [1] })).toThrow('1 values for 0 placeholders');
    expect(() => inlined({ text: 'SELECT ?', values: ['\0'] })).toThrow('NUL');
  });
});
