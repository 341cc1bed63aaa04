/** A file of the build. */
export interface ManifestFile {
  /** Relative to the scope, for instance `assets/index-1a2b.js`. */
  readonly path: string;
  readonly hash: string;
  /** Whether the hash is part of the name, so that the browser's cache can be trusted. */
  readonly named: boolean;
  /** Index into the manifest's `headers`. */
  readonly headers: number;
}

/** What the build tells the service worker. */
export interface Manifest {
  /** Hash over all files and headers. */
  readonly version: string;
  readonly files: readonly ManifestFile[];
  /** Sets of headers; the first one is for every path that is no file of the build. */
  readonly headers: readonly (readonly (readonly [name: string, value: string])[])[];
}

/** What answering needs from its surroundings. */
export interface Surroundings {
  readonly manifest: Manifest;
  /** The folder the page lives in, with a slash at its end. */
  readonly scope: URL;
  /** A kept file by its path relative to the scope. */
  readonly find: (path: string) => Promise<Response | undefined>;
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Answers one request of a page: kept files first, with the policy's headers; a network error for
 * everything that would leave the origin or the scope, or is no GET or HEAD.
 */
export async function answer(request: Request, { manifest, scope, find, fetch }: Surroundings): Promise<Response> {
  const url = new URL(request.url);
  const inside = url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
  if (!inside || (request.method !== 'GET' && request.method !== 'HEAD')) return Response.error();
  const path = url.pathname.slice(scope.pathname.length);
  const wanted = path === '' ? 'index.html' : path;
  const file = manifest.files.find((f) => f.path === wanted);
  const kept = await find(wanted);
  return dressed(kept ?? (await reached(request, fetch)), manifest.headers[file?.headers ?? 0] ?? []);
}

/** Without a network a fetch throws; the page gets the network error it would have got without us. */
async function reached(request: Request, fetch: Surroundings['fetch']): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return Response.error();
  }
}

/** The same answer with our headers. One without a body or status (an error, a redirect) stays as it is. */
function dressed(response: Response, headers: Manifest['headers'][number]): Response {
  if (response.type === 'error' || response.type === 'opaqueredirect') return response;
  const all = new Headers(response.headers);
  // The body is already decoded here, so that these two would lie.
  all.delete('Content-Encoding');
  all.delete('Content-Length');
  for (const [name, value] of headers) all.set(name, value);
  const empty = response.status === 204 || response.status === 205 || response.status === 304;
  return new Response(empty ? null : response.body, { status: response.status, headers: all });
}
