import type { Progress } from '../core/engine';

/** Where progress is written: stderr, or a stand-in. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * One line that says what is being done. On a terminal it is rewritten in place; elsewhere (a log) each
 * new task is one line, without its percentages.
 */
export class ProgressLine {
  readonly #screen: Screen;
  #task = '';
  #shown = '';

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** A callback for one task; `done` null or missing shows no percentage. */
  of(task: string): (progress: Progress) => void {
    return ({ done }) => this.show(task, done);
  }

  /** Shows how far a task is. */
  show(task: string, done: number | null): void {
    if (this.#screen.isTTY !== true) {
      if (task !== this.#task) this.#screen.write(`${task}\n`);
      this.#task = task;
      return;
    }
    const percent = done === null ? '' : ` ${Math.floor(done * 100)} %`;
    const text = `${task}${percent}`.slice(0, Math.max(20, (this.#screen.columns ?? 80) - 1));
    if (text === this.#shown) return;
    this.#shown = text;
    this.#screen.write(`\r\u001b[2K${text}`);
  }

  /** Takes the line away, so that what comes next starts on an empty one. */
  clear(): void {
    if (this.#shown !== '') this.#screen.write('\r\u001b[2K');
    this.#shown = '';
  }
}
