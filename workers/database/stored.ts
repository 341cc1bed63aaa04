import { RecordBatchFileWriter, tableFromIPC, tableToIPC, type RecordBatch } from 'apache-arrow';
import type { RecordBatch as ParquetBatch } from 'parquet-wasm/esm';
import { Parts } from '../../src/data/export/parts';
import { concatenated, END_OF_STREAM } from './arrow';
import type { ParquetModule } from './parquet';
import type { OnRows } from './written';

/*
 * Files in the types of the table, written while its rows come: each is given the parts of an Arrow IPC stream, the
 * schema first and then batch by batch. Nothing is held whole, and between two parts a stop is heard.
 */

export const ARROW_FILE = 'application/vnd.apache.arrow.file';
const PARQUET_FILE = 'application/vnd.apache.parquet';

/** Rows of a row group, by which readers skip and fetch: DuckDB's own number. */
const GROUP_ROWS = 122_880;
/** Bytes that are handed to the Parquet writer at once. */
const HANDED = 4 * 1024 * 1024;

/** An Arrow IPC file, which other programs open; types and values stay as they are. */
export async function arrowFile(parts: AsyncIterable<Uint8Array>, onRows: OnRows): Promise<Blob> {
  const rest = parts[Symbol.asyncIterator]();
  const schema = await schemaOf(rest);
  const batches = (async function* () {
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield* tableFromIPC(concatenated([schema, next.value])).batches;
    }
  })();
  const first = await batches.next();
  // Of no rows the writer makes nothing.
  if (first.done === true) {
    const none = tableFromIPC(concatenated([schema, END_OF_STREAM]));
    return new Blob([owned(tableToIPC(none, 'file'))], { type: ARROW_FILE });
  }
  const writer = new RecordBatchFileWriter();
  const file = new Parts();
  const taken = (async () => {
    for await (const bytes of writer) file.add(owned(bytes));
  })();
  // Its failure is that of the writing, which is told below.
  taken.catch(() => undefined);
  for (let next: IteratorResult<RecordBatch, void> = first; next.done !== true; next = await batches.next()) {
    writer.write(next.value);
    onRows(next.value.numRows);
  }
  writer.close();
  await taken;
  return file.blob(ARROW_FILE);
}

/** A Parquet file (Snappy); numbers, decimals and dates keep their types. */
export async function parquetFile(
  module: ParquetModule,
  parts: AsyncIterable<Uint8Array>,
  onRows: OnRows,
): Promise<Blob> {
  const rest = parts[Symbol.asyncIterator]();
  const schema = await schemaOf(rest);
  const batches = batchesOf(module, schema, rest);
  let next = await batches.next();
  // Of no rows the writer makes nothing out of a stream.
  if (next.done === true) {
    const none = module.Table.fromIPCStream(concatenated([schema, END_OF_STREAM]));
    return new Blob([owned(module.writeParquet(none))], { type: PARQUET_FILE });
  }
  // The writer takes a failure for the end, and half a table would pass for the whole: so it is told here.
  const failures: unknown[] = [];
  const source = new ReadableStream<ParquetBatch>(
    {
      async pull(stream) {
        if (next.done === true) return stream.close();
        const { numRows } = next.value;
        stream.enqueue(next.value);
        onRows(numRows);
        try {
          next = await batches.next();
        } catch (error) {
          failures.push(error);
          stream.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  const how = new module.WriterPropertiesBuilder()
    .setCompression(module.Compression.SNAPPY)
    .setMaxRowGroupSize(GROUP_ROWS)
    .build();
  const file = new Parts();
  const written: ReadableStream<Uint8Array> = await module.transformParquetStream(source, how);
  const reader = written.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    file.add(owned(value));
  }
  if (failures.length > 0) throw failures[0];
  return file.blob(PARQUET_FILE);
}

/** Batches of the Parquet writer's own, some megabytes at a time. */
async function* batchesOf(
  module: ParquetModule,
  schema: Uint8Array,
  parts: AsyncIterator<Uint8Array>,
): AsyncGenerator<ParquetBatch, void, undefined> {
  const taken = (held: readonly Uint8Array[]): ParquetBatch[] =>
    module.Table.fromIPCStream(concatenated([schema, ...held, END_OF_STREAM])).recordBatches();
  let held: Uint8Array[] = [];
  let bytes = 0;
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    held.push(next.value);
    bytes += next.value.length;
    if (bytes < HANDED) continue;
    yield* taken(held);
    held = [];
    bytes = 0;
  }
  if (held.length > 0) yield* taken(held);
}

async function schemaOf(parts: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const first = await parts.next();
  if (first.done === true) throw new Error('the answer has no schema');
  return first.value;
}

/** Bytes in a buffer of their own, as a Blob wants them. */
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
