import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve, sep } from 'node:path';
import { headersFor, readHeaders } from './headers.mjs';
import { mimeOf } from './mime.mjs';

/**
 * @typedef {object} ServeOptions
 * @property {string} root folder that is served
 * @property {number} [port] 0 (any free one) when not said
 * @property {boolean} [nextFree] try the ports after it when it is taken
 * @property {boolean} [bare] answer without the headers of `_headers`, as a host does that cannot set them
 */

/**
 * Serves a folder on 127.0.0.1 with the headers of its `_headers`.
 * @param {ServeOptions} options
 * @returns {Promise<{ readonly url: string, readonly port: number, close(): Promise<void> }>}
 * @throws Error of node:net when no port can be had
 */
export async function serve({ root, port = 0, nextFree = false, bare = false }) {
  const folder = resolve(root);
  const rules = bare ? [] : readHeaders(join(folder, '_headers'));
  const server = createServer((request, response) => answer(folder, rules, request, response));
  const last = nextFree && port > 0 ? port + 100 : port;
  for (let attempt = port; ; attempt++) {
    try {
      await listen(server, attempt);
      break;
    } catch (error) {
      if (!isTaken(error) || attempt >= last) throw error;
    }
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    port: address.port,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} folder
 * @param {readonly import('./headers.mjs').Rule[]} rules
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function answer(folder, rules, request, response) {
  const path = requestPath(request.url ?? '/');
  for (const [name, value] of headersFor(rules, path ?? '/')) response.setHeader(name, value);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return plain(response, 405, 'Only GET and HEAD are answered.');
  }
  const file = path === null || path === '/_headers' ? null : fileOf(folder, path);
  if (file === null) {
    // A missing file must not be remembered for a year, even under a path with hashed names.
    response.removeHeader('Cache-Control');
    return plain(response, 404, 'There is no such file.');
  }
  response.setHeader('ETag', file.tag);
  if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-cache');
  if (request.headers['if-none-match'] === file.tag) {
    response.writeHead(304).end();
    return;
  }
  response.setHeader('Content-Type', mimeOf(file.path));
  response.setHeader('Content-Length', file.size);
  response.writeHead(200);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const stream = createReadStream(file.path);
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  stream.pipe(response);
}

/** The decoded path of a request, or null when it is none. @param {string} url */
function requestPath(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? '/');
    return path.startsWith('/') && !path.includes('\0') ? path : null;
  } catch {
    // decodeURIComponent refuses a broken %-sequence: no file of ours has such a name.
    return null;
  }
}

/** A file inside the folder, or null. @param {string} folder @param {string} path */
function fileOf(folder, path) {
  const wanted = resolve(folder, `.${path.endsWith('/') ? `${path}index.html` : path}`);
  if (!wanted.startsWith(folder + sep)) return null;
  const stat = statSync(wanted, { throwIfNoEntry: false });
  if (!stat?.isFile()) return null;
  return { path: wanted, size: stat.size, tag: `W/"${stat.size.toString(36)}-${stat.mtimeMs.toString(36)}"` };
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} text */
function plain(response, status, text) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** @param {import('node:http').Server} server @param {number} port @returns {Promise<void>} */
function listen(server, port) {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      done();
    });
  });
}

/** @param {unknown} error */
function isTaken(error) {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
