import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attacks } from '../learn/onnx/attacks';
import { sharedData } from '../support/shared';
import { foreign } from './support/page';
import { analyse, goTo, openFiles } from './support/rooms';
import { stage } from './support/stage';

const retailRocket = sharedData('retailrocket/sample_events.csv');

const on = stage();

test.skipIf(retailRocket === null)(
  'models that mean harm: a clear error each, the page lives, nothing is sent',
  async () => {
    const open = await on.open();
    await openFiles(open, retailRocket ?? '');
    await analyse(open);
    await goTo(open, 'Predict');
    for (const [k, [, bytes]] of attacks.slice(0, 7).entries()) {
      const name = `attack-${k}.onnx`;
      const path = join(on.folder, name);
      writeFileSync(path, bytes);
      await open.page.locator('input[accept=".onnx"]').setInputFiles(path);
      const error = open.page.getByText(new RegExp(`${name}” is (refused|not an ONNX model)`)).first();
      await error.waitFor({ timeout: 30_000 });
    }
    expect(await open.page.evaluate('1 + 1')).toBe(2);
    await open.page.getByText('trained on demo data').first().waitFor();
    expect(foreign(open, on.site.url)).toEqual([]);
    expect(open.errors).toEqual([]);
    await open.close();
  },
);
