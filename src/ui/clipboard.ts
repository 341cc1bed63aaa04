import { locale } from './locale.svelte';
import { toasts } from './toasts.svelte';

/** Copies a text and says so; where the browser forbids it, says that instead. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(locale.words.copied, { tone: 'good', seconds: 3 });
  } catch {
    // Refused by permission or focus: nothing to mend here, the person is told what to do instead.
    toasts.show(locale.words.copyFailed, { tone: 'bad' });
  }
}
