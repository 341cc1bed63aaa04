import type { Action } from './types';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly action: Action | undefined;
}

export interface ToastOptions {
  readonly tone?: Toast['tone'];
  readonly action?: Action;
  /** Stays until dismissed when null; 6 seconds when not said. */
  readonly seconds?: number | null;
}

/** Short notes at the foot of the page, and the page's live region. */
class ToastState {
  #items = $state<readonly Toast[]>([]);
  #spoken = $state('');
  #next = 0;

  get items(): readonly Toast[] {
    return this.#items;
  }
  get spoken(): string {
    return this.#spoken;
  }

  show(text: string, { tone = 'plain', action, seconds = 6 }: ToastOptions = {}): void {
    const id = this.#next++;
    this.#items = [...this.#items.slice(-2), { id, text, tone, action }];
    if (seconds !== null) setTimeout(() => this.dismiss(id), seconds * 1000);
  }

  dismiss(id: number): void {
    this.#items = this.#items.filter((t) => t.id !== id);
  }

  /** Says something to screen readers only: progress, a result that has come. */
  say(text: string): void {
    // A live region speaks on change: the same words twice need one.
    this.#spoken = this.#spoken === text ? `${text}\u00a0` : text;
  }
}

export const toasts = new ToastState();
