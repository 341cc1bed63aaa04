import { expect, test } from 'vitest';
import { headersFor, parseHeaders } from '../../tools/headers.mjs';

const text = `# a comment
/*
  A: one: two
  B: b

/assets/*
  Cache-Control: immutable
  B: more
/x/*.js
  C: c
`;

test('rules are read in order, values keep their colons', () => {
  expect(parseHeaders(text).map((r) => r.pattern)).toEqual(['/*', '/assets/*', '/x/*.js']);
  expect(headersFor(parseHeaders(text), '/')).toEqual([
    ['A', 'one: two'],
    ['B', 'b'],
  ]);
});

test('every matching rule counts, a name given twice is joined', () => {
  expect(headersFor(parseHeaders(text), '/assets/a.js')).toEqual([
    ['A', 'one: two'],
    ['B', 'b, more'],
    ['Cache-Control', 'immutable'],
  ]);
  expect(headersFor(parseHeaders(text), '/x/a/b.js').map(([n]) => n)).toContain('C');
  expect(headersFor(parseHeaders(text), '/x/a.css').map(([n]) => n)).not.toContain('C');
});

test.each(['  A: before any path', '/*\n  no header', 'nothing'])(
  'a line that is neither is an error: %s',
  (broken) => {
    expect(() => parseHeaders(broken)).toThrow(/line/);
  },
);
