import type { Analysis, DataInfo } from '../../src/core/analysis';
import type { Frame } from '../../src/core/frame';
import { numberFrame } from '../../src/core/frames';
import { parseParams } from '../../src/core/recipe';
import { scans } from '../../src/analyses/scans';
import { readBeside, type Beside } from '../../src/sql/beside';
import { eventCode, readLog, type Log } from '../../src/sql/log';
import { describeLog, ids, namesOf, type LogOptions, type LogRow } from './spine';

/** A log as a scanner keeps it, made of literal rows without an engine. */
export interface HeldLog {
  readonly data: DataInfo;
  readonly log: Log;
  /** Names by the keys of customers and events. */
  readonly customers: readonly string[];
  readonly events: readonly string[];
  readonly places: Beside;
  readonly money: Beside;
  /** Rows that pass a test of their other columns. */
  rows(passes: (row: LogRow) => boolean): Beside;
}

/** Holds rows up to as-of, as the statements of `sql/log.ts` and `sql/beside.ts` answer them. */
export function hold(all: readonly LogRow[], options: LogOptions = {}): HeldLog {
  const data: DataInfo = { ...describeLog(all, 'held', options), scans: true };
  const { customers, events } = namesOf(all);
  const [customerIds, eventIds] = [ids(customers), ids(events)];
  const rows = all
    .map((row, place) => ({ ...row, place, who: customerIds.get(row.customer) ?? NaN }))
    .filter((row) => row.time <= data.asOf)
    .sort((a, b) => a.who - b.who || a.time - b.time || a.place - b.place);
  const paid = rows.filter((row) => (row.sign ?? 0) !== 0 && row.amount !== null);
  return {
    data,
    customers,
    events,
    log: readLog(
      numberFrame({
        customer: rows.map((r) => r.who),
        time: rows.map((r) => r.time),
        code: rows.map((r) => eventCode(eventIds.get(r.event ?? '') ?? NaN, r.sign === 1)),
      }),
    ),
    places: readBeside('places', numberFrame({ place: rows.map((r) => r.place) })),
    money: readBeside(
      'money',
      numberFrame({
        customer: paid.map((r) => r.who),
        time: paid.map((r) => r.time),
        amount: paid.map((r) => r.amount ?? 0),
      }),
    ),
    rows: (passes) =>
      readBeside('rows', numberFrame({ place: all.flatMap((row, place) => (passes(row) ? [place] : [])) })),
  };
}

/**
 * The figures of an analysis by its scan, and the frames it makes, without an engine.
 * @param sets what {@link HeldLog.rows} says of tests of other columns, in the order in which the plan asks for them
 * @param named answers that a plan makes of frames with the names of events
 */
export function scanOnly<P, F>(
  { data, log, places, money }: HeldLog,
  analysis: Analysis<P, F>,
  given: object,
  sets: readonly Beside[] = [],
  named: (frames: Readonly<Record<string, Frame>>) => Readonly<Record<string, Frame>> = () => ({}),
): { readonly figures: F; readonly frames: Readonly<Record<string, Frame>> } {
  const params = analysis.settle(parseParams(analysis.params, given, ''), data);
  const step = analysis.plan(params, data, 'a').find((s) => s.step === 'scan');
  const scan = scans.get(step?.work ?? '');
  if (step === undefined || scan === undefined) throw new Error('the plan scans nothing');
  const left = [...sets];
  const beside = (step.beside ?? []).map(({ as }) => {
    if (as !== 'rows') return as === 'places' ? places : money;
    const set = left.shift();
    if (set === undefined) throw new Error('the plan asks for more sets of rows');
    return set;
  });
  if (left.length > 0) throw new Error('the plan asks for fewer sets of rows');
  const frames = scan(log, step.params, beside);
  const answers = new Map(Object.entries(frames).filter(([name]) => step.answers?.includes(name) === true));
  for (const [name, frame] of Object.entries(named(frames))) answers.set(name, frame);
  return { figures: analysis.result(params, data, answers).figures, frames };
}
