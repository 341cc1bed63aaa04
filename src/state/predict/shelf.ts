import * as v from 'valibot';
import { specSchema } from '../../learn/pipeline/schema';
import { taskSchema } from '../../tasks/spec';
import { learnerNames } from './settings';

const metrics = [
  'roc-auc',
  'average-precision',
  'log-loss',
  'brier',
  'accuracy',
  'balanced-accuracy',
  'f1',
  'rmse',
  'mae',
  'r2',
] as const;

/** A model as it is kept on the device: with its question, how it did, and what it was made of. */
const keptSchema = v.object({
  format: v.literal(1),
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  name: v.picklist(['constant', ...learnerNames, 'stack', 'segments']),
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Of models with the same title, from 1. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Epoch ms. */
  keptAt: v.number(),
  /** The file it learnt from, and its fingerprint. */
  source: v.strictObject({ file: v.string(), fingerprint: v.string() }),
  task: taskSchema,
  spec: specSchema,
  /** See `pipeline/json`; checked when it is used. */
  fitted: v.string(),
  threshold: v.number(),
  /** The threshold with how it was chosen; null in what was kept before that was told, and where nobody chose. */
  cut: v.optional(
    v.nullable(
      v.strictObject({
        threshold: v.number(),
        rule: v.picklist(['half', 'best-f1', 'profit', 'capacity', 'own']),
        costs: v.strictObject({ gain: v.number(), cost: v.number() }),
        capacity: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
      }),
    ),
    null,
  ),
  seconds: v.number(),
  cv: v.nullable(
    v.strictObject({
      metric: v.picklist(metrics),
      scores: v.array(v.number()),
      mean: v.nullable(v.number()),
      sd: v.nullable(v.number()),
    }),
  ),
  /** What it was judged by, on the rows it was tested on. */
  test: v.nullable(
    v.strictObject({
      value: v.number(),
      low: v.nullable(v.number()),
      high: v.nullable(v.number()),
      baseline: v.nullable(v.number()),
      rows: v.number(),
    }),
  ),
  rows: v.number(),
  /** Columns that it reads. */
  inputs: v.array(v.string()),
});
export type KeptModel = v.InferOutput<typeof keptSchema>;

/** The device keeps nothing: storage is denied, full, or held by another tab. `message` is its own reason. */
export class ShelfError extends Error {
  override readonly name = 'ShelfError';
}

const NAME = 'vitrine-models';
const STORE = 'models';

/**
 * Models kept in this browser, in a database of their own. Nothing is kept unless a person asks for it; what was
 * kept by another version and cannot be read any more is not listed, and stays.
 */
export class Shelf {
  readonly #factory: IDBFactory | null;

  /** @param factory this browser's; null where it has none or denies it */
  constructor(factory: IDBFactory | null) {
    this.#factory = factory;
  }

  /** All that can be read, the latest first. @throws ShelfError */
  async list(): Promise<readonly KeptModel[]> {
    const all = await this.#do('readonly', (store) => store.getAll());
    const read = all.flatMap((one: unknown) => {
      const checked = v.safeParse(keptSchema, one);
      return checked.success ? [checked.output] : [];
    });
    return read.sort((a, b) => b.keptAt - a.keptAt || (a.id < b.id ? -1 : 1));
  }

  /** Keeps a model, in place of one with the same id. @throws ShelfError also where the device is full */
  async keep(model: KeptModel): Promise<void> {
    await this.#do('readwrite', (store) => store.put(model));
  }

  /** Erases a model. @throws ShelfError */
  async erase(id: string): Promise<void> {
    await this.#do('readwrite', (store) => store.delete(id));
  }

  async #do<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    try {
      const database = await this.#open();
      try {
        const transaction = database.transaction(STORE, mode);
        const asked = ask(transaction.objectStore(STORE));
        // Kept is what the device has written, not what was asked of it.
        await new Promise<void>((resolve, reject) => {
          transaction.oncomplete = () => resolve();
          transaction.onerror = () => reject(transaction.error ?? new Error('the transaction failed'));
          transaction.onabort = () => reject(transaction.error ?? new Error('the transaction was aborted'));
        });
        return asked.result;
      } finally {
        database.close();
      }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ShelfError(reason, { cause });
    }
  }

  #open(): Promise<IDBDatabase> {
    const factory = this.#factory;
    if (factory === null) return Promise.reject(new Error('there is no IndexedDB'));
    return new Promise((resolve, reject) => {
      const asked = factory.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error('it could not be opened'));
      asked.onblocked = () => reject(new Error('another tab holds an older one'));
    });
  }
}
