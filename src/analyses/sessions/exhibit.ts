import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText, PlateItem, TableData } from '../../charts/exhibit';
import type { SessionsFigures } from './result';
import { sessionsWords, type SessionsWords } from './words';

function around({ figures, warnings }: Result<SessionsFigures>, format: Formatter): PlateItem[] {
  const words = sessionsWords[format.locale];
  return [
    { text: words.count(figures.sessions, format) },
    { text: words.rule(figures, format), term: words.terms.session },
    ...warnings.flatMap((w) => {
      const text = words.warning(w, format);
      return text === null ? [] : [{ text, doubt: true }];
    }),
  ];
}

/** What stands around the sessions a day. */
export function daysExhibit(result: Result<SessionsFigures>, format: Formatter): ExhibitText {
  const words = sessionsWords[format.locale];
  const { figures } = result;
  const open = figures.days.at(-1)?.complete === false;
  return {
    headline: words.daysHeadline(figures, format),
    sub: `${words.perDay}, ${result.receipt.zone}`,
    plate: [...around(result, format), ...(open ? [{ text: words.incomplete, doubt: true }] : [])],
  };
}

/** What stands around the weekdays and hours. */
export function hoursExhibit(result: Result<SessionsFigures>, format: Formatter): ExhibitText {
  const words = sessionsWords[format.locale];
  return {
    headline: words.hoursHeadline(result.figures, format),
    sub: words.hoursSub(result.receipt.zone),
    plate: around(result, format),
  };
}

/** What stands around first and last events. */
export function endsExhibit(result: Result<SessionsFigures>, format: Formatter): ExhibitText {
  const words = sessionsWords[format.locale];
  return { headline: words.endsHeadline(result.figures, format), sub: words.endsSub, plate: around(result, format) };
}

/** What stands around the pauses. */
export function pausesExhibit(result: Result<SessionsFigures>, format: Formatter): ExhibitText {
  const words = sessionsWords[format.locale];
  const others = words.otherLimits(result.figures, format);
  return {
    headline: words.pausesHeadline(result.figures, format),
    sub: words.pausesSub(result.figures, format),
    plate: [...around(result, format), ...(others === null ? [] : [{ text: others }])],
  };
}

type Tables = (figures: SessionsFigures, words: SessionsWords) => TableData;

/** One row per day. */
export const daysTable: Tables = ({ days }, { columns: c }) => ({
  caption: c.daysCaption,
  columns: [
    { label: c.day, kind: 'date' },
    { label: c.sessions, kind: 'integer' },
    { label: c.bounces, kind: 'integer' },
    { label: c.bought, kind: 'integer' },
    { label: c.complete, kind: 'text' },
  ],
  rows: days.map((d) => [Date.parse(d.day), d.sessions, d.bounces, d.bought, d.complete ? c.yes : c.no]),
});

/** One row per weekday and hour. */
export const hoursTable: Tables = ({ hours, boughtHours }, { columns: c, weekdays }) => ({
  caption: c.hoursCaption,
  columns: [
    { label: c.weekday, kind: 'text' },
    { label: c.hour, kind: 'integer' },
    { label: c.sessions, kind: 'integer' },
    { label: c.bought, kind: 'integer' },
  ],
  rows: hours.flatMap((line, weekday) =>
    line.map((n, hour) => [weekdays[weekday] ?? '', hour, n, boughtHours[weekday]?.[hour] ?? 0]),
  ),
});

/** One row per event. */
export const endsTable: Tables = ({ ends, sessions }, { columns: c, unnamed }) => ({
  caption: c.endsCaption,
  columns: [
    { label: c.event, kind: 'text' },
    { label: c.entries, kind: 'integer' },
    { label: c.entryShare, kind: 'percent' },
    { label: c.exits, kind: 'integer' },
    { label: c.exitShare, kind: 'percent' },
    { label: c.boughtShare, kind: 'percent' },
  ],
  rows: ends.map((e) => [
    e.event === '' ? unnamed : e.event,
    e.entries,
    e.entries / sessions,
    e.exits,
    e.exits / sessions,
    e.entries === 0 ? null : e.bought / e.entries,
  ]),
});

/** One row per bin. */
export const pausesTable: Tables = ({ pauses }, { columns: c }) => {
  const all = pauses.reduce((n, p) => n + p.pauses, 0);
  return {
    caption: c.pausesCaption,
    columns: [
      { label: c.from, kind: 'duration' },
      { label: c.to, kind: 'duration' },
      { label: c.pauses, kind: 'integer' },
      { label: c.share, kind: 'percent' },
    ],
    rows: pauses.map((p) => [p.from, p.to, p.pauses, all === 0 ? null : p.pauses / all]),
  };
};
