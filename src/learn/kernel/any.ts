import type { Kernel } from './kernel';
import { plainKernel } from './plain';
import { wasmKernel } from './wasm';

/** The fastest kernel that runs here. */
export function anyKernel(bytes: number): Kernel {
  return wasmKernel(bytes) ?? plainKernel(bytes);
}
