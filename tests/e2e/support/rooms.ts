import { expect } from 'vitest';
import { drop, type OpenPage } from './page';

const LONG = 120_000;

/** Drops files on the page and waits until none is being opened any more. */
export async function openFiles({ page }: OpenPage, files: string | readonly string[]): Promise<void> {
  await drop(page, files);
  await expect.poll(() => page.locator('.opening').count(), { timeout: LONG }).toBe(0);
}

/** Presses "Show what is in it" and waits until every exhibit of the Overview is drawn. */
export async function analyse({ page }: OpenPage): Promise<void> {
  await page.getByRole('button', { name: /Show what is in it|Compute again/ }).click();
  await page.locator('article.exhibit svg').first().waitFor({ timeout: LONG });
  await settled({ page });
}

/** Goes to a room by its link in the rail and waits until its exhibits are drawn. */
export async function goTo({ page }: Pick<OpenPage, 'page'>, room: string): Promise<void> {
  const link = page.getByRole('link', { name: room, exact: true }).first();
  await link.click();
  // The room is drawn, and with it asks for what it shows, before anything is waited for.
  await expect.poll(() => link.getAttribute('aria-current')).toBe('page');
  await settled({ page });
}

/** Waits until nothing on the page is being computed. */
export async function settled({ page }: Pick<OpenPage, 'page'>): Promise<void> {
  await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: LONG }).toBe(0);
}

/** What a chart's marks say, read with the arrow keys as a screen reader does. */
export async function spoken({ page }: Pick<OpenPage, 'page'>, chart: number): Promise<readonly string[]> {
  const stage = page.locator('[role=application]').nth(chart);
  await stage.focus();
  const said: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(i === 0 ? 'Home' : 'ArrowRight');
    const live = (await stage.locator('xpath=..').locator('[aria-live=polite]').textContent()) ?? '';
    if (live === '' || said.includes(live)) break;
    said.push(live);
  }
  return said;
}
