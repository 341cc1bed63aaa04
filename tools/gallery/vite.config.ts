import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** The gallery is for looking at components; it is no part of the product's build. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [svelte()],
  build: { target: 'es2023', outDir: '../../node_modules/.cache/gallery', emptyOutDir: true },
});
