import { INFLATED } from './gz';

/**
 * Runs before DuckDB's own worker script, in its scope.
 *
 * - Other origins are answered 404 inside, whatever asks: the engine looks for extensions on the network
 *   even when told not to, and dies of a blocked request, but not of a file that is not there.
 * - A `.gz` of our own is inflated on its way in.
 * - How far a file has been read is told. DuckDB's own progress needs `eval`, which the policy forbids.
 * - The script prints every error that it also reports; an answered error is nothing to print.
 * - It asks of every file whether it is one of the browser's private ones, also where a browser has none (WebKitGTK):
 *   then nothing is.
 */
export const PRELUDE = `(() => {
'use strict';
const own = (url) => new URL(url, self.location.href).origin === self.location.origin;
${INFLATED}
const fetchOwn = self.fetch.bind(self);
self.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (!own(url)) return new Response(null, { status: 404 });
  const response = await fetchOwn(input, init);
  return new URL(url, self.location.href).pathname.endsWith('.gz') ? inflated(response) : response;
};
self.XMLHttpRequest = class extends XMLHttpRequest {
  #foreign = false;
  open(method, url, ...rest) {
    this.#foreign = !own(url);
    if (!this.#foreign) super.open(method, url, ...rest);
  }
  setRequestHeader(name, value) { if (!this.#foreign) super.setRequestHeader(name, value); }
  overrideMimeType(type) { if (!this.#foreign) super.overrideMimeType(type); }
  send(body) {
    if (!this.#foreign) return super.send(body);
    queueMicrotask(() => { for (const type of ['readystatechange', 'load', 'loadend']) this.dispatchEvent(new Event(type)); });
  }
  get readyState() { return this.#foreign ? 4 : super.readyState; }
  get status() { return this.#foreign ? 404 : super.status; }
  get statusText() { return this.#foreign ? 'Not Found' : super.statusText; }
  get response() { return this.#foreign ? null : super.response; }
  get responseText() { return this.#foreign ? '' : super.responseText; }
  getResponseHeader(name) { return this.#foreign ? null : super.getResponseHeader(name); }
  getAllResponseHeaders() { return this.#foreign ? '' : super.getAllResponseHeaders(); }
};
console.log = () => undefined;
self.FileSystemFileHandle ??= class {};
self.FileSystemSyncAccessHandle ??= class {};
const slice = Blob.prototype.slice;
let told = 0;
Blob.prototype.slice = function (from = 0, to = this.size, type = '') {
  const now = performance.now();
  if (now - told > 50) {
    told = now;
    self.postMessage({ requestId: 0, type: 'PROGRESS_UPDATE', data: { percentage: (100 * to) / this.size } });
  }
  return slice.call(this, from, to, type);
};
})();
`;
