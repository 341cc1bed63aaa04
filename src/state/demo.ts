import { VitrineError } from '../core/errors';
import { demos, type Demo } from '../data/demos';

export type { Demo };

/** The sample of that name, or null. */
export function demoNamed(name: string | null): Demo | null {
  return name !== null && Object.hasOwn(demos, name) ? (name as Demo) : null;
}

/** Loads a sample from beside the page. It is one of Vitrine's own files; nothing of the person's is sent. */
export async function fetchDemo(demo: Demo): Promise<{ readonly file: File; readonly currency: string }> {
  const { file, currency } = demos[demo];
  const answer = await fetch(new URL(`demo/${file}`, document.baseURI));
  if (!answer.ok) throw new VitrineError('data.missing', { what: file });
  return { file: new File([await answer.blob()], file, { lastModified: 0 }), currency };
}
