/**
 * Rebuilds the demo data: `npx tsx tools/demo/build.ts [folder]`. Writes all Parquet files and
 * manifest.json (hashes, sizes, and what is known of the data because it was counted while generated).
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { KINDS } from './kinds';
import { generateOrders, ORDERS, ORDERS_TRUTH } from './orders';
import { writeEvents, writeOrders, writeTable } from './parquet';
import { generateShop, SHOP } from './shop';
import {
  ACTIVITY,
  bestAuc,
  generateActivity,
  generateOffers,
  OFFERS,
  type DemoTable,
  type TableOptions,
} from './tables';
import { FUNNEL_STEPS } from './truth';
import { EVENT_NAMES } from './visitor';

/** Where the demo data lives. */
export const DEMO_FOLDER = fileURLToPath(new URL('../../static/demo/', import.meta.url));

/** Writes `shop-events.parquet` into a folder; answers its entry of the manifest. */
export async function buildEvents(folder: string) {
  const path = join(folder, 'shop-events.parquet');
  const { chunks, truth, assortment } = generateShop(SHOP);
  await writeEvents(chunks, assortment, path);
  const { kinds, ordered, independent, gross, refunded, ...counts } = truth;
  return {
    ...(await fingerprint(path)),
    options: SHOP,
    ...counts,
    gross: gross / 100,
    refunded: refunded / 100,
    kinds: Object.fromEntries(KINDS.map((k, i) => [k.name, kinds[i] ?? 0])),
    funnel: {
      steps: FUNNEL_STEPS.map((s) => EVENT_NAMES[s] ?? ''),
      windowDays: 14,
      ordered,
      independent,
    },
  };
}

/** Writes `shop-orders.parquet` into a folder; answers its entry of the manifest. */
export async function buildOrders(folder: string) {
  const path = join(folder, 'shop-orders.parquet');
  const { chunks, truth } = generateOrders(ORDERS);
  await writeOrders(chunks, path);
  const { gross, refunded, ...counts } = truth;
  return {
    ...(await fingerprint(path)),
    options: ORDERS,
    ...counts,
    gross: gross / 100,
    refunded: refunded / 100,
    parameters: { unit: 'week', ...ORDERS_TRUTH },
  };
}

/** Writes a table of customers into a folder; answers its entry of the manifest. */
async function buildTable(path: string, options: TableOptions, table: DemoTable) {
  await writeTable(table, path);
  const { rows, truth } = table;
  return {
    ...(await fingerprint(path)),
    options,
    rows: rows.length,
    yes: truth.filter((t) => t.yes).length,
    bestAuc: Number(bestAuc(truth).toFixed(4)),
  };
}

/** Writes `shop-activity.parquet` into a folder; answers its entry of the manifest. */
export async function buildActivity(folder: string) {
  return buildTable(join(folder, 'shop-activity.parquet'), ACTIVITY, generateActivity(ACTIVITY));
}

/** Writes `phone-offers.parquet` into a folder; answers its entry of the manifest. */
export async function buildOffers(folder: string) {
  return buildTable(join(folder, 'phone-offers.parquet'), OFFERS, generateOffers(OFFERS));
}

async function fingerprint(path: string): Promise<{ sha256: string; bytes: number }> {
  const bytes = await readFile(path);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? DEMO_FOLDER;
  const manifest = {
    'shop-events.parquet': await buildEvents(folder),
    'shop-orders.parquet': await buildOrders(folder),
    'shop-activity.parquet': await buildActivity(folder),
    'phone-offers.parquet': await buildOffers(folder),
  };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(JSON.stringify(manifest, null, 2));
}
