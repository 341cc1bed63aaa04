import { sha256 } from './seal';

/**
 * A checksum over bytes that come in pieces: the SHA-256 of the pieces' own SHA-256. The browser hashes a piece at a
 * gigabyte a second, and offers no hash that goes on from piece to piece. The same bytes in other pieces give another sum.
 */
export class Checksum {
  readonly #parts: string[] = [];

  async add(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#parts.push(await sha256(piece));
  }

  /** 64 hexadecimal digits. */
  sum(): Promise<string> {
    return sha256(new TextEncoder().encode(this.#parts.join('')));
  }
}
