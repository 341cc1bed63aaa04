/** Characters or bytes that are handed to the browser at once: a Blob of them may lie on disk. */
const HANDED = 16 * 1024 * 1024;

/** A file that is being written: at most some megabytes of it are held, the rest is the browser's. */
export class Parts {
  readonly #handed: Blob[] = [];
  #held: (string | Uint8Array<ArrayBuffer>)[] = [];
  #length = 0;

  /** Takes the next part; its memory is the file's from now on. */
  add(part: string | Uint8Array<ArrayBuffer>): void {
    this.#held.push(part);
    this.#length += part.length;
    if (this.#length < HANDED) return;
    this.#handed.push(new Blob(this.#held));
    this.#held = [];
    this.#length = 0;
  }

  /** All of it. @param type media type; none when not said */
  blob(type = ''): Blob {
    return new Blob([...this.#handed, ...this.#held], { type });
  }
}
