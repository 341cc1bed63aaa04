const NAME = 'vitrine-kept';

/**
 * Who may write what is kept on the device: one tab of this address at a time. The browser gives the lock back when
 * its tab is closed or killed. Where there are no locks (an insecure page, an old browser), every tab has it.
 */
export class DeviceLock {
  #release: (() => void) | null = null;
  readonly #locks: LockManager | undefined;

  constructor(locks: LockManager | undefined) {
    this.#locks = locks;
  }

  get held(): boolean {
    return this.#release !== null;
  }

  /** Takes it if nobody else has it; answers whether this tab has it now. */
  async take(): Promise<boolean> {
    const locks = this.#locks;
    if (this.#release !== null) return true;
    if (locks === undefined) {
      this.#release = () => undefined;
      return true;
    }
    return new Promise((answer, fail) => {
      locks
        .request(NAME, { ifAvailable: true }, (lock) => {
          if (lock === null) {
            answer(false);
            return undefined;
          }
          // Held until it is given back.
          return new Promise<void>((release) => {
            this.#release = release;
            answer(true);
          });
        })
        .catch(fail);
    });
  }

  give(): void {
    this.#release?.();
    this.#release = null;
  }

  /** Answers when the tab that has it gave it back. It is not taken. */
  async free(signal: AbortSignal): Promise<void> {
    await this.#locks?.request(NAME, { signal }, () => undefined);
  }
}
