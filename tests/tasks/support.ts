import type { DataInfo } from '../../src/core/analysis';
import type { Engine } from '../../src/core/engine';
import type { Frame } from '../../src/core/frame';
import type { Opened } from '../../src/data';
import { buildSpine } from '../../src/data/spine';
import type { PathSource } from '../../src/engines/native/duckdb';
import { featureGroups, type LogTask } from '../../src/tasks/spec';
import { openPath, signal } from '../data/engines';

export const DAY = 86_400_000;

/** A log's question with every group of features, learnt from one cutoff. */
export function logTask(
  question: LogTask['question'],
  window: number,
  test: number,
  more: Partial<LogTask> = {},
): LogTask {
  return {
    kind: 'log',
    question,
    window,
    cutoffs: [test - window * DAY],
    test,
    goal: null,
    activeWithin: null,
    groups: featureGroups,
    off: [],
    trusted: [],
    ...more,
  };
}

/** Opens a file as a log, with the roles that are found in it. */
export async function openLog(engine: Engine<PathSource>, path: string, name: string): Promise<DataInfo> {
  const opened: Opened = await openPath(engine, path, name);
  const spine = await buildSpine(signal, engine, opened, opened.roles);
  return { spine, asOf: spine.to, zone: 'UTC', currency: null };
}

/** Rows of a frame as objects, NULL as null. */
export function objects(frame: Frame): Record<string, string | number | null>[] {
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(
      frame.columns.map((c) => {
        const value = c.values[row];
        return [c.name, value === undefined || value === null || Number.isNaN(value) ? null : value];
      }),
    ),
  );
}
