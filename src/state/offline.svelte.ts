import type { Offline, OfflineState } from '../engines/offline';

/** Whether the page is kept for use without a network, as state. */
export class OfflineCopy {
  #state = $state<OfflineState>('unsupported');
  readonly #copy: Offline;

  constructor(copy: Offline) {
    this.#copy = copy;
    this.#state = copy.state;
    copy.onChange((state) => (this.#state = state));
  }

  get state(): OfflineState {
    return this.#state;
  }

  /** @param trusted makes a script's address one that the page's policy accepts */
  start(trusted: (url: string) => string): Promise<void> {
    return this.#copy.start(trusted);
  }

  /** Changes to the waiting version; the page opens anew. */
  update(): void {
    this.#copy.update();
  }
}
