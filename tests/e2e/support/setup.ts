import { buildIfStale } from '../../../tools/build.mjs';

/** Before any test: the build that they drive is there, made once for the files that run side by side. */
export default async function setup(): Promise<void> {
  await buildIfStale();
}
