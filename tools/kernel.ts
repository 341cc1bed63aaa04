/** `npx tsx tools/kernel.ts`: compiles the kernel of tree learning and writes it to its module. */
import { writeFileSync } from 'node:fs';
import { bytesFile, bytesModule, compileKernel } from './vite/kernel';

const wasm = await compileKernel();
writeFileSync(bytesFile, bytesModule(wasm));
console.log(`${wasm.length} bytes`);
