import { SvelteMap } from 'svelte/reactivity';
import type { FetchPage, TableRow, TableSort } from './types';

/** Rows of a long list, fetched in pages as they come into sight. A late page of an older sort is dropped. */
export class Pages {
  readonly size: number;
  readonly #fetch: FetchPage;
  readonly #pages = new SvelteMap<number, readonly TableRow[]>();
  readonly #asked = new Set<number>();
  #sort: TableSort | null = null;
  #token = 0;
  #error = $state<unknown>(null);

  constructor(fetch: FetchPage, size = 200) {
    this.#fetch = fetch;
    this.size = size;
  }

  /** What the last failed page threw, or null. */
  get error(): unknown {
    return this.#error;
  }

  /** Row `index`, or undefined while its page is on the way. */
  row(index: number): TableRow | undefined {
    return this.#pages.get(Math.floor(index / this.size))?.[index % this.size];
  }

  /** Forgets all pages and reads in a new order. */
  sortBy(sort: TableSort | null): void {
    this.#sort = sort;
    this.#token++;
    this.#asked.clear();
    this.#pages.clear();
    this.#error = null;
  }

  /** Asks for the pages of rows `[from, to)` that are not here yet. */
  need(from: number, to: number): void {
    if (to <= from) return;
    for (let page = Math.floor(from / this.size); page <= Math.floor((to - 1) / this.size); page++) {
      if (!this.#asked.has(page)) void this.#load(page);
    }
  }

  async #load(page: number): Promise<void> {
    const token = this.#token;
    this.#asked.add(page);
    try {
      const rows = await this.#fetch(page * this.size, this.size, this.#sort);
      if (token === this.#token) this.#pages.set(page, rows);
    } catch (error) {
      if (token !== this.#token) return;
      // Asked again when it next comes into sight.
      this.#asked.delete(page);
      this.#error = error;
    }
  }
}
