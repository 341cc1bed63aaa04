import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';
import { looksForFallen, soughtOf, type Subject } from './subject';

/** How one language speaks of what is predicted. */
export interface SubjectWords {
  /** "1,234 customers". */
  readonly rows: (s: Subject, n: number, format: Formatter) => string;
  /** Those in question, plural; in Russian genitive: "buyers", «купивших». */
  readonly positives: (s: Subject) => string;
  /** All of them, plural; in Russian genitive. */
  readonly all: (s: Subject) => string;
  /** The two classes as they turned out: "left", "stayed". */
  readonly yes: (s: Subject) => string;
  readonly no: (s: Subject) => string;
  /** What those in question turned out to do, as the end of a sentence: "55 % left", "55 % have “Churn”". */
  readonly did: (s: Subject) => string;
  /** What they will do: "leave"; in Russian with its person: «уйдут». */
  readonly will: (s: Subject) => string;
  /** "Probability to leave within 90 days". */
  readonly probability: (s: Subject) => string;
  /** "share who left". */
  readonly rate: (s: Subject) => string;
  /** What a number is: "spend within 90 days". */
  readonly number: (s: Subject) => string;
}

/** Customers, sessions, or rows of a table. */
function noun(s: Subject): 'customer' | 'session' | 'row' {
  if (s.question === 'conversion') return 'session';
  return s.customers ? 'customer' : 'row';
}

const rowForms = {
  en: {
    customer: { one: 'customer', other: 'customers' },
    session: { one: 'session', other: 'sessions' },
    row: { one: 'row', other: 'rows' },
  },
  ru: {
    customer: { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' },
    session: { one: 'сессия', few: 'сессии', many: 'сессий', other: 'сессии' },
    row: { one: 'строка', few: 'строки', many: 'строк', other: 'строки' },
  },
} as const;

const within = (s: Subject): string => (s.days === null ? '' : ` within ${s.days} ${s.days === 1 ? 'day' : 'days'}`);
const withinRu = (s: Subject): string =>
  s.days === null
    ? ''
    : ` за ${s.days} ${plural('ru', s.days, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`;

/** What is said of a table's own label, with the name of what is looked for. */
interface Table {
  readonly yes: (name: string) => string;
  readonly no: (name: string) => string;
  /** The value itself, or the column and the value. */
  readonly value: (name: string) => string;
}

/** One of the texts by what is asked. */
function pick(
  s: Subject,
  by: {
    readonly churn: string;
    readonly again: string;
    readonly buy: string;
    readonly session: string;
    readonly offer: string;
    readonly fallen: string;
    readonly table: Table;
  },
): string {
  const sought = soughtOf(s);
  if (sought !== null) {
    if (s.question === 'upsell' && sought.is === 'yes') return by.offer;
    return looksForFallen(s) ? by.fallen : by.table[sought.is](sought.name);
  }
  if (s.question === 'churn') return by.churn;
  if (s.question === 'repurchase') return by.again;
  return s.question === 'conversion' ? by.session : by.buy;
}

export const subjectWords: Catalogue<SubjectWords> = {
  en: {
    rows: (s, n, format) => `${format.integer(n)} ${plural('en', n, rowForms.en[noun(s)])}`,
    positives: (s) =>
      pick(s, {
        churn: 'customers who left',
        again: 'repeat buyers',
        buy: 'buyers',
        session: 'sessions with a purchase',
        offer: 'customers who took the offer',
        fallen: 'customers whose activity fell',
        table: {
          yes: (n) => `${rowForms.en[noun(s)].other} with “${n}”`,
          no: (n) => `${rowForms.en[noun(s)].other} without “${n}”`,
          value: (n) => `${rowForms.en[noun(s)].other} with “${n}”`,
        },
      }),
    all: (s) => rowForms.en[noun(s)].other,
    yes: (s) =>
      pick(s, {
        churn: 'left',
        again: 'bought again',
        buy: 'bought',
        session: 'ended in a purchase',
        offer: 'took the offer',
        fallen: 'activity fell',
        table: {
          yes: (n) => `with “${n}”`,
          no: (n) => `without “${n}”`,
          value: (n) => `“${n}”`,
        },
      }),
    no: (s) =>
      pick(s, {
        churn: 'stayed',
        again: 'did not buy',
        buy: 'did not buy',
        session: 'no purchase',
        offer: 'did not take the offer',
        fallen: 'did not fall',
        table: {
          yes: (n) => `without “${n}”`,
          no: (n) => `with “${n}”`,
          value: (n) => `not “${n}”`,
        },
      }),
    did: (s) =>
      pick(s, {
        churn: 'left',
        again: 'bought again',
        buy: 'bought',
        session: 'ended in a purchase',
        offer: 'took the offer',
        fallen: 'became less active',
        table: {
          yes: (n) => `have “${n}”`,
          no: (n) => `have no “${n}”`,
          value: (n) => `came out as “${n}”`,
        },
      }),
    will: (s) =>
      pick(s, {
        churn: 'leave',
        again: 'buy again',
        buy: 'buy',
        session: 'end in a purchase',
        offer: 'take the offer',
        fallen: 'become less active',
        table: {
          yes: (n) => `have “${n}”`,
          no: (n) => `be without “${n}”`,
          value: (n) => `come out as “${n}”`,
        },
      }),
    probability: (s) =>
      pick(s, {
        churn: `Probability to leave${within(s)}`,
        again: `Probability to buy again${within(s)}`,
        buy: `Probability to buy${within(s)}`,
        session: 'Probability of a purchase in the session',
        offer: 'Probability to take the offer',
        fallen: 'Probability that activity falls',
        table: {
          yes: (n) => `Probability of “${n}”`,
          no: (n) => `Probability of no “${n}”`,
          value: (n) => `Probability of “${n}”`,
        },
      }),
    rate: (s) =>
      pick(s, {
        churn: 'share who left',
        again: 'share who bought again',
        buy: 'share who bought',
        session: 'share with a purchase',
        offer: 'share who took the offer',
        fallen: 'share whose activity fell',
        table: {
          yes: (n) => `share with “${n}”`,
          no: (n) => `share without “${n}”`,
          value: (n) => `share of “${n}”`,
        },
      }),
    number: (s) => (s.label !== null ? s.label : `spend${within(s)}`),
  },
  ru: {
    rows: (s, n, format) => `${format.integer(n)} ${plural('ru', n, rowForms.ru[noun(s)])}`,
    positives: (s) =>
      pick(s, {
        churn: 'ушедших',
        again: 'купивших снова',
        buy: 'покупателей',
        session: 'сессий с покупкой',
        offer: 'клиентов, принявших предложение',
        fallen: 'клиентов со снижением активности',
        table: {
          yes: (n) => `${rowForms.ru[noun(s)].many} с признаком «${n}»`,
          no: (n) => `${rowForms.ru[noun(s)].many} без признака «${n}»`,
          value: (n) => `${rowForms.ru[noun(s)].many} со значением «${n}»`,
        },
      }),
    all: (s) => rowForms.ru[noun(s)].many,
    yes: (s) =>
      pick(s, {
        churn: 'ушли',
        again: 'купили снова',
        buy: 'купили',
        session: 'с покупкой',
        offer: 'приняли предложение',
        fallen: 'снизили',
        table: {
          yes: (n) => `с «${n}»`,
          no: (n) => `без «${n}»`,
          value: (n) => `«${n}»`,
        },
      }),
    no: (s) =>
      pick(s, {
        churn: 'остались',
        again: 'не купили',
        buy: 'не купили',
        session: 'без покупки',
        offer: 'не приняли',
        fallen: 'не снизили',
        table: {
          yes: (n) => `без «${n}»`,
          no: (n) => `с «${n}»`,
          value: (n) => `не «${n}»`,
        },
      }),
    did: (s) =>
      pick(s, {
        churn: 'ушли',
        again: 'купили снова',
        buy: 'купили',
        session: 'с покупкой',
        offer: 'приняли предложение',
        fallen: 'снизили активность',
        table: {
          yes: (n) => `с признаком «${n}»`,
          no: (n) => `без признака «${n}»`,
          value: (n) => `«${n}»`,
        },
      }),
    will: (s) =>
      pick(s, {
        churn: 'уйдут',
        again: 'купят снова',
        buy: 'купят',
        session: 'закончатся покупкой',
        offer: 'примут предложение',
        fallen: 'снизят активность',
        table: {
          yes: (n) => `окажутся с признаком «${n}»`,
          no: (n) => `окажутся без признака «${n}»`,
          value: (n) => `окажутся со значением «${n}»`,
        },
      }),
    probability: (s) =>
      pick(s, {
        churn: `Вероятность ухода${withinRu(s)}`,
        again: `Вероятность новой покупки${withinRu(s)}`,
        buy: `Вероятность покупки${withinRu(s)}`,
        session: 'Вероятность покупки в сессии',
        offer: 'Вероятность принять предложение',
        fallen: 'Вероятность снижения активности',
        table: {
          yes: (n) => `Вероятность признака «${n}»`,
          no: (n) => `Вероятность, что признака «${n}» нет`,
          value: (n) => `Вероятность «${n}»`,
        },
      }),
    rate: (s) =>
      pick(s, {
        churn: 'доля ушедших',
        again: 'доля купивших снова',
        buy: 'доля купивших',
        session: 'доля сессий с покупкой',
        offer: 'доля принявших предложение',
        fallen: 'доля снизивших активность',
        table: {
          yes: (n) => `доля с признаком «${n}»`,
          no: (n) => `доля без признака «${n}»`,
          value: (n) => `доля «${n}»`,
        },
      }),
    number: (s) => (s.label !== null ? s.label : `траты${withinRu(s)}`),
  },
};

/** The text within a sentence: its first letter small, names in it as they are. */
export function lowered(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** The text where it begins a line: its first letter large. */
export function raised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/**
 * A share as a person says it: "3 of 5", in fifths or tenths where that is off by less than 3 points; else null.
 * 0 and 1 are never said so: they are rarely exact.
 */
export function fraction(share: number): { readonly count: number; readonly of: number } | null {
  for (const of of [2, 3, 4, 5, 10]) {
    const count = Math.round(share * of);
    if (count > 0 && count < of && Math.abs(share - count / of) < 0.03) return { count, of };
  }
  return null;
}
