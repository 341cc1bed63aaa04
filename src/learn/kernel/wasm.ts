import { KERNEL } from './bytes';
import type { Kernel } from './kernel';

/** What is used of WebAssembly; Node's types do not declare it. */
interface Api {
  readonly Memory: new (size: { readonly initial: number }) => Memory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
type Functions = Pick<Kernel, 'histogram' | 'subtract' | 'scan' | 'partition'>;

const PAGE = 65_536;

/** A larger memory is not kept for the next fit. */
const MOST_KEPT = 512 * 2 ** 20;

/** Compiled once; null where there is no WebAssembly or no SIMD. */
let module: object | null | undefined;

/** The memory of the last fit that is done with: each one takes gigabytes of addresses, which run out. */
let kept: Memory | null = null;

/**
 * The kernel in WebAssembly (128-bit SIMD), on memory of its own (zeroed). Null where the engine cannot run it.
 * Its inlined bytes need `wasm-unsafe-eval`, nothing else.
 * @throws RangeError when there is not so much memory
 */
export function wasmKernel(bytes: number): Kernel | null {
  const api = webAssembly();
  if (api === null || module === null) return null;
  try {
    module ??= new api.Module(Uint8Array.from(atob(KERNEL), (c) => c.charCodeAt(0)));
  } catch (error) {
    // No SIMD, or a policy without wasm-unsafe-eval: TypeScript does the same, only slower.
    console.warn('the kernel of tree learning runs as JavaScript', error);
    module = null;
    return null;
  }
  const memory = roomFor(api, bytes);
  const { exports } = new api.Instance(module, { env: { memory } });
  // Typed by the source that it is compiled from.
  const { histogram, subtract, scan, partition } = exports as Functions;
  return {
    buffer: memory.buffer,
    histogram,
    subtract,
    scan,
    partition,
    release() {
      if (memory.buffer.byteLength <= MOST_KEPT) kept = memory;
    },
  };
}

/** The kept memory, grown and zeroed, or a new one. */
function roomFor({ Memory }: Api, bytes: number): Memory {
  const pages = Math.ceil(bytes / PAGE);
  const memory = kept;
  kept = null;
  if (memory === null) return new Memory({ initial: pages });
  const more = pages - memory.buffer.byteLength / PAGE;
  if (more > 0) memory.grow(more);
  new Uint8Array(memory.buffer, 0, bytes).fill(0);
  return memory;
}

function webAssembly(): Api | null {
  return (globalThis as { readonly WebAssembly?: Api }).WebAssembly ?? null;
}
