import type { Answers, DataInfo } from '../../core/analysis';
import { isoDay, observedDays } from '../../core/calendar';
import { countAt, numberAt, numbers, texts, type Frame } from '../../core/frame';
import type { Warning } from '../../core/result';
import { SECOND } from '../../core/time';
import { meanOf, type Mean } from '../../stats/mean';
import { ratioOf } from '../../stats/ratio';
import type { Rate } from '../../stats/rate';
import type { SegmentSides } from '../../core/sides';
import { toldBy } from '../../sql/bySegment';
import { PAUSE_BINS } from './plan';
import { sessionSides, type SessionMeasure } from './sides';
import { ruleOf, type SessionsParams } from './spec';

/** Type-7 quantiles over `n` sessions; null without any. */
export interface Spread {
  readonly n: number;
  readonly p25: number;
  readonly median: number;
  readonly p75: number;
  readonly p90: number;
}

export interface SessionEnd {
  readonly event: string;
  readonly entries: number;
  readonly exits: number;
  /** Sessions that began with it and had a purchase. */
  readonly bought: number;
}

export interface SessionDay {
  /** `YYYY-MM-DD` in the zone. */
  readonly day: string;
  readonly sessions: number;
  readonly bounces: number;
  readonly bought: number;
  readonly complete: boolean;
}

export interface SessionsFigures {
  /** Pause in ms, or the column that tells sessions apart. */
  readonly rule: { readonly gap: number } | { readonly column: string };
  readonly sessions: number;
  readonly customers: number;
  /** Rows up to as-of that belong to a session. */
  readonly events: number;
  /** Sessions per customer, with the t interval over customers. */
  readonly perCustomer: Mean;
  /** Ms from first to last event, over sessions of two events or more: one event has no duration. */
  readonly duration: Spread | null;
  readonly eventsPer: Spread | null;
  /** Events per session with its interval. */
  readonly meanEvents: { readonly value: number | null; readonly low: number | null; readonly high: number | null };
  /** Sessions of one event. */
  readonly bounce: Rate;
  /** Sessions with a purchase; null where no row is a purchase. */
  readonly conversion: Rate | null;
  /** Events by entries, at most 200. */
  readonly ends: readonly SessionEnd[];
  /** Seven rows from Monday, 24 hours each; sessions by when they began. */
  readonly hours: readonly (readonly number[])[];
  /** The same of sessions with a purchase. */
  readonly boughtHours: readonly (readonly number[])[];
  /** From the first day to the last without a gap. */
  readonly days: readonly SessionDay[];
  /** Pauses between a customer's rows: `[from, to)` ms; `to` of the last is null. */
  readonly pauses: readonly { readonly from: number; readonly to: number | null; readonly pauses: number }[];
  /** How many sessions there were with half and with twice the limit; null for sessions of a column. */
  readonly otherLimits: { readonly half: number; readonly double: number } | null;
  /** By segment, where any were asked for. */
  readonly sides?: SegmentSides<SessionMeasure>;
  /** The pause whose customers are listed, instead of sessions. */
  readonly pause?: SessionsParams['pause'];
}

/** Fewer sessions than this say little. */
export const ENOUGH_SESSIONS = 100;

/** Figures of sessions from its plan's answers. */
export function sessionsResult(
  params: SessionsParams,
  data: DataInfo,
  answers: Answers,
): { figures: SessionsFigures; warnings: readonly Warning[] } {
  const frame = (name: string): Frame => {
    const found = answers.get(name);
    if (found === undefined) throw new Error(`the plan answered no ${name}`);
    return found;
  };
  const rule = ruleOf(params);
  const t = frame('totals');
  const at = (name: string): number => countAt(t, name);
  const [n, s] = [at('customers'), at('s')];
  const share = (x: 'b' | 'c'): Rate => clustered(n, s, at(x), at('ss'), at(`s${x}`), at(`${x}${x}`));
  const events = ratioOf({ n, x: s, y: at('e'), xx: at('ss'), xy: at('se'), yy: at('ee') });
  const pauses = frame('pauses');
  const over = (name: string): number => Array.from(numbers(pauses, name)).reduce((a, b) => a + b, 0);
  const figures: SessionsFigures = {
    rule,
    sessions: s,
    customers: n,
    events: at('e'),
    perCustomer: meanOf(n, s, at('ss')),
    duration: spreadOf(frame('spread'), 1),
    eventsPer: spreadOf(frame('spread'), 2),
    meanEvents: { value: events.value, low: events.interval?.low ?? null, high: events.interval?.high ?? null },
    bounce: share('b'),
    conversion: data.spine.purchases === 0 ? null : share('c'),
    ends: endsOf(frame('ends')),
    hours: hoursOf(frame('hours'), 'sessions'),
    boughtHours: hoursOf(frame('hours'), 'bought'),
    days: daysOf(frame('days'), data),
    pauses: pausesOf(pauses),
    otherLimits: 'gap' in rule ? { half: n + over('over_half'), double: n + over('over_double') } : null,
    ...toldBy(sessionSides(params.breakdown, data, answers)),
    ...(params.pause === undefined ? {} : { pause: params.pause }),
  };
  return {
    figures,
    warnings: s < ENOUGH_SESSIONS ? [{ code: 'too-few', details: { n: s, enough: ENOUGH_SESSIONS } }] : [],
  };
}

/** A share of sessions whose interval knows that sessions of one customer are alike: customers are the sample. */
function clustered(n: number, of: number, count: number, xx: number, xy: number, yy: number): Rate {
  const { value, interval } = ratioOf({ n, x: of, y: count, xx, xy, yy });
  return {
    count,
    of,
    share: value,
    interval:
      interval === null ? null : { low: Math.max(0, interval.low), high: Math.min(1, Math.max(0, interval.high)) },
  };
}

function spreadOf(frame: Frame, part: number): Spread | null {
  const row = numbers(frame, 'part').indexOf(part);
  if (row < 0) return null;
  const at = (name: string): number => countAt(frame, name, row);
  return { n: at('n'), p25: at('p25'), median: at('median'), p75: at('p75'), p90: at('p90') };
}

function endsOf(frame: Frame): readonly SessionEnd[] {
  return texts(frame, 'name').map((event, row) => ({
    event: event ?? '',
    entries: countAt(frame, 'entries', row),
    exits: countAt(frame, 'exits', row),
    bought: countAt(frame, 'bought', row),
  }));
}

function hoursOf(frame: Frame, column: string): readonly (readonly number[])[] {
  const grid = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
  const [weekdays, hours] = [numbers(frame, 'weekday'), numbers(frame, 'hour')];
  for (const [row, weekday] of weekdays.entries()) {
    const line = grid[weekday];
    if (line !== undefined) line[hours[row] ?? 0] = numberAt(frame, column, row) ?? 0;
  }
  return grid;
}

function daysOf(frame: Frame, data: DataInfo): readonly SessionDay[] {
  const days = numbers(frame, 'day');
  const first = days[0];
  if (first === undefined) return [];
  const { lastDay, completeUpTo } = observedDays(data);
  const row = new Map(Array.from(days, (day, i) => [day, i]));
  return Array.from({ length: lastDay - first + 1 }, (_, i): SessionDay => {
    const day = first + i;
    const found = row.get(day);
    const at = (name: string): number => (found === undefined ? 0 : countAt(frame, name, found));
    return {
      day: isoDay(day),
      sessions: at('sessions'),
      bounces: at('bounces'),
      bought: at('bought'),
      complete: day < completeUpTo,
    };
  });
}

function pausesOf(frame: Frame): SessionsFigures['pauses'] {
  const bins = numbers(frame, 'bin');
  return Array.from({ length: PAUSE_BINS }, (_, bin) => {
    const row = bins.indexOf(bin);
    return {
      from: bin === 0 ? 0 : SECOND * 2 ** (bin - 1),
      to: bin === PAUSE_BINS - 1 ? null : SECOND * 2 ** bin,
      pauses: row < 0 ? 0 : countAt(frame, 'pauses', row),
    };
  });
}
