/** How far the page is kept for use without a network. */
export type OfflineState =
  /** No service workers here: an old browser, a private window, a page opened as a file. */
  | 'unsupported'
  /** Being kept; not yet whole. */
  | 'installing'
  /** The page opens without a network. */
  | 'ready'
  /** As `ready`, and a newer version is kept beside this one, waiting for {@link Offline.update}. */
  | 'update-waiting';

/**
 * Keeps the page for use without a network, by the service worker `sw.js`. Nothing is replaced under a
 * person's hands: a new version waits until they ask for it.
 */
export class Offline {
  #state: OfflineState = 'unsupported';
  #registration: ServiceWorkerRegistration | null = null;
  readonly #listeners = new Set<(state: OfflineState) => void>();

  get state(): OfflineState {
    return this.#state;
  }

  /** Calls back on every change from now on; the answer ends that. */
  onChange(listener: (state: OfflineState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Registers the service worker once the page has loaded, so that it is not delayed. Answers when that is
   * done; the state stays `unsupported` where service workers are absent or refused.
   * @param trusted makes the script's address one that the policy accepts (policy `app-worker`)
   */
  async start(trusted: (url: string) => string): Promise<void> {
    if (!('serviceWorker' in navigator) || !window.isSecureContext) return;
    await loaded();
    this.#set('installing');
    try {
      const registration = await navigator.serviceWorker.register(trusted('./sw.js'), { updateViaCache: 'none' });
      this.#registration = registration;
      registration.addEventListener('updatefound', () => this.#follow(registration));
      this.#follow(registration);
    } catch (error) {
      // The page works without it; the state says so.
      console.warn('The page cannot be kept for use without a network.', error);
      this.#set('unsupported');
    }
  }

  /** Changes to the waiting version and opens the page anew. What is open is lost: ask the person first. */
  update(): void {
    const waiting = this.#registration?.waiting;
    if (waiting === undefined || waiting === null) return;
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload(), { once: true });
    waiting.postMessage('skip-waiting');
  }

  #follow(registration: ServiceWorkerRegistration): void {
    registration.installing?.addEventListener('statechange', () => this.#look(registration));
    this.#look(registration);
  }

  #look({ installing, waiting, active }: ServiceWorkerRegistration): void {
    if (waiting !== null && active !== null) this.#set('update-waiting');
    else if (active !== null) this.#set('ready');
    else if (installing !== null || waiting !== null) this.#set('installing');
    // A first installation that failed leaves none of them.
    else this.#set('unsupported');
  }

  #set(state: OfflineState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** Resolves after the load event. */
function loaded(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((done) => window.addEventListener('load', () => done(), { once: true }));
}
