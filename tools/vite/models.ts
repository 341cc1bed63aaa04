import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const folder = fileURLToPath(new URL('../../models', import.meta.url));

/**
 * Puts `models/<task>/model.onnx` and `card.json` into the build under the same names; the development
 * server finds them where they are.
 */
export function models(): Plugin {
  return {
    name: 'vitrine:models',
    apply: 'build',
    generateBundle() {
      for (const task of readdirSync(folder, { withFileTypes: true })) {
        if (!task.isDirectory()) continue;
        for (const name of ['model.onnx', 'card.json']) {
          const path = join(folder, task.name, name);
          if (!existsSync(path)) continue;
          this.emitFile({ type: 'asset', fileName: `models/${task.name}/${name}`, source: readFileSync(path) });
        }
      }
    },
  };
}
