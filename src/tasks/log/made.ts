import type { DataInfo } from '../../core/analysis';
import { latestColumn } from '../../sql/features/customers';
import type { MadeTable } from '../inspect';
import type { Maker } from '../maker';
import type { LogTask } from '../spec';
import { makeLogRows } from './prepare';
import type { Walking } from './walked';

/** The rows of a log task, ready to be looked at. @throws as `makeLogRows` does */
export async function prepareLog(
  make: Maker,
  data: DataInfo,
  task: LogTask,
  table: string,
  walking: Walking | null,
): Promise<MadeTable> {
  const { features, proof } = await makeLogRows(make, data, task, table, undefined, walking);
  const latest = new Map<string, number>();
  for (const line of proof) {
    if (line.latest !== null) latest.set(line.reading, Math.max(line.latest, latest.get(line.reading) ?? -Infinity));
  }
  return {
    table,
    columns: { key: 'customer', label: 'label', part: 'part', cutoff: 'cutoff_at' },
    features: features.map(({ name, group, window, unit, reading }) => ({
      name,
      group,
      kind: 'number',
      window,
      unit,
      latest: latest.get(latestColumn(reading, window).slice('latest '.length)) ?? null,
    })),
    proof,
    byCutoff: true,
    names: ['0', '1'],
  };
}
