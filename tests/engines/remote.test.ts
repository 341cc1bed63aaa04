import { MessageChannel, type MessagePort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/core/engine';
import { NativeDuckDB, type PathSource } from '../../src/engines/native/duckdb';
import { RemoteEngine, type WorkerLike } from '../../src/engines/remote';
import { sql } from '../../src/sql/sql';
import { databaseService } from '../../workers/database/service';

const signal = new AbortController().signal;
const long = sql`SELECT count(*) FROM range(100000000000) AS r(x) WHERE x % 7 = 3`;

/** A real engine behind a real message channel: everything crosses as it does to a worker. */
describe('the page side of the database worker', () => {
  const ports: MessagePort[] = [];
  const engines: Engine<PathSource>[] = [];
  let started = 0;
  let lost = 0;

  async function bridge(): Promise<{ engine: RemoteEngine; fail: () => void }> {
    const native = await NativeDuckDB.open({ threads: 1 });
    engines.push(native);
    const listeners: (() => void)[] = [];
    const start = (): WorkerLike => {
      started += 1;
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      const none = (): never => {
        throw new Error('no file is opened here');
      };
      const service = databaseService<PathSource>(native, none, none);
      Comlink.expose(service, port2 as never);
      return {
        postMessage: (message, transfer) => port1.postMessage(message, transfer as never),
        addEventListener: (type, listener) => {
          if (type === 'message') port1.addEventListener('message', listener as never);
          else if (type === 'error') listeners.push(listener as never);
        },
        removeEventListener: (_, listener) => port1.removeEventListener('message', listener as never),
        start: () => port1.start(),
        terminate: () => port1.close(),
      };
    };
    const engine = new RemoteEngine(start, () => {
      lost += 1;
    });
    return { engine, fail: () => listeners.forEach((l) => l()) };
  }

  afterEach(async () => {
    for (const port of ports.splice(0)) port.close();
    for (const engine of engines.splice(0)) await engine.close();
    started = 0;
    lost = 0;
  });

  it('starts with the first call, once', async () => {
    const { engine } = await bridge();
    expect(started).toBe(0);
    const [a, b] = await Promise.all([engine.query(signal, sql`SELECT 1.5 AS a`), engine.version(signal)]);
    expect([a.columns[0]?.values[0], b, started]).toEqual([1.5, 'v1.4.3', 1]);
  });

  it('errors keep their code and SQL', async () => {
    const { engine } = await bridge();
    await expect(engine.query(signal, sql`SELEC 1`)).rejects.toMatchObject({ code: 'sql.failed', sql: 'SELEC 1' });
  });

  it('an abort stops the call in the worker and no other', async () => {
    const { engine } = await bridge();
    const controller = new AbortController();
    const running = expect(engine.query(controller.signal, long)).rejects.toMatchObject({ code: 'cancelled' });
    await engine.query(signal, sql`SELECT 1`);
    controller.abort();
    await running;
    expect(lost).toBe(0);
  });

  it('a broken worker fails what waits, and the next call starts another', async () => {
    const { engine, fail } = await bridge();
    const running = expect(engine.query(signal, long)).rejects.toMatchObject({ code: 'engine.lost' });
    await engine.version(signal);
    fail();
    await running;
    expect(lost).toBe(1);
    expect(await engine.version(signal)).toBe('v1.4.3');
    expect(started).toBe(2);
  });

  it('a closed engine stays closed', async () => {
    const { engine } = await bridge();
    await engine.version(signal);
    await engine.close();
    await expect(engine.query(signal, sql`SELECT 1`)).rejects.toMatchObject({ code: 'engine.lost' });
  });
});
