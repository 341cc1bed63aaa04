import { VitrineError } from '../core/errors';
import type { Demo } from '../core/demos';
import { demos } from '../data/demos';

/** Loads a sample from beside the page. It is one of Vitrine's own files; nothing of the person's is sent. */
export async function fetchDemo(demo: Demo): Promise<{ readonly file: File; readonly currency: string }> {
  const { file, currency } = demos[demo];
  const answer = await fetch(new URL(`demo/${file}`, document.baseURI));
  if (!answer.ok) throw new VitrineError('data.missing', { what: file });
  return { file: new File([await answer.blob()], file, { lastModified: 0 }), currency };
}
