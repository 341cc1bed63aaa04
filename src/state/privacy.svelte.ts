/** A request the page made, or tried to make. */
export interface LoggedRequest {
  readonly url: string;
  /** Milliseconds after the page was opened. */
  readonly at: number;
  /** `own`: a file of Vitrine itself, from the place it is hosted. */
  readonly kind: 'own' | 'outside' | 'blocked';
}

/**
 * Counts what the page asks the network for: resource timings (buffered, so from the first byte on) and
 * what the content security policy blocked. `outside` is the figure of the privacy light; it stays 0.
 */
export class PrivacyLog {
  #log = $state.raw<readonly LoggedRequest[]>([]);
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  get log(): readonly LoggedRequest[] {
    return this.#log;
  }

  /** Requests that left the page's own origin. */
  get outside(): number {
    return this.#log.filter((r) => r.kind === 'outside').length;
  }

  /** Requests that the policy stopped before they left. */
  get blocked(): number {
    return this.#log.filter((r) => r.kind === 'blocked').length;
  }

  /** Starts listening; ends with the page. */
  watch(scope: Window): void {
    new PerformanceObserver((list) => {
      const entries = list
        .getEntries()
        .map((e): LoggedRequest => ({ url: e.name, at: e.startTime, kind: this.#kind(e.name) }));
      this.#log = [...this.#log, ...entries];
    }).observe({ type: 'resource', buffered: true });
    scope.document.addEventListener('securitypolicyviolation', (violation) => {
      const blocked: LoggedRequest = { url: violation.blockedURI, at: performance.now(), kind: 'blocked' };
      this.#log = [...this.#log, blocked];
    });
  }

  #kind(url: string): 'own' | 'outside' {
    // blob: and data: never touch the network; their origin is the page's or opaque.
    if (url.startsWith('data:') || url.startsWith('blob:')) return 'own';
    return new URL(url, this.#origin).origin === this.#origin ? 'own' : 'outside';
  }
}
