import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const alone = ['tests/e2e/learn-worker.test.ts'];
const browser = {
  globalSetup: 'tests/e2e/support/setup.ts',
  // Three times what the longest takes where two share two cores: a limit for what hangs, not for what is slow.
  testTimeout: 300_000,
  hookTimeout: 180_000,
  // What a page shows after a click comes in its own time, above all on a busy machine.
  expect: { poll: { timeout: 15_000 } },
};

/** `unit` runs in Node in seconds; `e2e` drives the production build in Chromium (see tools/test.mjs). */
export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte()],
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          // Else one core is left idle, which on two cores is half of them.
          maxWorkers: '100%',
          // Modules, and with them what tests/support starts once, are shared by the files of a process.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...browser,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: alone,
          maxWorkers: 2,
        },
      },
      // What is measured by the clock has the machine for itself.
      { test: { ...browser, name: 'e2e-alone', include: alone, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
