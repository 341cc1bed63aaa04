import { buildIfStale, dist } from '../../../tools/build.mjs';
import { serve } from '../../../tools/serve.mjs';

export interface Site {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * The production build (made when it is missing or old), served as `npm start` does.
 * @param options `bare`: by a host that sets no headers; `port`: that one instead of any free one
 */
export async function startSite(options: { readonly bare?: boolean; readonly port?: number } = {}): Promise<Site> {
  await buildIfStale();
  return serve({ root: dist, ...options });
}
