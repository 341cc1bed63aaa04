import type { OpenPage } from './page';

/** What a journey saw. */
export interface Seen {
  readonly title: string;
  /** The findings of the Overview, as a person reads them. */
  readonly headlines: readonly string[];
}

const exhibits = `({
  headlines: [...document.querySelectorAll('article.exhibit h2')].map((h) => h.textContent.trim()),
  busy: document.querySelector('article.exhibit[aria-busy=true]') !== null,
  drawn: document.querySelectorAll('article.exhibit svg').length,
})`;

/** Exhibits of the sample's Overview: time, its three small charts, the funnel and two of segments. */
const EXHIBITS = 7;

/**
 * The journey through the sample, the same inside and outside a network namespace. The page was opened
 * with `#demo=shop`; ends when every exhibit of the Overview is there (the small charts come last, whenever
 * their log has been read) and has been still for two seconds.
 * @throws Error when that takes longer than `seconds`
 */
export async function walk({ page }: OpenPage, seconds = 120): Promise<Seen> {
  const end = Date.now() + seconds * 1000;
  let before = '';
  let still = 0;
  while (Date.now() < end) {
    const now = await page.evaluate<{ headlines: string[]; busy: boolean; drawn: number }>(exhibits);
    const text = JSON.stringify(now);
    still = text === before && !now.busy && now.drawn > 0 && now.headlines.length >= EXHIBITS ? still + 1 : 0;
    before = text;
    if (still === 8) return { title: await page.title(), headlines: now.headlines };
    await new Promise((done) => setTimeout(done, 250));
  }
  throw new Error(`the sample was not computed within ${seconds} s: ${before}`);
}
