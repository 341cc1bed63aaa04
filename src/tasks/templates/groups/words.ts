import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';
import type { GroupCount, GroupCuts, Groups, ValueGroup } from './groups';

export interface GroupsWords {
  readonly title: string;
  readonly names: Readonly<Record<ValueGroup, string>>;
  readonly todo: Readonly<Record<ValueGroup, string>>;
  readonly headline: (g: Groups, format: Formatter) => string;
  readonly sub: (g: Groups, format: Formatter) => string;
  readonly note: (g: GroupCount, format: Formatter) => string;
  readonly cuts: (c: GroupCuts, format: Formatter) => string;
  readonly columns: Readonly<
    Record<'caption' | 'group' | 'customers' | 'predicted' | 'spent' | 'todo' | 'who' | 'silent', string>
  >;
  readonly share: string;
  readonly top: (share: string) => string;
  readonly silent: string;
  readonly show: string;
}

const of = (g: Groups, group: ValueGroup): GroupCount =>
  g.counts.find((c) => c.group === group) ?? { group, customers: 0, predicted: 0, spent: 0 };
const customers = (n: number, f: Formatter): string =>
  `${f.integer(n)} ${plural('en', n, { one: 'customer', other: 'customers' })}`;
const clients = (n: number, f: Formatter): string =>
  `${f.integer(n)} ${plural('ru', n, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' })}`;

export const groupsWords: Catalogue<GroupsWords> = {
  en: {
    title: 'High value, missed, at risk',
    names: { high: 'High value', missed: 'Missed opportunity', risk: 'About to be lost' },
    todo: {
      high: 'Look after them: service, early access, no discounts needed',
      missed: 'Write to them now: they are silent, yet worth it',
      risk: 'Win them back with a reason of its own, or let them go',
    },
    headline: (g, f) => {
      const [high, missed] = [of(g, 'high'), of(g, 'missed')];
      const share = g.all.predicted > 0 ? high.predicted / g.all.predicted : 0;
      const first = `${customers(high.customers, f)} of high value bring ${f.percent(share, 0)} of what is expected`;
      return missed.customers === 0
        ? `${first}; no opportunity is being missed`
        : `${first}; ${f.moneyCompact(missed.predicted)} more hang on ${f.integer(missed.customers)} who are silent`;
    },
    sub: (g, f) => `Predicted spend of the next ${f.days(g.days)}, of ${customers(g.all.customers, f)} as they are now`,
    note: (g, f) => `${customers(g.customers, f)}, ${f.moneyCompact(g.spent)} so far`,
    cuts: (c, f) =>
      `high: ${f.moneyCompact(c.predicted)} predicted or ${f.moneyCompact(c.spent)} spent; silent: ${f.days(c.silent)} without a purchase`,
    columns: {
      caption: 'Three groups of customers',
      group: 'Group',
      customers: 'Customers',
      predicted: 'Predicted',
      spent: 'Spent so far',
      todo: 'What to do',
      who: 'Customer',
      silent: 'Days silent',
    },
    share: 'What counts as high',
    top: (s) => `the top ${s}`,
    silent: 'Silent from',
    show: 'Show',
  },
  ru: {
    title: 'Ценные, упущенные, под угрозой',
    names: { high: 'Высокая ценность', missed: 'Упущенная возможность', risk: 'Вот-вот потеряем' },
    todo: {
      high: 'Беречь: сервис, ранний доступ; скидки не нужны',
      missed: 'Написать сейчас: молчат, но того стоят',
      risk: 'Вернуть особым поводом или отпустить',
    },
    headline: (g, f) => {
      const [high, missed] = [of(g, 'high'), of(g, 'missed')];
      const share = g.all.predicted > 0 ? high.predicted / g.all.predicted : 0;
      const first = `Ценные клиенты (${f.integer(high.customers)}) дадут ${f.percent(share, 0)} ожидаемых трат`;
      return missed.customers === 0
        ? `${first}; упущенных возможностей нет`
        : `${first}; ещё ${f.moneyCompact(missed.predicted)} — у замолчавших (${f.integer(missed.customers)})`;
    },
    sub: (g, f) => `Прогноз трат на ${f.days(g.days)} вперёд; ${clients(g.all.customers, f)} в их нынешнем виде`,
    note: (g, f) => `${clients(g.customers, f)}, уже потрачено ${f.moneyCompact(g.spent)}`,
    cuts: (c, f) =>
      `много — от ${f.moneyCompact(c.predicted)} по прогнозу или от ${f.moneyCompact(c.spent)} потраченных; молчит — от ${f.integer(c.silent)} дн. без покупки`,
    columns: {
      caption: 'Три группы клиентов',
      group: 'Группа',
      customers: 'Клиентов',
      predicted: 'Прогноз',
      spent: 'Потрачено',
      todo: 'Что делать',
      who: 'Клиент',
      silent: 'Дней молчит',
    },
    share: 'Что считать высоким',
    top: (s) => `верхние ${s}`,
    silent: 'Молчит от',
    show: 'Показать',
  },
};
