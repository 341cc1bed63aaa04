import type { OpenPage } from './page';

/** What a journey saw. */
export interface Seen {
  readonly title: string;
}

/**
 * The journey of a person through the page, the same inside and outside a network namespace.
 * @param files to drop, one after the other
 */
export async function walk({ page }: OpenPage, files: readonly string[]): Promise<Seen> {
  if (files.length > 0) throw new Error('dropping files is not part of the journey yet');
  return { title: await page.title() };
}
