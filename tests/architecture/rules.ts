import type { Import, SourceFile } from './imports';

/** Rooms by floor; see docs/architecture.md. A file imports from its own room or from floors below. */
const floors: readonly (readonly string[])[] = [
  ['src/core'],
  ['src/stats', 'src/charts', 'src/ui'],
  ['src/learn', 'src/sql'],
  ['src/analyses', 'src/data', 'src/tasks'],
  ['workers', 'src/engines', 'src/share'],
  ['src/state', 'src/cli'],
  ['src/rooms'],
  ['src/main.ts', 'src/App.svelte'],
];

interface Room {
  readonly name: string;
  readonly floor: number;
}

/** The room a path is in, or null outside the house (models, static, packages). */
export function roomOf(path: string): Room | null {
  for (const [floor, rooms] of floors.entries()) {
    const name = rooms.find(
      (r) => path === r || `${path}.svelte` === r || `${path}.ts` === r || path.startsWith(`${r}/`),
    );
    if (name !== undefined) return { name: floor === 7 ? 'src' : name, floor };
  }
  return null;
}

/** Only these put the parts together. */
function wires(path: string): boolean {
  return path === 'src/main.ts' || path.startsWith('src/cli/') || path.endsWith('.worker.ts');
}

/** `src/engines/native` is the command line's: it runs the workers' classes in Node, without a worker. */
function inNode(path: string): boolean {
  return path.startsWith('src/engines/native/');
}

/** Imports that go up or sideways; files that are in no room. */
export function floorFaults(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const room = roomOf(file.path);
    if (room === null) return [`${file.path} is in no room`];
    return file.imports.flatMap((i) => {
      const other = roomOf(i.to);
      if (other === null || other.name === room.name || other.floor < room.floor) return [];
      if (isWorkerDoor(file.path, i)) return [];
      if (wires(file.path) && other.name !== 'src' && !file.path.startsWith('src/cli/')) return [];
      return [`${file.path} (floor ${room.floor}) imports ${i.to} (floor ${other.floor})`];
    });
  });
}

/** What may be taken from a worker on its own floor: the contract as types, and the address of its script. */
function isWorkerDoor(from: string, i: Import): boolean {
  if (!i.to.startsWith('workers/')) return false;
  if (inNode(from)) return true;
  return roomOf(from)?.floor === 4 && (isContract(i) || isAddress(i));
}

const isContract = (i: Import): boolean => i.typeOnly && /^workers\/\w+\/contract(\.ts)?$/.test(i.to);
const isAddress = (i: Import): boolean => i.to.endsWith('.worker.ts') && /^\?(worker&)?url$/.test(i.query);

/** Anything the page takes from `workers/` but `contract.ts`, as types, and a script's address. */
export function workerFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter((f) => f.path.startsWith('src/') && !f.path.startsWith('src/cli/') && !inNode(f.path))
    .flatMap((f) =>
      f.imports
        .filter((i) => i.to.startsWith('workers/') && !isContract(i) && !isAddress(i))
        .map((i) => `${f.path} imports ${i.to}${i.query}${i.typeOnly ? '' : ' (not as types)'}`),
    );
}

/** Imports between two analyses. */
export function sidewaysFaults(files: readonly SourceFile[]): string[] {
  const analysis = (path: string): string | undefined => /^src\/analyses\/([^/.]+)\//.exec(path)?.[1];
  return files.flatMap((f) => {
    const own = analysis(f.path);
    if (own === undefined) return [];
    return f.imports
      .filter((i) => (analysis(`${i.to}/`) ?? own) !== own && !isShared(i.to))
      .map((i) => `${f.path} imports ${i.to}`);
  });
}

/** Files directly in `analyses/` are no analysis. */
function isShared(to: string): boolean {
  return /^src\/analyses\/(run|index|views|view|list|words)(\.ts)?$/.test(to);
}

/** Circles of imports at run time; each is listed once, from its first file. */
export function cycleFaults(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((f) => [f.path, f]));
  const resolve = (to: string): string | undefined =>
    [to, `${to}.ts`, `${to}.svelte`, `${to}/index.ts`].find((p) => byPath.has(p));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) {
      found.push([...way.slice(at), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    done.add(path);
    for (const i of byPath.get(path)?.imports ?? []) {
      const next = i.typeOnly || i.query !== '' ? undefined : resolve(i.to);
      if (next !== undefined) walk(next, [...way, path]);
    }
  };
  for (const f of files) walk(f.path, []);
  return found;
}

const pureRooms = /^src\/(core|stats|learn|sql|charts|tasks)\//;
const pureFiles = /^src\/analyses\/(.*\/)?(spec|plan|result|chart|words)\.ts$/;

/** What a pure file must not know: the page, workers, files, the network, the process, the clock's owner. */
const impure = new Set(
  `window document self navigator location localStorage sessionStorage indexedDB history screen fetch Worker
  SharedWorker XMLHttpRequest WebSocket EventSource File FileReader HTMLElement SVGElement Element Event
  requestAnimationFrame setTimeout setInterval postMessage importScripts caches process Buffer require
  ResizeObserver MutationObserver alert`.split(/\s+/),
);

/** Pure files that touch the world. */
export function purityFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter((f) => pureRooms.test(f.path) || pureFiles.test(f.path))
    .flatMap((f) => [
      ...(f.path.endsWith('.svelte') || f.path.endsWith('.svelte.ts') ? [`${f.path} is Svelte`] : []),
      ...[...f.globals].filter((g) => impure.has(g)).map((g) => `${f.path} uses ${g}`),
      ...f.imports
        .filter((i) => /^(svelte|node:|comlink|workers\/)|\.svelte$|\.svelte\.ts$/.test(i.to))
        .map((i) => `${f.path} imports ${i.to}`),
    ]);
}

/** `core` stands on valibot alone. */
export function coreFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter((f) => f.path.startsWith('src/core/'))
    .flatMap((f) =>
      f.imports
        .filter((i) => !i.to.startsWith('src/core/') && i.to !== 'valibot')
        .map((i) => `${f.path} imports ${i.to}`),
    );
}

/** Files that hold more than one concept. */
export function lengthFaults(files: readonly SourceFile[], most = 400): string[] {
  return files
    .map((f) => ({ path: f.path, lines: f.text.split('\n').length - 1 }))
    .filter((f) => f.lines > most)
    .map((f) => `${f.path} has ${f.lines} lines`);
}

/** Files of texts (`words.ts`, `x.words.ts`, those of a folder `words/`) that speak fewer languages than the page. */
export function languageFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter((f) => /(^|\/|\.)words\.ts$|\/words\/(?!index)\w+\.ts$/.test(f.path) && f.path !== 'src/core/words.ts')
    .flatMap((f) =>
      ['en', 'ru'].filter((l) => !new RegExp(`^\\s*${l}(:|,)`, 'm').test(f.text)).map((l) => `${f.path} has no ${l}`),
    );
}

/** Analyses that a list does not name. */
export function listFaults(folders: readonly string[], list: SourceFile): string[] {
  return folders
    .filter(
      (name) => !list.imports.some((i) => i.to === `src/analyses/${name}` || i.to.startsWith(`src/analyses/${name}/`)),
    )
    .map((name) => `${list.path} does not list ${name}`);
}

// A path of somebody's machine, put together so that this file does not hold one.
const machinePath = new RegExp(`(["'\`\\s(=])(/(home|root|Users|work|tmp/\\w)/?[\\w.-]*/|[A-Z]:\\\\\\\\)`);

/** Paths that exist on one machine only. */
export function absolutePathFaults(files: readonly { readonly path: string; readonly text: string }[]): string[] {
  return files.flatMap((f) =>
    f.text
      .split('\n')
      .flatMap((line, i) =>
        machinePath.test(line) ? [`${f.path}:${i + 1} holds a path of one machine: ${line.trim()}`] : [],
      ),
  );
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Versions that are not pinned. */
export function pinFaults(manifest: Manifest): string[] {
  return Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, version]) => !/^(?:npm:[\w./@-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name} is ${version}, not one version`);
}

/** Dependencies without a row in docs/dependencies.md, and rows without a dependency. */
export function dependencyListFaults(manifest: Manifest, list: string): string[] {
  const wanted = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const listed = [...list.matchAll(/^\| `([^`]+)`\s+\|/gm)].map((m) => m[1] ?? '');
  return [
    ...wanted.filter((name) => !listed.includes(name)).map((name) => `${name} is not in the list`),
    ...listed.filter((name) => !wanted.includes(name)).map((name) => `${name} is listed but not used`),
  ];
}

/** Where the lock file names a host. */
export function lockFaults(lock: string): string[] {
  return [...lock.matchAll(/^\s*"resolved": .*$/gm)].map((m) => m[0].trim());
}
