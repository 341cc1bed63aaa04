import type { Plugin } from 'vite';

const OWN_WASM = /new URL\("ort-wasm-simd-threaded\.wasm",\s*import\.meta\.url\)/g;

/**
 * Keeps onnxruntime's WebAssembly from being shipped a second time, unpacked: the score worker hands the
 * bytes over (`virtual:gz/…`), so the addresses at which the library would look for it are never used.
 */
export function onnxruntime(): Plugin {
  return {
    name: 'vitrine:onnxruntime',
    enforce: 'pre',
    transform(code, id) {
      if (!/ort\.wasm\.bundle\.min\.mjs(\?|$)/.test(id)) return null;
      const places = code.match(OWN_WASM)?.length ?? 0;
      if (places !== 2) throw new Error(`onnxruntime-web: ${places} addresses of its wasm, 2 expected`);
      return { code: code.replace(OWN_WASM, '({ href: "supplied" })'), map: null };
    },
  };
}
