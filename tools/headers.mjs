import { readFileSync } from 'node:fs';

/**
 * @typedef {readonly [name: string, value: string]} Header
 * @typedef {{ readonly pattern: string, readonly headers: readonly Header[] }} Rule
 */

/**
 * Reads the rules of a `_headers` file (the format of Cloudflare Pages and Netlify): a line with a path
 * pattern, then indented `Name: value` lines; `#` starts a comment.
 * @param {string} text
 * @returns {Rule[]}
 * @throws Error that names the line which is neither
 */
export function parseHeaders(text) {
  /** @type {{ pattern: string, headers: Header[] }[]} */
  const rules = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return;
    const colon = trimmed.indexOf(':');
    const rule = rules.at(-1);
    if (!/^\s/.test(line) && trimmed.startsWith('/')) {
      rules.push({ pattern: trimmed, headers: [] });
    } else if (/^\s/.test(line) && colon > 0 && rule !== undefined) {
      rule.headers.push([trimmed.slice(0, colon).trim(), trimmed.slice(colon + 1).trim()]);
    } else {
      throw new Error(`_headers, line ${index + 1}: neither a path nor a header: ${trimmed}`);
    }
  });
  return rules;
}

/**
 * The headers of one path, in the order of the file. Like the hosts, every matching rule counts; a name
 * that two rules give is joined with a comma.
 * @param {readonly Rule[]} rules
 * @param {string} path starts with `/`
 * @returns {Header[]}
 */
export function headersFor(rules, path) {
  /** @type {Map<string, Header>} */
  const found = new Map();
  for (const { pattern, headers } of rules) {
    if (!matches(pattern, path)) continue;
    for (const [name, value] of headers) {
      const before = found.get(name.toLowerCase());
      found.set(name.toLowerCase(), before === undefined ? [name, value] : [before[0], `${before[1]}, ${value}`]);
    }
  }
  return [...found.values()];
}

/** @param {string | URL} file @returns {Rule[]} */
export function readHeaders(file) {
  return parseHeaders(readFileSync(file, 'utf8'));
}

/** `*` stands for any characters; the hosts allow one of them. @param {string} pattern @param {string} path */
function matches(pattern, path) {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === path;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return path.length >= head.length + tail.length && path.startsWith(head) && path.endsWith(tail);
}
