import type { Formatter } from '../../core/format';
import { plural, type Catalogue } from '../../core/words';
import { windowWords } from '../window.words';
import type { Reason } from './plan';
import { asideOf, type OutOfOrderFigures, type UnorderedStep } from './result';

export interface OutOfOrderWords {
  readonly headline: (figures: OutOfOrderFigures, format: Formatter) => string;
  readonly sub: (figures: OutOfOrderFigures, format: Formatter) => string;
  readonly followed: string;
  readonly reasons: Readonly<Record<Reason, string>>;
  /** The same of one step, said in full. */
  readonly because: (reason: Reason, step: UnorderedStep) => string;
  readonly counts: (step: UnorderedStep, format: Formatter) => string;
  readonly customers: (count: number, format: Formatter) => string;
  readonly nobody: string;
  readonly rows: (rows: number, format: Formatter) => string;
  readonly alone: string;
  readonly columns: Readonly<
    Record<'caption' | 'step' | 'independent' | 'followed' | 'customer' | 'why' | 'first', string>
  >;
  readonly list: string;
  readonly listSub: string;
}

/** The step of which most come another way. */
function widest({ steps }: OutOfOrderFigures): UnorderedStep | null {
  const most = [...steps].sort((a, b) => asideOf(b) - asideOf(a) || a.number - b.number)[0];
  return most === undefined || asideOf(most) === 0 ? null : most;
}

const people = (n: number): string => plural('ru', n, { one: 'клиента', few: 'клиентов', other: 'клиентов' });

export const outOfOrderWords: Catalogue<OutOfOrderWords> = {
  en: {
    headline: (figures, f) => {
      const most = widest(figures);
      return most === null
        ? 'Whoever has a later step took the steps before it, in time'
        : `Of ${f.integer(most.independent)} customers with “${most.label}”, ${f.integer(asideOf(most))} did not come by the steps before it`;
    },
    sub: ({ window, order }, f) =>
      `Customers with the event of a step, whatever the order; beside them those who came there ${order === 'strict' ? 'strictly ' : ''}in order within ${windowWords.en(window, f)}, and why the others do not count`,
    followed: 'came in order',
    reasons: {
      never: 'without the step before',
      before: 'only ahead of the step before',
      chain: 'the step before does not count either',
      late: 'too late after the step before',
    },
    because: (reason, { label, before }) =>
      ({
        never: `“${label}” without any “${before}”`,
        before: `“${label}” only ahead of “${before}”`,
        chain: `“${label}” after a “${before}” that does not count either`,
        late: `“${label}” too late after “${before}”, or not from there`,
      })[reason],
    counts: (s, f) => `${f.integer(s.independent)} at all · ${f.integer(s.followed)} in order`,
    customers: (n, f) => `${f.integer(n)} ${n === 1 ? 'customer' : 'customers'}`,
    nobody: 'nobody has this event',
    rows: (rows, f) => `${f.integer(rows)} ${rows === 1 ? 'row' : 'rows'}`,
    alone: 'an event by itself asks for no order',
    columns: {
      caption: 'Counted by event alone, and in order',
      step: 'Step',
      independent: 'With the event at all',
      followed: 'In order',
      customer: 'Customer',
      why: 'Why not counted',
      first: 'First time (UTC)',
    },
    list: 'Who has the event and is not in the funnel there',
    listSub: 'These are in the number of an event counted by itself, and not in the funnel.',
  },
  ru: {
    headline: (figures, f) => {
      const most = widest(figures);
      return most === null
        ? 'У кого есть поздний шаг, тот вовремя прошёл и шаги до него'
        : `Из ${f.integer(most.independent)} ${people(most.independent)} с «${most.label}» по шагам до него не прошли ${f.integer(asideOf(most))}`;
    },
    sub: ({ window, order }, f) =>
      `Клиенты с событием шага, без учёта порядка; рядом — кто дошёл туда ${order === 'strict' ? 'строго ' : ''}по порядку в течение ${windowWords.ru(window, f)}, и почему остальные не считаются`,
    followed: 'дошли по порядку',
    reasons: {
      never: 'без предыдущего шага',
      before: 'только раньше предыдущего шага',
      chain: 'предыдущий шаг тоже не засчитан',
      late: 'слишком поздно после предыдущего',
    },
    because: (reason, { label, before }) =>
      ({
        never: `«${label}» совсем без «${before}»`,
        before: `«${label}» только раньше «${before}»`,
        chain: `«${label}» после «${before}», который сам не засчитан`,
        late: `«${label}» слишком поздно после «${before}» или не от него`,
      })[reason],
    counts: (s, f) => `всего ${f.integer(s.independent)} · по порядку ${f.integer(s.followed)}`,
    customers: (n, f) =>
      `${f.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиентов' })}`,
    nobody: 'этого события нет ни у кого',
    rows: (rows, f) =>
      `${f.integer(rows)} ${plural('ru', rows, { one: 'строка', few: 'строки', many: 'строк', other: 'строк' })}`,
    alone: 'само по себе событие порядка не спрашивает',
    columns: {
      caption: 'Отдельно по событиям и по порядку',
      step: 'Шаг',
      independent: 'Событие вообще есть',
      followed: 'По порядку',
      customer: 'Клиент',
      why: 'Почему не считается',
      first: 'Впервые (UTC)',
    },
    list: 'У кого событие есть, а в воронке их здесь нет',
    listSub: 'Они входят в число, когда событие считают само по себе, и не входят в воронку.',
  },
};
