import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../tools/serve.mjs';

let folder: string;
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vitrine-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(dist, 'index.html'), '<!doctype html>');
  writeFileSync(join(dist, 'assets', 'a-1.js'), 'export {};');
  writeFileSync(join(dist, "customer's table.csv"), 'a,b');
  writeFileSync(join(dist, 'engine.wasm.gz'), 'x');
  writeFileSync(join(dist, '_headers'), '/*\n  X-All: yes\n/assets/*\n  Cache-Control: immutable\n');
  site = await serve({ root: dist });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** A request whose path is sent as it is: fetch would tidy it first. */
function raw(
  path: string,
  method = 'GET',
): Promise<{ status: number; body: string; headers: Record<string, unknown> }> {
  return new Promise((done, failed) => {
    const sent = request({ host: '127.0.0.1', port: site.port, path, method }, (answer) => {
      let body = '';
      answer.on('data', (data) => (body += String(data)));
      answer.on('end', () => done({ status: answer.statusCode ?? 0, body, headers: answer.headers }));
    });
    sent.on('error', failed);
    sent.end();
  });
}

test('a folder answers its index.html, with the headers of _headers', async () => {
  const { status, body, headers } = await raw('/?x=1');
  expect([status, body, headers['x-all'], headers['content-type']]).toEqual([
    200,
    '<!doctype html>',
    'yes',
    'text/html; charset=utf-8',
  ]);
  expect(headers['cache-control']).toBe('no-cache');
});

test('names with a hash may be kept, others are asked for again', async () => {
  expect((await raw('/assets/a-1.js')).headers['cache-control']).toBe('immutable');
  const first = await fetch(site.url);
  const again = await fetch(site.url, { headers: { 'If-None-Match': first.headers.get('etag') ?? '' } });
  expect(again.status).toBe(304);
});

test('a missing file under such names is not remembered', async () => {
  const { status, headers } = await raw('/assets/missing.js');
  expect([status, headers['cache-control'], headers['x-all']]).toEqual([404, undefined, 'yes']);
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/../../secret.txt',
  '/%00',
  '/%zz',
  '/_headers',
  '/assets',
])('%s is no file of the site', async (path) => {
  const { status, body } = await raw(path);
  expect(status).toBe(404);
  expect(body).not.toContain('secret\n');
});

test('a name with a quote and a space is an ordinary one', async () => {
  expect((await raw("/customer's%20table.csv")).body).toBe('a,b');
});

test('a packed file is bytes, so that no browser unpacks it by itself', async () => {
  const { headers } = await raw('/engine.wasm.gz');
  expect([headers['content-type'], headers['content-encoding']]).toEqual(['application/gzip', undefined]);
});

test('HEAD answers the headers only, other methods nothing', async () => {
  const head = await raw('/', 'HEAD');
  expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', '15']);
  const post = await raw('/', 'POST');
  expect([post.status, post.headers['allow'], post.headers['x-all']]).toEqual([405, 'GET, HEAD', 'yes']);
});

test('a taken port gives the next free one', async () => {
  const next = await serve({ root: join(folder, 'dist'), port: site.port, nextFree: true });
  expect(next.port).toBeGreaterThan(site.port);
  await next.close();
  await expect(serve({ root: join(folder, 'dist'), port: site.port })).rejects.toThrow(/EADDRINUSE/);
});
