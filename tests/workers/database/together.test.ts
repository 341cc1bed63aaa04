import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLocked } from '../../../workers/database/boot';
import { ask, pack, together, type Call } from '../../../workers/database/call';
import { ipcFromFrame } from '../../../workers/database/arrow';
import { Session } from '../../../workers/database/session';
import { startWasm } from '../../../src/engines/native/wasm';
import { numberFrame } from '../../../src/core/frames';
import { countAt, texts } from '../../../src/core/frame';
import { sql } from '../../../src/sql/sql';

let session: Session;
let call: Call;

beforeAll(async () => {
  const database = await startWasm();
  await openLocked(database, null);
  session = new Session(database);
  call = { session, connection: await session.connect(), aborted: new AbortController().signal };
});
afterAll(() => session.end('it was closed'));

const rows = (a: readonly number[]): Uint8Array => ipcFromFrame(numberFrame({ a }), 0, a.length);
const wider = (): Uint8Array => ipcFromFrame(numberFrame({ a: [1], b: [2] }), 0, 1);
const tables = async (): Promise<readonly (string | null)[]> =>
  texts(await ask(call, sql`SELECT table_name FROM duckdb_tables() ORDER BY table_name`), 'table_name');

it('an insert that fails takes back what came in before it, and the connection goes on', async () => {
  const failing = together(call, async () => {
    await session.insert(call.connection, 'half', rows([1, 2, 3]), true);
    await session.insert(call.connection, 'half', wider(), false);
  });
  await expect(failing).rejects.toThrow(/column/i);
  expect(await tables()).toEqual([]);

  await together(call, () => session.insert(call.connection, 'whole', rows([1, 2, 3]), true));
  expect(await tables()).toEqual(['whole']);
});

it('what stood before a pause is kept and can be packed, what came after it is not', async () => {
  const failing = together(call, async (between) => {
    await session.insert(call.connection, 'paused', rows([1, 2, 3]), true);
    await between(() => pack(call, 'paused_pack'));
    await session.insert(call.connection, 'paused', rows([4, 5]), false);
    await session.insert(call.connection, 'paused', wider(), false);
  });
  await expect(failing).rejects.toThrow(/column/i);
  expect(countAt(await ask(call, sql`SELECT count(*) AS n FROM paused`), 'n')).toBe(3);
});

it('one that was stopped takes back what came in', async () => {
  const stop = new AbortController();
  const stopped = together({ ...call, aborted: stop.signal }, async () => {
    await session.insert(call.connection, 'stopped', rows([1]), true);
    stop.abort();
    await ask({ ...call, aborted: stop.signal }, sql`SELECT count(*) FROM stopped`);
  });
  await expect(stopped).rejects.toThrow(/abort/i);
  expect(await tables()).not.toContain('stopped');
});
