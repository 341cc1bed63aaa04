/// <reference lib="webworker" />
/**
 * The service worker, bundled to `sw.js` by tools/vite/offline.ts. It does three things: it keeps the
 * whole page, so that it works without a network; it answers with the headers of `static/_headers`, on
 * hosts that cannot send them too; and it refuses every request to another origin. A new version waits
 * until the page asks for it.
 */
import { answer, type Manifest } from './answer';

declare const self: ServiceWorkerGlobalScope;
/** Written in at build time. */
declare const MANIFEST: Manifest;

const prefix = 'vitrine-';
const cacheName = prefix + MANIFEST.version;
const scope = new URL(self.registration.scope);

self.addEventListener('install', (event) => {
  event.waitUntil(precache());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  if (event.data === 'skip-waiting') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  event.respondWith(answer(event.request, { manifest: MANIFEST, scope, find, fetch: (r) => fetch(r) }));
});

/**
 * Files one after the other, so that the page's own requests are not kept waiting; those that an earlier
 * version or the browser's cache holds are not fetched again. A file that fails ends the installation:
 * half a page offline is worse than none.
 */
async function precache(): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const { path, hash, named } of MANIFEST.files) {
    const url = new URL(path, scope).href;
    const key = keyOf(url, hash);
    if ((await cache.match(key)) !== undefined) continue;
    const kept = (await caches.match(key)) ?? (await fetch(url, { cache: named ? 'default' : 'no-cache' }));
    if (!kept.ok) throw new Error(`${path} answered ${kept.status}`);
    await cache.put(key, kept);
  }
}

/** Forgets earlier versions, unless another tab may still need their files. */
async function takeOver(): Promise<void> {
  await self.clients.claim();
  const tabs = await self.clients.matchAll({ type: 'window' });
  const { installing, waiting } = self.registration;
  // A still newer version may be filling its cache already.
  if (tabs.length > 1 || installing !== null || waiting !== null) return;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && name !== cacheName) await caches.delete(name);
  }
}

/** A file of this version; or one of an earlier version that a tab still asks for, by its hashed name. */
async function find(path: string): Promise<Response | undefined> {
  const url = new URL(path, scope).href;
  const file = MANIFEST.files.find((f) => f.path === path);
  if (file !== undefined) return (await caches.open(cacheName)).match(keyOf(url, file.hash));
  return caches.match(url, { ignoreSearch: true });
}

/** The content's hash is part of the key, so that two versions never mix. */
function keyOf(url: string, hash: string): string {
  return `${url}?${hash}`;
}
