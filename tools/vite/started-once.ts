import type { Plugin } from 'vite';

/**
 * For the bundles of workers: what a worker loads later never imports the script that the worker was started with. WebKit
 * does not know that one again and runs it a second time; the first that it meets there is a policy that already exists.
 * Where parts are shared, the script becomes a line that imports them.
 */
export function startedOnce(): Plugin {
  return {
    name: 'vitrine:started-once',
    // Vite sets it to false behind the configuration.
    options: (options) => ({ ...options, preserveEntrySignatures: 'strict' }),
  };
}
