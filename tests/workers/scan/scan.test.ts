import { describe, expect, test } from 'vitest';
import type { HeldRows } from '../../../src/core/analysis';
import { VitrineError } from '../../../src/core/errors';
import { numbers, type Frame } from '../../../src/core/frame';
import { numberFrame } from '../../../src/core/frames';
import type { ScanSpec } from '../../../src/sql/funnel/scan';
import { NodeScanner } from '../../../src/engines/native/scanner';
import { RemoteScanner, type ScanWorker } from '../../../src/engines/scanner';
import type { ScanAnswer } from '../../../workers/scan/contract';
import { ScanHandler } from '../../../workers/scan/handle';

/** The worker's own handler behind the bridge's protocol, in this thread. */
function local(ended: () => void = () => undefined): ScanWorker {
  const handler = new ScanHandler();
  const worker: ScanWorker = {
    onmessage: null,
    onerror: null,
    terminate: ended,
    postMessage(request, transfer) {
      // As between real threads: what is transferred is gone on the sender's side.
      const arrived = structuredClone(request, { transfer });
      setTimeout(() => {
        handler.handle(arrived, (data: ScanAnswer, moved) => {
          const heard = worker.onmessage as ((event: { readonly data: ScanAnswer }) => unknown) | null;
          heard?.({ data: structuredClone(data, { transfer: moved }) });
        });
      });
    },
  };
  return worker;
}

/** Three customers: event 0 then 1 in a second, 0 alone, 1 alone. */
const rows = (): Frame =>
  numberFrame({ customer: [3, 3, 5, 9], what: [1000 * 1024, 2000 * 1024 + 2, 1000 * 1024, 1000 * 1024 + 2] });
const spec: ScanSpec = {
  masks: [1, 1, 2, 2],
  tested: [],
  gap: null,
  steps: 2,
  bits: 2,
  required: [0, 1],
  alike: [
    { first: 0, nth: 0 },
    { first: 1, nth: 0 },
  ],
  watches: [],
  optional: [],
  until: [],
  order: 'ordered',
  shared: false,
  window: 1000,
  from: null,
  to: null,
  asOf: 3000,
  figures: false,
};
const params = JSON.parse(JSON.stringify(spec)) as never;
const going = () => new AbortController().signal;

describe('scans off the main thread', () => {
  test.each([
    ['remote', () => new RemoteScanner(local)],
    ['in process', () => new NodeScanner()],
  ])('%s: rows are asked for once, whatever is scanned for', async (_, make) => {
    const scanner = make();
    let asked = 0;
    const ask = (): Promise<Frame> => {
      asked++;
      return Promise.resolve(rows());
    };
    const first = await scanner.scan(going(), [{ key: 'a', as: 'log', ask }], 'funnel', params);
    expect(numbers(first['own'] ?? rows(), 'depth')).toEqual(Float64Array.of(2, 1));
    const wider = { ...spec, window: 999 };
    const again = await scanner.scan(
      going(),
      [{ key: 'a', as: 'log', ask }],
      'funnel',
      JSON.parse(JSON.stringify(wider)) as never,
    );
    expect(numbers(again['own'] ?? rows(), 'depth')).toEqual(Float64Array.of(1, 1));
    expect(asked).toBe(1);
    // Two logs are kept; with a third the one used longest ago is let go, and asked for again.
    for (const key of ['b', 'c', 'a']) await scanner.scan(going(), [{ key, as: 'log', ask }], 'funnel', params);
    expect(asked).toBe(4);
  });

  test.each([
    ['remote', () => new RemoteScanner(local)],
    ['in process', () => new NodeScanner()],
  ])('%s: what is read beside a log is asked for once and kept beside it', async (_, make) => {
    const scanner = make();
    const asked: string[] = [];
    const held = (key: string, as: HeldRows['as'], frame: () => Frame): HeldRows => ({
      key,
      as,
      ask: () => {
        asked.push(key);
        return Promise.resolve(frame());
      },
    });
    const all = [
      held('log', 'log', rows),
      held('places', 'places', () => numberFrame({ place: [40, 2, 3, 1] })),
      held('some', 'rows', () => numberFrame({ place: [2, 40] })),
      held('money', 'money', () => numberFrame({ customer: [3, 5], time: [2000, 1000], amount: [5, 7] })),
    ];
    // Starts are rows of event 0 that are in the set; returns are all.
    const retention = JSON.parse(
      JSON.stringify({
        activities: { bits: [3, 3, 2, 2], others: [2, 2], tested: [{ bit: 1, set: 0 }] },
        recurring: false,
        size: 'day',
        changes: [{ at: 0, offset: 0 }],
        length: null,
        periods: 1,
      }),
    ) as never;
    for (let i = 0; i < 2; i++) {
      const { cohorts, cells } = await scanner.scan(going(), all, 'retention', retention);
      expect(numbers(cohorts ?? rows(), 'customers')).toEqual(Float64Array.of(1));
      expect(numbers(cells ?? rows(), 'revenue')).toEqual(Float64Array.of(5));
    }
    expect(asked).toEqual(['log', 'places', 'some', 'money']);
  });

  test('two analyses at once ask for their rows once', async () => {
    const scanner = new RemoteScanner(local);
    let asked = 0;
    const ask = async (): Promise<Frame> => {
      asked++;
      await new Promise((done) => setTimeout(done, 10));
      return rows();
    };
    const both = [1, 2].map(() => scanner.scan(going(), [{ key: 'a', as: 'log', ask }], 'funnel', params));
    expect((await Promise.all(both)).length).toBe(2);
    expect(asked).toBe(1);
  });

  test('an aborted scan ends as cancelled, and another that waited for its rows asks itself', async () => {
    const scanner = new RemoteScanner(local);
    const stop = new AbortController();
    const stopped = scanner.scan(
      stop.signal,
      [{ key: 'a', as: 'log', ask: () => Promise.reject(new VitrineError('cancelled', {})) }],
      'funnel',
      params,
    );
    const other = scanner.scan(
      going(),
      [{ key: 'a', as: 'log', ask: () => Promise.resolve(rows()) }],
      'funnel',
      params,
    );
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect(Object.keys(await other)).toContain('own');
    stop.abort();
    await expect(
      scanner.scan(stop.signal, [{ key: 'a', as: 'log', ask: () => Promise.resolve(rows()) }], 'funnel', params),
    ).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('a worker that breaks fails what waits, and the next scan starts another', async () => {
    let started = 0;
    let ended = 0;
    const scanner = new RemoteScanner(() => {
      const worker = local(() => ended++);
      if (++started > 1) return worker;
      const broken: ScanWorker = { ...worker, postMessage: () => undefined };
      setTimeout(() => {
        const failed = broken.onerror as ((event: { readonly message: string }) => unknown) | null;
        failed?.({ message: 'out of memory' });
      });
      return broken;
    });
    const ask = () => Promise.resolve(rows());
    await expect(scanner.scan(going(), [{ key: 'a', as: 'log', ask }], 'funnel', params)).rejects.toMatchObject({
      code: 'internal',
    });
    expect(Object.keys(await scanner.scan(going(), [{ key: 'a', as: 'log', ask }], 'funnel', params))).toContain('own');
    expect([started, ended]).toEqual([2, 1]);
  });

  test('rows out of order without a place are refused, for a scan of them would be wrong', async () => {
    const scanner = new RemoteScanner(local);
    const ask = () => Promise.resolve(numberFrame({ customer: [5, 3], what: [0, 0] }));
    await expect(scanner.scan(going(), [{ key: 'a', as: 'log', ask }], 'funnel', params)).rejects.toMatchObject({
      code: 'internal',
    });
  });
});
