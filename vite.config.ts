import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { duckdb } from './tools/vite/duckdb';
import { gzippedWasm } from './tools/vite/gz';
import { kernel } from './tools/vite/kernel';
import { models } from './tools/vite/models';
import { offline } from './tools/vite/offline';
import { onnxruntime } from './tools/vite/onnxruntime';
import { policy } from './tools/vite/policy';
import { startedOnce } from './tools/vite/started-once';

export default defineConfig({
  // The page works in any folder of any host.
  base: './',
  publicDir: 'static',
  // The worker's own three also serve its files in development.
  plugins: [svelte(), onnxruntime(), duckdb(), gzippedWasm(), kernel(), policy(), models(), offline()],
  worker: {
    format: 'es',
    plugins: () => [onnxruntime(), duckdb(), gzippedWasm(), kernel(), startedOnce()],
    rolldownOptions: {
      output: {
        // A folder of their own, so that `_headers` can speak of workers.
        entryFileNames: 'workers/[name]-[hash].js',
        chunkFileNames: 'workers/[name]-[hash].js',
      },
    },
  },
  build: {
    target: 'es2023',
    // The policy allows neither inline scripts nor fonts from data: URLs.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
});
