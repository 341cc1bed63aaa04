// `npm test`: every check there is, in order, with one line of figures at the end.
// For developers: `npm test -- --only unit` (types, page, lint, format, unit, build, e2e; several with commas).
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureChromium } from './browser.mjs';
import { buildEnv } from './build.mjs';
import { installPackages, root } from './install.mjs';
import { run } from './run.mjs';

/** @typedef {{ readonly passed: number, readonly failed: number }} Count */

/**
 * Stages of one line run side by side: what one of them leaves idle the others use.
 * @type {readonly Readonly<Record<string, () => Promise<Count>>>[]}
 */
const stages = [
  {
    // The page's own modules, TypeScript and Svelte alike, are checked by `page`.
    types: () =>
      command('node', 'node_modules/@typescript/native/bin/tsc', '-b', 'tsconfig.worker.json', 'tsconfig.node.json'),
    page: () => command('svelte-check', '--tsgo', '--tsconfig', 'tsconfig.page.json', '--output', 'human'),
    lint: () => command('eslint', '.', '--max-warnings', '0'),
    format: () => command('prettier', '--check', '.', '--log-level', 'warn'),
  },
  {
    unit: () => vitest('unit'),
    build: async () => one(await run('vite', ['build', '--logLevel', 'warn'], { env: buildEnv, whole: true })),
  },
  { e2e: async () => vitest('e2e*', { CHROMIUM: await ensureChromium() }) },
];
const names = stages.flatMap((together) => Object.keys(together));

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',');
const unknown = only?.find((name) => !names.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no stage ${unknown}: ${names.join(', ')}\n`);
  process.exit(2);
}

/** @type {string[]} */
const lines = [];
let [passed, failed] = [0, 0];
try {
  await installPackages();
} catch (error) {
  report('install', { passed: 0, failed: 1 }, 0, error);
}
if (failed === 0) {
  for (const together of stages) {
    const wanted = Object.entries(together).filter(([name]) => only?.includes(name) ?? true);
    if (wanted.length > 0) process.stdout.write(`\n── ${wanted.map(([name]) => name).join(', ')}\n`);
    await Promise.all(wanted.map(([name, check]) => stage(name, check)));
  }
}
process.stdout.write(`\n${lines.join('\n')}\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {string} name @param {() => Promise<Count>} check */
async function stage(name, check) {
  const start = performance.now();
  try {
    report(name, await check(), performance.now() - start);
  } catch (error) {
    report(name, { passed: 0, failed: 1 }, performance.now() - start, error);
  }
}

/** @param {string} name @param {Count} count @param {number} ms @param {unknown} [error] */
function report(name, count, ms, error) {
  passed += count.passed;
  failed += count.failed;
  if (error !== undefined) process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  const outcome = count.failed === 0 ? 'passed' : 'FAILED';
  lines.push(
    `${name.padEnd(8)} ${outcome}  ${String(count.passed).padStart(4)} passed, ${count.failed} failed, ${(ms / 1000).toFixed(1)} s`,
  );
}

/** A stage of one plain command: it counts as one. @param {string} name @param {readonly string[]} args @returns {Promise<Count>} */
async function command(name, ...args) {
  return one(await run(name, args, { whole: true }));
}

/** @param {number} code @returns {Count} */
function one(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * Runs a vitest project and counts its tests. A file that does not load, and a run that ends badly
 * without a failed test, count as one failure each.
 * @param {string} project @param {Readonly<Record<string, string>>} [env] @returns {Promise<Count>}
 */
async function vitest(project, env = {}) {
  const folder = join(root, 'node_modules', '.cache');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `vitest-${project.replace('*', '')}.json`);
  rmSync(file, { force: true });
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await run('vitest', args, { env });
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const answer = JSON.parse(readFileSync(file, 'utf8'));
  const broken = answer.testResults.filter(
    (f) => f.status === 'failed' && !f.assertionResults.some((t) => t.status === 'failed'),
  ).length;
  const failures = answer.numFailedTests + broken;
  return { passed: answer.numPassedTests, failed: code !== 0 && failures === 0 ? 1 : failures };
}
