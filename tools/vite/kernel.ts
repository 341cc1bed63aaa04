import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const folder = fileURLToPath(new URL('../../src/learn/kernel', import.meta.url));

/** The module that holds the compiled kernel. */
export const bytesFile = join(folder, 'bytes.ts');

let compiled: Promise<Uint8Array> | null = null;

/**
 * Compiles `src/learn/kernel/assembly/kernel.ts` with AssemblyScript (once per process, seconds).
 * @throws Error with the compiler's messages
 */
export function compileKernel(): Promise<Uint8Array> {
  return (compiled ??= compile().catch((error: unknown) => {
    compiled = null;
    throw error;
  }));
}

async function compile(): Promise<Uint8Array> {
  const { main } = await import('assemblyscript/asc');
  let wasm: Uint8Array | null = null;
  const { error, stderr } = await main(
    [
      'kernel.ts',
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--converge',
      '--noAssert',
      '--runtime',
      'stub',
      '--importMemory',
      '--enable',
      'simd',
    ],
    {
      readFile: (name) => (name === 'kernel.ts' ? readFileSync(join(folder, 'assembly', name), 'utf8') : null),
      writeFile: (name: string, contents: Uint8Array | string) => {
        if (name === 'kernel.wasm' && typeof contents !== 'string') wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error !== null) throw new Error(`the kernel does not compile: ${stderr.toString()}`, { cause: error });
  if (wasm === null) throw new Error('the compiler wrote no kernel');
  return wasm;
}

/** The text of {@link bytesFile} for a compiled kernel. */
export function bytesModule(wasm: Uint8Array): string {
  const lines =
    Buffer.from(wasm)
      .toString('base64')
      .match(/.{1,110}/g) ?? [];
  return [
    '/* Made by `npx tsx tools/kernel.ts` from assembly/kernel.ts; the build makes it anew, a test compares. */',
    '',
    '/** The compiled kernel, base64. */',
    'export const KERNEL =',
    ...lines.map((line, i) => `  '${line}'${i === lines.length - 1 ? ';' : ' +'}`),
    '',
  ].join('\n');
}

/** Ships the kernel as it compiles now, inlined: the policy lets no worker fetch it from elsewhere. */
export function kernel(): Plugin {
  return {
    name: 'vitrine:kernel',
    apply: 'build',
    async transform(_code, id) {
      if (id.split('?')[0] !== bytesFile.replaceAll('\\', '/')) return null;
      return { code: bytesModule(await compileKernel()), map: null };
    },
  };
}
