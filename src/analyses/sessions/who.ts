import { startOfDay } from '../../core/calendar';
import type { PropertyTest } from '../../core/filter';
import type { Formatter } from '../../core/format';
import type { Who } from '../../core/marks';
import { DAY } from '../../core/time';
import type { Catalogue } from '../../core/words';
import type { SessionDay, SessionEnd, SessionsFigures } from './result';

interface WhoWords {
  readonly such: string;
  readonly begun: string;
  readonly ended: string;
  readonly on: (when: string) => string;
  readonly entry: (event: string) => string;
  readonly exit: (event: string) => string;
  readonly paused: string;
}

const words: Catalogue<WhoWords> = {
  en: {
    such: 'Customers with a session then',
    begun: 'Began a session with it',
    ended: 'Ended a session with it',
    on: (when) => `Session: ${when}`,
    entry: (event) => `Session begins with ${event}`,
    exit: (event) => `Session ends with ${event}`,
    paused: 'Customers with such a pause',
  },
  ru: {
    such: 'Клиенты с визитом в это время',
    begun: 'Начали с этого визит',
    ended: 'Закончили этим визит',
    on: (when) => `Визит: ${when}`,
    entry: (event) => `Визит начинается с «${event}»`,
    exit: (event) => `Визит кончается на «${event}»`,
    paused: 'Клиенты с такой паузой',
  },
};

// Marks count sessions, menus speak of customers: so they give no number.
const listed = (label: string, name: string, where: readonly PropertyTest[]): Who => ({
  label,
  name,
  of: { kind: 'sessions', list: 'sessions', where },
});

/**
 * Customers with a session that began on a day of the zone, by the plan's list; nobody of an empty day.
 * @param title the mark's own
 */
export function dayWho({ day, sessions }: SessionDay, zone: string, title: string, format: Formatter): readonly Who[] {
  const from = startOfDay(day, zone);
  const to = startOfDay(new Date(Date.parse(day) + DAY).toISOString().slice(0, 10), zone);
  if (sessions === 0 || from === null || to === null) return [];
  const w = words[format.locale];
  const [first, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  return [listed(w.such, w.on(title), [{ property: 'began', from: first, to: end }])];
}

/** Customers with a session that began in an hour of a weekday, Monday 0; nobody of an empty one. */
export function hourWho(
  weekday: number,
  hour: number,
  sessions: number,
  title: string,
  format: Formatter,
): readonly Who[] {
  if (sessions === 0) return [];
  const w = words[format.locale];
  return [
    listed(w.such, w.on(title), [
      { property: 'weekday', is: [weekday + 1] },
      { property: 'hour', is: [hour] },
    ]),
  ];
}

/** Customers whose session began, or ended, with an event. */
export function endWho({ event, entries, exits }: SessionEnd, title: string, format: Formatter): readonly Who[] {
  const w = words[format.locale];
  return [
    ...(entries === 0 ? [] : [listed(w.begun, w.entry(title), [{ property: 'entry', is: [event] }])]),
    ...(exits === 0 ? [] : [listed(w.ended, w.exit(title), [{ property: 'exit', is: [event] }])]),
  ];
}

/** Customers who paused so long between two of their rows, asked for beside the picture; nobody of an empty bar. */
export function pauseWho(
  { from, to, pauses }: SessionsFigures['pauses'][number],
  title: string,
  { locale }: Formatter,
): readonly Who[] {
  if (pauses === 0) return [];
  const label = words[locale].paused;
  const pause = { from, ...(to === null ? {} : { to }) };
  const of = { kind: 'sessions', list: 'pauses', where: [], params: { pause }, apart: true as const };
  return [{ label, name: `${label}: ${title}`, of }];
}
