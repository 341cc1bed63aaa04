import { expect, test } from 'vitest';
import { answer, type Manifest } from '../../../workers/offline/answer';

const manifest: Manifest = {
  version: '1',
  files: [
    { path: 'index.html', hash: 'a', named: false, headers: 1 },
    { path: 'workers/w-1.js', hash: 'b', named: true, headers: 0 },
  ],
  headers: [
    [['X-Policy', 'strict']],
    [
      ['X-Policy', 'strict'],
      ['Content-Type', 'text/html'],
    ],
  ],
};
const scope = new URL('https://host.example/folder/');

function ask(
  request: Request,
  kept: Readonly<Record<string, string>> = {},
  fetched = () => Promise.resolve(new Response('net')),
) {
  const find = (path: string) => Promise.resolve(kept[path] === undefined ? undefined : new Response(kept[path]));
  return answer(request, { manifest, scope, find, fetch: fetched });
}

test('a kept file is answered with the policy and its type, the folder by its index', async () => {
  const given = await ask(new Request(scope), { 'index.html': 'page' });
  expect([await given.text(), given.headers.get('x-policy'), given.headers.get('content-type')]).toEqual([
    'page',
    'strict',
    'text/html',
  ]);
});

test('what is not kept comes from the host, with the policy', async () => {
  const given = await ask(new Request(new URL('other.txt', scope)));
  expect([await given.text(), given.headers.get('x-policy')]).toEqual(['net', 'strict']);
});

test.each([
  ['another origin', new Request('https://other.example/')],
  ['another folder of the host', new Request('https://host.example/elsewhere')],
  ['a name that only begins like the folder', new Request('https://host.example/folder2/x')],
  ['sending', new Request(scope, { method: 'POST', body: 'x' })],
])('%s is refused and never fetched', async (_what, request) => {
  const given = await ask(request, {}, () => Promise.reject(new Error('fetched')));
  expect(given.type).toBe('error');
});

test('without a network, what is not kept is a network error', async () => {
  const given = await ask(new Request(new URL('x', scope)), {}, () => Promise.reject(new TypeError('offline')));
  expect(given.type).toBe('error');
});

test('the encoding of a body that is decoded already is not claimed', async () => {
  const packed = () =>
    Promise.resolve(new Response('x', { headers: { 'Content-Encoding': 'gzip', 'Content-Length': '9' } }));
  const given = await ask(new Request(new URL('x', scope)), {}, packed);
  expect([given.headers.get('content-encoding'), given.headers.get('content-length')]).toEqual([null, null]);
});
