interface Policy {
  createScriptURL(url: string): string;
}
interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy;
}

let policy: Policy | null = null;

/**
 * Starts a module worker of our own origin. Where the page's Content-Security-Policy demands Trusted
 * Types, the URL passes through its policy `app-worker`.
 * @param url as Vite gives it: `import url from '….worker.ts?worker&url'`
 * @throws TypeError when the URL is of another origin
 */
export function appWorker(url: string, name: string): Worker {
  return new Worker(trustedScript(url), { type: 'module', name });
}

/** A script's address as the page's policy accepts it. Throws TypeError when it is of another origin. */
export function trustedScript(url: string): string {
  policy ??= makePolicy();
  return policy.createScriptURL(url);
}

function makePolicy(): Policy {
  const rules = { createScriptURL: ownOrigin };
  const trusted = 'trustedTypes' in self ? (self.trustedTypes as Policies) : null;
  return trusted === null ? rules : trusted.createPolicy('app-worker', rules);
}

function ownOrigin(url: string): string {
  const { href, origin } = new URL(url, document.baseURI);
  if (origin !== location.origin) throw new TypeError(`a worker of another origin is refused: ${origin}`);
  return href;
}
