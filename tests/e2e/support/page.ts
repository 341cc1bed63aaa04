import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type ConsoleMessage, type Page } from 'playwright-core';
import { findChromium } from '../../../tools/browser.mjs';
import { root } from '../../../tools/install.mjs';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts Chromium. @throws Error when there is none; `npm test` installs it */
export async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('There is no Chromium; `npm test` installs it.');
  return chromium.launch({ executablePath, args: flags });
}

export interface OpenOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
  readonly locale?: 'en-GB' | 'ru-RU';
  readonly reducedMotion?: boolean;
  /** Whether the page may keep itself for use without a network; in most tests that is work for nothing. */
  readonly offline?: boolean;
}

/** A page with everything about it written down. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Every request of the page, its workers and its service worker, in order. */
  readonly requests: readonly { readonly url: string; readonly origin: string }[];
  /** `console.error` and uncaught errors. */
  readonly errors: readonly string[];
  /** What the policy blocked in the document: `directive url`. */
  violations(): Promise<readonly string[]>;
  /** Tasks that kept the main thread for more than 50 ms: start and length in ms. */
  longTasks(): Promise<readonly { readonly start: number; readonly duration: number }[]>;
  /** Writes shots/<name>.png. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
}

// Runs in the page before its own scripts.
const witness = `
  globalThis.witness = { violations: [], longTasks: [] };
  addEventListener('securitypolicyviolation', (v) =>
    witness.violations.push(v.effectiveDirective + ' ' + v.blockedURI), true);
  new PerformanceObserver((list) => {
    for (const t of list.getEntries()) witness.longTasks.push({ start: t.startTime, duration: t.duration });
  }).observe({ type: 'longtask', buffered: true });
`;

/** Opens a page in a context of its own: nothing is kept from one to the next. */
export async function openPage(browser: Browser, url: string, options: OpenOptions = {}): Promise<OpenPage> {
  const {
    viewport = { width: 1280, height: 800 },
    theme = 'light',
    locale = 'en-GB',
    reducedMotion = true,
    offline = false,
  } = options;
  const context = await browser.newContext({
    viewport,
    locale,
    colorScheme: theme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    serviceWorkers: offline ? 'allow' : 'block',
  });
  await context.addInitScript({ content: witness });
  const page = await context.newPage();
  const requests: { url: string; origin: string }[] = [];
  const errors: string[] = [];
  context.on('request', (r) => requests.push({ url: r.url(), origin: new URL(r.url()).origin }));
  page.on('console', (m) => {
    if (m.type() === 'error') errors.push(line(m));
  });
  page.on('pageerror', (e) => errors.push(String(e)));
  await page.goto(url);
  return {
    page,
    context,
    requests,
    errors,
    violations: () => page.evaluate<string[]>('witness.violations'),
    longTasks: () => page.evaluate<{ start: number; duration: number }[]>('witness.longTasks'),
    shot: async (name) => {
      const folder = join(root, 'shots');
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    close: () => context.close(),
  };
}

/** Gives files to the page as a person does who drops or picks them. */
export async function drop(page: Page, files: string | readonly string[]): Promise<void> {
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(typeof files === 'string' ? files : [...files]);
}

/** Waits until the service worker has kept the whole page. */
export async function keptOffline(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
}

/** Waits until the page, its workers and what it loads ahead have asked for nothing for a second. */
export async function quiet({ page, requests }: Pick<OpenPage, 'page' | 'requests'>): Promise<void> {
  for (let before = -1; before !== requests.length;) {
    before = requests.length;
    await page.waitForTimeout(1000);
  }
}

/** Requests that went to another origin than the page's; blob: and data: never reach a network. */
export function foreign(open: Pick<OpenPage, 'requests'>, site: string): readonly string[] {
  const own = new URL(site).origin;
  return open.requests.filter((r) => r.origin !== own && /^(https?|wss?):/.test(r.url)).map((r) => r.url);
}

function line(message: ConsoleMessage): string {
  const { url, lineNumber } = message.location();
  return `${message.text()} (${url}:${lineNumber})`;
}
