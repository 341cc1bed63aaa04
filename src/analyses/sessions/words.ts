import { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import type { TermText } from '../../charts/exhibit';
import { sessionColumnWords, type SessionColumnWords } from './columns.words';
import type { SessionDay, SessionEnd, SessionsFigures } from './result';

interface MarkText {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

type Pause = SessionsFigures['pauses'][number];

export interface SessionsWords {
  readonly row: string;
  readonly metrics: Readonly<
    Record<'sessions' | 'perCustomer' | 'duration' | 'events' | 'bounce' | 'conversion', string>
  >;
  readonly terms: Readonly<Record<'session' | 'duration' | 'bounce' | 'conversion' | 'interval', TermText>>;
  readonly middle: (low: string, high: string) => string;
  readonly interval: (text: string) => string;
  readonly rule: (figures: SessionsFigures, format: Formatter) => string;
  readonly count: (count: number, format: Formatter) => string;
  readonly daysHeadline: (figures: SessionsFigures, format: Formatter) => string;
  readonly perDay: string;
  readonly incomplete: string;
  readonly dayMark: (day: SessionDay, figures: SessionsFigures, format: Formatter) => MarkText;
  readonly weekdays: readonly string[];
  readonly hoursHeadline: (figures: SessionsFigures, format: Formatter) => string;
  readonly hoursSub: (zone: string) => string;
  readonly hourMark: (weekday: number, hour: number, figures: SessionsFigures, format: Formatter) => MarkText;
  readonly hourAxis: string;
  readonly endsHeadline: (figures: SessionsFigures, format: Formatter) => string;
  readonly endsSub: string;
  readonly entries: string;
  readonly exits: string;
  readonly endMark: (end: SessionEnd, figures: SessionsFigures, format: Formatter) => MarkText;
  readonly moreEvents: (count: number) => string;
  readonly pausesHeadline: (figures: SessionsFigures, format: Formatter) => string;
  readonly pausesSub: (figures: SessionsFigures, format: Formatter) => string;
  readonly pauseMark: (pause: Pause, all: number, format: Formatter) => MarkText;
  readonly limit: (text: string) => string;
  readonly otherLimits: (figures: SessionsFigures, format: Formatter) => string | null;
  readonly unnamed: string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: SessionColumnWords['columns'];
  readonly list: SessionColumnWords['list'];
}

/** The hour and weekday (0 Monday) with most sessions; null without any. */
export function peak({ hours }: SessionsFigures): { weekday: number; hour: number; sessions: number } | null {
  let best: { weekday: number; hour: number; sessions: number } | null = null;
  for (const [weekday, line] of hours.entries())
    for (const [hour, sessions] of line.entries())
      if (sessions > (best?.sessions ?? 0)) best = { weekday, hour, sessions };
  return best;
}

/** Shares of pauses that are within the limit; null for sessions of a column or without any pause. */
export function withinLimit({ pauses, sessions, customers, rule }: SessionsFigures): number | null {
  const all = pauses.reduce((n, p) => n + p.pauses, 0);
  return all === 0 || 'column' in rule ? null : 1 - (sessions - customers) / all;
}

/** A limit whose half and double change the number of sessions by less than this does not matter much. */
const STEADY = 0.03;

/** Whether half and twice the limit make about as many sessions. */
function steady({ otherLimits, sessions }: SessionsFigures): boolean {
  return otherLimits !== null && otherLimits.half / sessions - 1 < STEADY && 1 - otherLimits.double / sessions < STEADY;
}

/** Sessions of complete days: the later half of them against the earlier; null for fewer than 4 days. */
function halves({ days }: SessionsFigures): { before: number; now: number; days: number } | null {
  const complete = days.filter((d) => d.complete);
  const half = Math.floor(complete.length / 2);
  if (half < 2) return null;
  const sum = (some: readonly SessionDay[]): number => some.reduce((n, d) => n + d.sessions, 0);
  return { before: sum(complete.slice(-2 * half, -half)), now: sum(complete.slice(-half)), days: half };
}

const hour = (h: number): string => `${String(h).padStart(2, '0')}:00`;
const day = (d: SessionDay, format: Formatter): string => new Formatter(format.locale).date(Date.parse(d.day));
const share = (part: number, of: number): number | null => (of === 0 ? null : part / of);
/** Whole percents; with a decimal where a part would print as all. */
const rounded = (part: number | null, f: Formatter): string =>
  f.percent(part, part !== null && part < 1 && part >= 0.995 ? 1 : 0);
const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);
const vizitov = (n: number): string =>
  plural('ru', n, { one: 'визит', few: 'визита', many: 'визитов', other: 'визита' });
/** Events by how many sessions end with them. */
const byExits = (f: SessionsFigures): readonly SessionEnd[] => [...f.ends].sort((a, b) => b.exits - a.exits);
const named = (event: string, none: string): string => (event === '' ? none : event);
const span = (p: Pause, format: Formatter): [string, string | null] => [
  format.duration(p.from),
  p.to === null ? null : format.duration(p.to),
];

export const sessionsWords: Catalogue<SessionsWords> = {
  en: {
    row: 'Sessions in figures',
    metrics: {
      sessions: 'Sessions',
      perCustomer: 'Per customer',
      duration: 'Median length',
      events: 'Events per session',
      bounce: 'One event only',
      conversion: 'With a purchase',
    },
    terms: {
      session: {
        title: 'Session',
        says: 'Events of one customer without a longer pause than the limit between any two of them. A pause of exactly the limit still belongs to the session.',
        source: 'Google Analytics 4, “About sessions”: 30 minutes by default',
      },
      duration: {
        title: 'Length of a session',
        says: 'From its first event to its last, over sessions with two events or more. A single event has no length that could be known.',
      },
      bounce: {
        title: 'Bounce',
        says: 'A session with one event only. Repeated loads of the same page count as events of their own.',
      },
      conversion: {
        title: 'Sessions with a purchase',
        says: 'Share of sessions in which something was bought. Customers have several sessions, so it is lower than the share of customers who buy.',
      },
      interval: {
        title: '95 % interval',
        says: 'Where the true share lies. It counts customers, not sessions, as the sample, since sessions of one customer are alike.',
        source: 'Cochran, “Sampling Techniques”, 3rd ed., §6.4',
      },
    },
    middle: (low, high) => `half between ${low} and ${high}`,
    interval: (text) => `95 %: ${text}`,
    rule: ({ rule }, format) =>
      'gap' in rule
        ? `A pause of more than ${format.duration(rule.gap)} begins a new session`
        : `Sessions as the column “${rule.column}” has them`,
    count: (count, f) => `${f.integer(count)} ${plural('en', count, { one: 'session', other: 'sessions' })}`,
    daysHeadline: (figures, format) => {
      const found = halves(figures);
      if (found === null) return `${format.integer(figures.sessions)} sessions so far; too few days for a trend`;
      const per = format.compact(Math.round((10 * found.now) / found.days) / 10);
      const change = format.change(found.now, found.before);
      return change.direction === 'flat'
        ? `${per} sessions a day, as many as before`
        : `${per} sessions a day, ${change.text} on the ${found.days} days before`;
    },
    perDay: 'Sessions that began on each day',
    incomplete: 'the last day is not over (dashed)',
    dayMark: (d, figures, f) => ({
      title: day(d, f),
      value: `${f.integer(d.sessions)} sessions`,
      note: [
        `${f.percent(share(d.bounces, d.sessions))} of one event`,
        ...(figures.conversion === null ? [] : [`${f.percent(share(d.bought, d.sessions))} with a purchase`]),
        ...(d.complete ? [] : ['not over yet']),
      ].join(', '),
    }),
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    hoursHeadline: (figures) => {
      const found = peak(figures);
      const names = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
      return found === null
        ? 'No session yet'
        : `Most sessions begin on ${names[found.weekday] ?? ''} between ${hour(found.hour)} and ${hour((found.hour + 1) % 24)}`;
    },
    hoursSub: (zone) => `Sessions by weekday and hour in which they began, ${zone}`,
    hourMark: (weekday, h, figures, f) => {
      const n = figures.hours[weekday]?.[h] ?? 0;
      const bought = figures.boughtHours[weekday]?.[h] ?? 0;
      return {
        title: `${sessionsWords.en.weekdays[weekday] ?? ''} ${hour(h)}`,
        value: `${f.integer(n)} sessions`,
        ...(figures.conversion === null || n === 0 ? {} : { note: `${f.percent(bought / n)} with a purchase` }),
      };
    },
    hourAxis: 'Hour of the day',
    endsHeadline: (figures, f) => {
      const [first] = figures.ends;
      const [last] = byExits(figures);
      if (first === undefined || last === undefined) return 'No session yet';
      const [a, z] = [named(first.event, 'no name'), named(last.event, 'no name')];
      const [pa, pz] = [
        rounded(share(first.entries, figures.sessions), f),
        rounded(share(last.exits, figures.sessions), f),
      ];
      return a === z
        ? `${pa} of sessions begin with “${a}”, and ${pz} end with it`
        : `${pa} of sessions begin with “${a}”; ${pz} end with “${z}”`;
    },
    endsSub: 'Share of all sessions by their first and their last event',
    entries: 'First event',
    exits: 'Last event',
    endMark: (e, figures, f) => ({
      title: named(e.event, 'no name'),
      value: `${f.percent(share(e.entries, figures.sessions))} begin, ${f.percent(share(e.exits, figures.sessions))} end`,
      note:
        `${f.integer(e.entries)} and ${f.integer(e.exits)} sessions` +
        (figures.conversion === null || e.entries === 0
          ? ''
          : `; ${f.percent(e.bought / e.entries)} of those that begin with it buy`),
    }),
    moreEvents: (count) => `${count} more events in the table`,
    pausesHeadline: (figures, f) => {
      const inside = withinLimit(figures);
      const { rule } = figures;
      return inside === null || 'column' in rule
        ? 'How long customers pause between two events'
        : steady(figures)
          ? `A limit of ${f.duration(rule.gap)} fits: with half or twice of it there would be as many sessions to within ${f.percent(STEADY, 0)}`
          : `${f.percent(inside, 0)} of pauses are no longer than ${f.duration(rule.gap)}, but another limit would make other sessions`;
    },
    pausesSub: ({ rule }, f) =>
      `Pauses between two events of a customer, on a scale that doubles${'gap' in rule ? `; the line is the limit of ${f.duration(rule.gap)}` : ''}. A good limit stands in the valley between the hills`,
    pauseMark: (p, all, f) => {
      const [from, to] = span(p, f);
      return {
        title: p.from === 0 ? `under ${to ?? ''}` : to === null ? `${from} and more` : `${from} to ${to}`,
        value: `${f.integer(p.pauses)} pauses`,
        note: f.percent(share(p.pauses, all)),
      };
    },
    limit: (text) => `limit ${text}`,
    otherLimits: ({ otherLimits, sessions, rule }, f) =>
      otherLimits === null || 'column' in rule || sessions === 0
        ? null
        : `a limit of ${f.duration(rule.gap / 2)} would make ${f.percent(otherLimits.half / sessions - 1, 0)} more sessions, ${f.duration(rule.gap * 2)} ${f.percent(1 - otherLimits.double / sessions, 0)} fewer`,
    unnamed: 'no name',
    warning: ({ code, details }, f) =>
      code === 'too-few'
        ? `n = ${f.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`
        : null,
    columns: sessionColumnWords.en.columns,
    list: sessionColumnWords.en.list,
  },
  ru: {
    row: 'Визиты в цифрах',
    metrics: {
      sessions: 'Визиты',
      perCustomer: 'На клиента',
      duration: 'Обычная длина',
      events: 'Событий за визит',
      bounce: 'Одно событие',
      conversion: 'С покупкой',
    },
    terms: {
      session: {
        title: 'Визит',
        says: 'События одного клиента, между которыми нет паузы длиннее предела. Пауза ровно в предел визит не прерывает.',
        source: 'Google Analytics 4, «About sessions»: по умолчанию 30 минут',
      },
      duration: {
        title: 'Длина визита',
        says: 'От первого события до последнего, по визитам из двух и более событий. Длину визита из одного события узнать нельзя.',
      },
      bounce: {
        title: 'Отказ',
        says: 'Визит из одного события. Повторная загрузка той же страницы — отдельное событие.',
      },
      conversion: {
        title: 'Визиты с покупкой',
        says: 'Доля визитов, в которых что-то купили. У клиента бывает много визитов, поэтому она меньше доли покупателей.',
      },
      interval: {
        title: '95-процентный интервал',
        says: 'Границы, в которых лежит истинная доля. Выборкой считаются клиенты, а не визиты: визиты одного клиента похожи.',
        source: 'Cochran, “Sampling Techniques”, 3-е изд., §6.4',
      },
    },
    middle: (low, high) => `у половины от ${low} до ${high}`,
    interval: (text) => `95 %: ${text}`,
    rule: ({ rule }, format) =>
      'gap' in rule
        ? `Пауза дольше ${format.duration(rule.gap)} начинает новый визит`
        : `Визиты — по столбцу «${rule.column}»`,
    count: (count, f) => `${f.integer(count)} ${vizitov(count)}`,
    daysHeadline: (figures, format) => {
      const found = halves(figures);
      if (found === null)
        return `Пока ${format.integer(figures.sessions)} ${vizitov(figures.sessions)}; для тренда мало дней`;
      const per = format.compact(Math.round((10 * found.now) / found.days) / 10);
      const change = format.change(found.now, found.before);
      const days = format.days(found.days);
      return change.direction === 'flat'
        ? `Визитов в день: ${per}, столько же, сколько раньше`
        : `Визитов в день: ${per}, ${change.text} к предыдущему отрезку (${days})`;
    },
    perDay: 'Сколько визитов началось в каждый день',
    incomplete: 'последний день не закончился (пунктир)',
    dayMark: (d, figures, f) => ({
      title: day(d, f),
      value: `${f.integer(d.sessions)} ${vizitov(d.sessions)}`,
      note: [
        `из одного события ${f.percent(share(d.bounces, d.sessions))}`,
        ...(figures.conversion === null ? [] : [`с покупкой ${f.percent(share(d.bought, d.sessions))}`]),
        ...(d.complete ? [] : ['день не закончился']),
      ].join(', '),
    }),
    weekdays: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],
    hoursHeadline: (figures) => {
      const found = peak(figures);
      const names = [
        'по понедельникам',
        'по вторникам',
        'по средам',
        'по четвергам',
        'по пятницам',
        'по субботам',
        'по воскресеньям',
      ];
      return found === null
        ? 'Визитов пока нет'
        : `Чаще всего заходят ${names[found.weekday] ?? ''} с ${hour(found.hour)} до ${hour((found.hour + 1) % 24)}`;
    },
    hoursSub: (zone) => `Визиты по дням недели и часам, когда они начались, ${zone}`,
    hourMark: (weekday, h, figures, f) => {
      const n = figures.hours[weekday]?.[h] ?? 0;
      const bought = figures.boughtHours[weekday]?.[h] ?? 0;
      return {
        title: `${sessionsWords.ru.weekdays[weekday] ?? ''} ${hour(h)}`,
        value: `${f.integer(n)} ${vizitov(n)}`,
        ...(figures.conversion === null || n === 0 ? {} : { note: `с покупкой ${f.percent(bought / n)}` }),
      };
    },
    hourAxis: 'Час дня',
    endsHeadline: (figures, f) => {
      const [first] = figures.ends;
      const [last] = byExits(figures);
      if (first === undefined || last === undefined) return 'Визитов пока нет';
      const [a, z] = [named(first.event, 'без названия'), named(last.event, 'без названия')];
      const [pa, pz] = [
        rounded(share(first.entries, figures.sessions), f),
        rounded(share(last.exits, figures.sessions), f),
      ];
      return a === z
        ? `${pa} визитов начинаются с «${a}», и ${pz} им же заканчиваются`
        : `${pa} визитов начинаются с «${a}», ${pz} заканчиваются на «${z}»`;
    },
    endsSub: 'Доли всех визитов по первому и последнему событию',
    entries: 'Первое событие',
    exits: 'Последнее событие',
    endMark: (e, figures, f) => ({
      title: named(e.event, 'без названия'),
      value: `первое в ${f.percent(share(e.entries, figures.sessions))}, последнее в ${f.percent(share(e.exits, figures.sessions))}`,
      note:
        `визитов ${f.integer(e.entries)} и ${f.integer(e.exits)}` +
        (figures.conversion === null || e.entries === 0
          ? ''
          : `; начав с него, покупают в ${f.percent(e.bought / e.entries)}`),
    }),
    moreEvents: (count) => `ещё событий в таблице: ${count}`,
    pausesHeadline: (figures, f) => {
      const inside = withinLimit(figures);
      const { rule } = figures;
      return inside === null || 'column' in rule
        ? 'Сколько длятся паузы между событиями'
        : steady(figures)
          ? `Предел ${f.duration(rule.gap)} подходит: с вдвое меньшим или большим визитов было бы столько же с точностью до ${f.percent(STEADY, 0)}`
          : `${f.percent(inside, 0)} пауз не дольше ${f.duration(rule.gap)}, но с другим пределом визиты были бы другими`;
    },
    pausesSub: ({ rule }, f) =>
      `Паузы между двумя событиями клиента, каждый столбик вдвое длиннее прежнего${'gap' in rule ? `; линия — предел ${f.duration(rule.gap)}` : ''}. Хороший предел стоит во впадине между холмами`,
    pauseMark: (p, all, f) => {
      const [from, to] = span(p, f);
      return {
        title: p.from === 0 ? `меньше ${to ?? ''}` : to === null ? `${from} и дольше` : `от ${from} до ${to}`,
        value: `пауз: ${f.integer(p.pauses)}`,
        note: f.percent(share(p.pauses, all)),
      };
    },
    limit: (text) => `предел ${text}`,
    otherLimits: ({ otherLimits, sessions, rule }, f) =>
      otherLimits === null || 'column' in rule || sessions === 0
        ? null
        : `с пределом ${f.duration(rule.gap / 2)} визитов было бы на ${f.percent(otherLimits.half / sessions - 1, 0)} больше, с ${f.duration(rule.gap * 2)} — на ${f.percent(1 - otherLimits.double / sessions, 0)} меньше`,
    unnamed: 'без названия',
    warning: ({ code, details }, f) =>
      code === 'too-few'
        ? `n = ${f.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`
        : null,
    columns: sessionColumnWords.ru.columns,
    list: sessionColumnWords.ru.list,
  },
};
