import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { headersFor, parseHeaders } from '../headers.mjs';

const file = new URL('../../static/_headers', import.meta.url);

/** Directives that a `<meta>` policy cannot hold. */
const headerOnly = ['frame-ancestors', 'sandbox', 'report-uri', 'report-to'];

/**
 * One source for the policy, `static/_headers`: the built page holds it as `<meta>` too, so that a host
 * without headers is strict from the first load (workers are bound from the second on, by the service
 * worker), and `vite preview` sends the headers. The development server sends only those which hot
 * reloading lives with; it is not what is tested.
 */
export function policy(): Plugin {
  const rules = () => parseHeaders(readFileSync(file, 'utf8'));
  return {
    name: 'vitrine:policy',
    transformIndexHtml: {
      order: 'post',
      handler: (html, context) => {
        if (context.server !== undefined) return html;
        const content = metaPolicy(Object.fromEntries(headersFor(rules(), '/'))['Content-Security-Policy'] ?? '');
        // Behind the character set, which has to stand in the first kilobyte.
        return html.replace(
          /<meta charset="?utf-8"?\s*\/?>/i,
          (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${content}" />`,
        );
      },
    },
    configureServer(server) {
      server.middlewares.use((_request, response, next) => {
        for (const [name, value] of headersFor(rules(), '/')) {
          if (!['content-security-policy', 'connection-allowlist'].includes(name.toLowerCase())) {
            response.setHeader(name, value);
          }
        }
        next();
      });
    },
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        for (const [name, value] of headersFor(rules(), request.url ?? '/')) response.setHeader(name, value);
        next();
      });
    },
  };
}

/** The policy without the directives that are only heard in a header. */
export function metaPolicy(csp: string): string {
  return csp
    .split(';')
    .map((d) => d.trim())
    .filter((d) => d !== '' && !headerOnly.includes(d.split(' ', 1)[0] ?? ''))
    .join('; ');
}
