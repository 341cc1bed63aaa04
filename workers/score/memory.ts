/** The most pages (64 KiB) onnxruntime may take: 1 GiB. A model that wants more fails; the page is not touched. */
export const MAX_PAGES = 16_384;

/**
 * Caps every memory that WebAssembly makes from now on. To be called before onnxruntime starts, in a worker
 * of its own: onnxruntime itself asks for up to 4 GiB.
 */
export function capMemory(pages: number = MAX_PAGES): void {
  const Uncapped = WebAssembly.Memory;
  WebAssembly.Memory = class extends Uncapped {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super({ ...descriptor, maximum: Math.min(descriptor.maximum ?? pages, pages) });
    }
  };
}
