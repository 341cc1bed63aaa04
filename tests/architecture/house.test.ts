import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseHeaders } from '../../tools/headers.mjs';
import { root } from '../../tools/install.mjs';
import { metaPolicy } from '../../tools/vite/policy';
import { parse, readSources } from './imports';
import {
  absolutePathFaults,
  coreFaults,
  cycleFaults,
  dependencyListFaults,
  floorFaults,
  languageFaults,
  lengthFaults,
  listFaults,
  lockFaults,
  pinFaults,
  purityFaults,
  sidewaysFaults,
  workerFaults,
} from './rules';

const files = readSources(root, ['src', 'workers']);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const one = (path: string, text: string) => [parse(path, text)];

test('the house is read at all', () => {
  expect(files.length).toBeGreaterThan(30);
  expect(files.flatMap((f) => f.imports).length).toBeGreaterThan(50);
});

describe('a file imports from its own room or from floors below', () => {
  test('in this house', () => expect(floorFaults(files)).toEqual([]));
  test.each([
    ['up', 'src/sql/a.ts', `import { x } from '../analyses/run';`],
    ['up, as a type', 'src/core/a.ts', `import type { x } from '../sql/sql';`],
    [
      'up, in a Svelte file',
      'src/ui/A.svelte',
      `<script lang="ts">\nimport { x } from '../state/run.svelte';\n</script>`,
    ],
    ['up, by a late import', 'src/data/a.ts', `const x = await import('../rooms/words');`],
    ['up, by an inline type', 'src/core/a.ts', `export const x: import('../sql/sql').Part = 1;`],
    ['up, by an export', 'src/core/a.ts', `export { sql } from '../sql/sql';`],
    ['sideways between rooms of one floor', 'src/charts/a.ts', `import { x } from '../ui/types';`],
    ['from the page to the command line', 'src/state/a.ts', `import { x } from '../cli/main';`],
    ['from no room', 'src/helpers/a.ts', ''],
  ])('it is told when one imports %s', (_what, path, text) => expect(floorFaults(one(path, text))).toHaveLength(1));
  test('what hands a worker to the page may name its script', () => {
    const text = `import url from '../../workers/database/database.worker.ts?worker&url';`;
    expect(floorFaults(one('src/engines/a.ts', text))).toEqual([]);
    expect(floorFaults(one('src/data/a.ts', text))).toHaveLength(1);
  });
});

describe('analyses never import one another', () => {
  test('in this house', () => expect(sidewaysFaults(files)).toEqual([]));
  test.each([`import { x } from '../rfm/plan';`, `import { rfm } from '../rfm';`])('it is told: %s', (text) =>
    expect(sidewaysFaults(one('src/analyses/funnel/plan.ts', text))).toHaveLength(1),
  );
});

describe('no circles', () => {
  test('in this house', () => expect(cycleFaults(files)).toEqual([]));
  test('a circle of three is told', () => {
    const circle = ['a', 'b', 'c'].map((name, i, all) =>
      parse(`src/core/${name}.ts`, `export { x } from './${all[(i + 1) % 3] ?? ''}';`),
    );
    expect(cycleFaults(circle)).toEqual(['src/core/a.ts → src/core/b.ts → src/core/c.ts → src/core/a.ts']);
  });
});

describe('what is pure knows no page, worker, file or Svelte', () => {
  test('in this house', () => expect(purityFaults(files)).toEqual([]));
  test.each([
    ['src/core/a.ts', `document.title = 'x';`],
    ['src/stats/a.ts', `export const x = () => fetch('x');`],
    ['src/charts/a.ts', `export function f(e: HTMLElement): void {}`],
    ['src/charts/a.ts', `import { mount } from 'svelte';`],
    ['src/sql/a.ts', `import { readFileSync } from 'node:fs';`],
    ['src/learn/a.ts', `new Worker('x');`],
    ['src/analyses/rfm/chart.ts', `window.x = 1;`],
    ['src/analyses/rfm/words.ts', `import View from './View.svelte';`],
    ['src/charts/a.svelte.ts', `let x = $state(1);`],
  ])('it is told of %s with %s', (path, text) => expect(purityFaults(one(path, text)).length).toBeGreaterThan(0));
  test('a name of one’s own is no global', () => {
    const text = `export const f = (window: number, event: { document: number }): number => window + event.document;`;
    expect(purityFaults(one('src/core/a.ts', text))).toEqual([]);
  });
  test('a view is not pure', () => expect(purityFaults(one('src/analyses/rfm/run.ts', 'fetch(1)'))).toEqual([]));
});

describe('core stands on valibot alone', () => {
  test('in this house', () => expect(coreFaults(files)).toEqual([]));
  test('another package is told', () => expect(coreFaults(one('src/core/a.ts', `import 'd3';`))).toHaveLength(1));
});

describe('from a worker the page takes its contract, as types', () => {
  test('in this house', () => expect(workerFaults(files)).toEqual([]));
  test.each([
    `import { x } from '../../workers/database/contract';`,
    `import type { x } from '../../workers/database/duckdb';`,
    `import '../../workers/score/score.worker';`,
  ])('it is told: %s', (text) => expect(workerFaults(one('src/engines/a.ts', text))).toHaveLength(1));
});

describe('files hold one concept', () => {
  test('none is longer than 400 lines', () => expect(lengthFaults(files)).toEqual([]));
  test('a longer one is told', () => expect(lengthFaults(one('src/core/a.ts', '\n'.repeat(401)))).toHaveLength(1));
});

describe('every text is there in both languages', () => {
  test('in this house', () => expect(languageFaults(files)).toEqual([]));
  test('a missing language is told', () =>
    expect(languageFaults(one('src/ui/words.ts', `export const w = {\n  en: 1,\n};`))).toEqual([
      'src/ui/words.ts has no ru',
    ]));
});

describe('every analysis is listed', () => {
  const folders = readdirSync(join(root, 'src/analyses'), { withFileTypes: true })
    .filter((e) => e.isDirectory())
    .map((e) => e.name);
  test.each(['src/analyses/index.ts', 'src/analyses/views.ts'])('in %s', (list) => {
    expect(listFaults(folders, parse(list, read(list)))).toEqual([]);
  });
  test('a missing one is told', () => {
    const list = parse('src/analyses/index.ts', `import { rfm } from './rfm';`);
    expect(listFaults(['rfm', 'funnel'], list)).toEqual(['src/analyses/index.ts does not list funnel']);
  });
});

describe('dependencies', () => {
  const manifest = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  test('are pinned to one version each', () => expect(pinFaults(manifest)).toEqual([]));
  test.each(['^1.0.0', '~1.0.0', '1.x', 'latest', '*', 'git+https://x', '>=1.0.0', 'npm:b@^1.0.0', 'npm:b'])(
    '%s is no pin',
    (version) => expect(pinFaults({ dependencies: { a: version } })).toHaveLength(1),
  );
  test('are all in docs/dependencies.md', () => {
    expect(dependencyListFaults(manifest, read('docs/dependencies.md'))).toEqual([]);
  });
  test('one without a row, and a row without one, are told', () => {
    expect(dependencyListFaults({ dependencies: { a: '1.0.0' } }, '| `b` | why |')).toHaveLength(2);
  });
  test('the lock file names no host', () => expect(lockFaults(read('package-lock.json'))).toEqual([]));
  test('the lock file holds the optional packages of every system: `npm ci` refuses it otherwise', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const named = Object.values(packages).flatMap((p) => Object.keys(p.optionalDependencies ?? {}));
    const held = Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ''));
    expect(named.filter((name) => !held.includes(name))).toEqual([]);
  });
  test('a host in it is told', () => expect(lockFaults('  "resolved": "https://x/y.tgz",')).toHaveLength(1));
});

describe('no path of one machine', () => {
  const texts = ['src', 'workers', 'tools', 'tests', 'docs', 'bench', 'models', 'static', '.ci']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
        .filter((e) => e.isFile() && /\.(ts|mjs|js|svelte|css|html|json|md|run)$|^run$/.test(e.name))
        .map((e) => join(e.parentPath, e.name)),
    )
    .concat(['package.json', 'README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'index.html'].map((f) => join(root, f)))
    .map((path) => ({ path: path.slice(root.length), text: readFileSync(path, 'utf8') }))
    .filter((f) => f.path !== 'tests/architecture/house.test.ts');
  test('in any text of the repository', () => expect(absolutePathFaults(texts)).toEqual([]));
  test.each([`read('/home/me/x.csv')`, 'see /root/notes/x', String.raw`"C:\\data\\x"`, `cd /Users/me/x/`])(
    '%s is told',
    (text) => expect(absolutePathFaults([{ path: 'a', text }])).toHaveLength(1),
  );
  test('a path of a site or of Debian is none', () => {
    expect(absolutePathFaults([{ path: 'a', text: `fetch('/assets/x'); run('/usr/bin/chromium')` }])).toEqual([]);
  });
});

describe('headers', () => {
  const all = Object.fromEntries(parseHeaders(read('static/_headers')).find((r) => r.pattern === '/*')?.headers ?? []);
  test('are the set that ran in three engines', () => {
    expect(all).toEqual({
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; script-src-attr 'none'; style-src 'self'; " +
        "style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
        "worker-src 'self'; manifest-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'; " +
        'sandbox allow-scripts allow-same-origin allow-downloads allow-modals; ' +
        "require-trusted-types-for 'script'; trusted-types app-worker svelte-trusted-html",
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Connection-Allowlist': '(response-origin)',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Permissions-Policy':
        'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), ' +
        'display-capture=(), deferred-fetch=(), browsing-topics=()',
    });
  });
  test('no line is longer than hosts read (2,000 characters)', () => {
    for (const line of read('static/_headers').split('\n')) expect(line.length).toBeLessThan(2000);
  });
  test('the policy in the page leaves out what only a header can say', () => {
    const meta = metaPolicy(String(all['Content-Security-Policy']));
    expect(meta).toContain("connect-src 'self'");
    expect(meta).not.toMatch(/sandbox|frame-ancestors/);
  });
});
