import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demos } from '../../../src/data/demos';
import { proposals } from '../../../src/tasks/propose';
import { fitTemplates, templates } from '../../../src/tasks/templates/templates';
import { DEMO_FOLDER } from '../../../tools/demo/build';
import { openPath, sharedEngine, signal } from '../../data/engines';

const engine = sharedEngine();

test.each(templates.filter((t) => t.reads === 'table').map((t) => [t.id, t.sample] as const))(
  'the template %s fits its sample, %s, by the names of its columns',
  async (id, sample) => {
    const db = await engine();
    const main = await openPath(db, join(DEMO_FOLDER, demos[sample].file), sample);
    const found = await proposals(signal, db, { kind: 'table', main });
    expect(fitTemplates('table', found).get(id)).toMatchObject({ kind: 'fits', proposal: { ready: true } });
    // Nothing else in it looks like an answer.
    expect(found).toHaveLength(1);
  },
);
