import { createServer } from 'node:http';

/** A server at an origin of its own that nothing may ever reach. It answers everything, to everyone. */
export interface Canary {
  readonly url: string;
  /** What reached it: `GET /path`, or `connection` for one without a request. */
  readonly hits: readonly string[];
  close(): Promise<void>;
}

/** Starts one. It permits every origin, so that only the page's own policy can keep a request from it. */
export async function startCanary(): Promise<Canary> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    response.writeHead(200, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Type': 'text/plain',
    });
    response.end('reached');
  });
  // Preconnects and WebSocket handshakes open a connection before, or without, a request.
  server.on('connection', () => hits.push('connection'));
  server.on('upgrade', (request, socket) => {
    hits.push(`UPGRADE ${request.url ?? ''}`);
    socket.destroy();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the canary has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    hits,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
