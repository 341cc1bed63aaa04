import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../tools/install.mjs';
import { events, Folder, recipe } from './support';

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => folder.remove());

/** Starts the command line as a process of its own; `seen` is called with all of stderr so far. */
function start(
  args: readonly string[],
  seen: (err: string, kill: (signal: NodeJS.Signals) => void) => void = () => undefined,
): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/cli/main.ts'), ...args], { cwd: root });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => (out += String(data)));
    child.stderr.on('data', (data) => {
      err += String(data);
      seen(err, (signal) => child.kill(signal));
    });
    child.once('error', failed);
    child.once('close', (code) => done({ code, out, err }));
  });
}

test.each(['native', 'wasm'])('a whole run in a process of its own, engine %s', async (engine) => {
  const path = folder.write('a.json', recipe(folder.write('shop.csv', events)));
  const out = folder.at(engine);
  const { code, err } = await start(['run', path, '--out', out, '--engine', engine]);
  expect(code, err).toBe(0);
  expect(existsSync(join(out, 'steps.json'))).toBe(true);
});

test('wrong usage is exit code 2 of the process', async () => {
  expect(await start(['run'])).toMatchObject({ code: 2, out: '' });
});

test.each(['native', 'wasm'])('Ctrl-C stops a run of engine %s with one line, and the process ends', async (engine) => {
  // Large enough that the signal comes in the midst of it.
  const rows = Array.from(
    { length: 400_000 },
    (_, i) => `${i % 9973},${new Date(1.7e12 + i * 6e4).toISOString()},view`,
  );
  const file = folder.write('large.csv', `visitor,at,what\n${rows.join('\n')}\n`);
  const roles = { shop: { customer: 'visitor', time: 'at', event: 'what' } };
  const path = folder.write('large.json', recipe(file, { roles }));
  let sent = false;
  const { code, err } = await start(['run', path, '--out', folder.at('stopped'), '--engine', engine], (_, kill) => {
    if (!sent) kill('SIGINT');
    sent = true;
  });
  expect(code, err).toBe(1);
  expect(err.trim().split('\n').at(-1)).toBe('vitrine: Stopped. Nothing was changed.');
  expect(existsSync(folder.at('stopped/steps.json'))).toBe(false);
});
