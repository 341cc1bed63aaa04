interface Policy {
  createScriptURL(url: string): string;
}
interface Policies {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy;
}

/**
 * Lets a script URL through where the page's policy demands Trusted Types: the policy `app-worker` of the
 * Content-Security-Policy passes URLs of our own origin only. Elsewhere the same check, without a policy.
 */
const policy: Policy = makePolicy();

function makePolicy(): Policy {
  const rules = { createScriptURL: ownOrigin };
  const trusted = 'trustedTypes' in self ? (self.trustedTypes as Policies) : null;
  return trusted === null ? rules : trusted.createPolicy('app-worker', rules);
}

function ownOrigin(url: string): string {
  const { href, origin } = new URL(url, self.location.href);
  if (origin !== self.location.origin) throw new TypeError(`a worker of another origin is refused: ${origin}`);
  return href;
}

/** @throws TypeError when the URL is of another origin */
export function trustedScript(url: string): string {
  return policy.createScriptURL(url);
}
