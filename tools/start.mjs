// `npm start`: installs what is missing, builds when a source is newer, serves the production build.
import { parseArgs } from 'node:util';
import { buildIfStale, dist } from './build.mjs';
import { installPackages } from './install.mjs';
import { serve } from './serve.mjs';

try {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is no port`);
  await installPackages();
  await buildIfStale();
  const server = await serve({ root: dist, port, nextFree: true });
  process.stdout.write(`\n  Vitrine is at ${server.url}\n  Ctrl-C stops it.\n\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void server.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
