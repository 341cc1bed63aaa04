import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command in the repository with its output shown: as it comes, or whole at the end where others
 * run beside it (`whole`). Commands of installed packages are found without npx. The child ends with us.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly env?: Readonly<Record<string, string>>, readonly whole?: boolean }} [options]
 * @returns {Promise<number>} the exit code; 127 when the command is not there, 128 when a signal ended it
 */
export function run(command, args, { env = {}, whole = false } = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
  return new Promise((done) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = whole ? ['inherit', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...env, PATH: path } });
    /** @type {Buffer[]} */
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
    const stop = () => child.kill();
    process.once('exit', stop);
    const end = (/** @type {number} */ code) => {
      process.off('exit', stop);
      process.stdout.write(Buffer.concat(output));
      done(code);
    };
    child.once('error', () => end(127));
    child.once('close', (code) => end(code ?? 128));
  });
}
