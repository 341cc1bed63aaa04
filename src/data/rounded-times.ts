import type { Roles } from '../core/roles';
import type { ColumnSample } from './sample';
import { timeForm } from './times';

/** Times that a program shortened: `1433221332117` became `1.43322E+12`. */
export interface RoundedTimes {
  readonly column: string;
  /** All of its times are multiples of so many milliseconds: what happened within is in no order. */
  readonly step: number;
}

const perMillisecond: Readonly<Record<string, number>> = {
  'epoch-s': 1e-3,
  'epoch-ms': 1,
  'epoch-us': 1e3,
  'epoch-ns': 1e6,
};

/** A thousand seconds: no clock and no calendar goes by these, whole hours and days are no multiples of them. */
const COARSE = 1e6;

/** Whether the times are numbers that a spreadsheet has shortened; null where they are not, or where that cannot be told. */
export function roundedTimes(samples: readonly ColumnSample[], { time }: Roles): RoundedTimes | null {
  const sample = samples.find((s) => s.name === time);
  const texts = sample?.values.filter((v) => v !== null) ?? [];
  const per = perMillisecond[timeForm(sample?.type ?? '', texts) ?? ''];
  if (sample === undefined || per === undefined || texts.length < 3) return null;
  const times = texts.map(Number).filter(Number.isFinite);
  let step = COARSE;
  if (!times.every((t) => t % (step * per) === 0)) return null;
  while (step < 1e12 && times.every((t) => t % (step * 10 * per) === 0)) step *= 10;
  return { column: sample.name, step };
}
