import type { TermText } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Rate } from '../../stats/rate';
import type { SessionsFigures } from './result';
import { sessionsWords } from './words';

/** One figure of the row; a plain shape, equal to the one the design system draws. */
export interface SessionMetric {
  readonly label: string;
  readonly value: string;
  readonly exact?: string;
  readonly interval?: string;
  readonly note?: string;
  readonly term?: TermText;
}

/** The figures of sessions, most telling first. */
export function sessionMetrics(figures: SessionsFigures, format: Formatter): readonly SessionMetric[] {
  const words = sessionsWords[format.locale];
  const { metrics: m, terms: t } = words;
  const { sessions, perCustomer, duration, eventsPer, bounce, conversion } = figures;
  const rate = (label: string, r: Rate, term: TermText): SessionMetric => ({
    label,
    value: format.percent(r.share),
    term,
    ...(r.interval === null
      ? {}
      : { interval: words.interval(format.percentInterval(r.interval.low, r.interval.high)) }),
  });
  return [
    { label: m.sessions, value: format.compact(sessions), exact: format.integer(sessions), term: t.session },
    {
      label: m.perCustomer,
      value: format.number(perCustomer.mean, 2),
      ...(perCustomer.interval === null
        ? {}
        : {
            interval: words.interval(
              `${format.number(Math.max(1, perCustomer.interval.low), 2)}–${format.number(perCustomer.interval.high, 2)}`,
            ),
          }),
    },
    {
      label: m.duration,
      value: duration === null ? '–' : format.duration(duration.median),
      term: t.duration,
      ...(duration === null
        ? {}
        : { note: words.middle(format.duration(duration.p25), format.duration(duration.p75)) }),
    },
    {
      label: m.events,
      value: format.compact(figures.meanEvents.value),
      ...(eventsPer === null
        ? {}
        : { note: words.middle(format.compact(eventsPer.p25), format.compact(eventsPer.p75)) }),
    },
    rate(m.bounce, bounce, t.bounce),
    ...(conversion === null ? [] : [rate(m.conversion, conversion, t.conversion)]),
  ];
}
