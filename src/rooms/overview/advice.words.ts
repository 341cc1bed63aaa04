import { hoursText } from '../../analyses/overview/cross/words';
import type { Formatter } from '../../core/format';
import { segmentNames } from '../../core/rfmSegments.words';
import type { Catalogue } from '../../core/words';
import type { AdviceFacts } from './advice';

/** A recommendation in words. */
export interface AdviceText {
  /** The finding. */
  readonly finding: string;
  /** What to do. */
  readonly action: string;
}

export interface AdviceWords {
  readonly title: string;
  readonly sub: string;
  readonly none: string;
  readonly show: string;
  readonly text: (facts: AdviceFacts, format: Formatter) => AdviceText;
  /** The money at stake, with what it is reckoned from. */
  readonly stake: (rule: AdviceFacts['rule'], money: string) => string;
}

const stakesEn: Readonly<Partial<Record<AdviceFacts['rule'], (money: string) => string>>> = {
  'funnel-drop': (m) => `${m} if one in ten of them went on as the others do`,
  'at-risk-value': (m) => `${m} are still to be expected of them`,
  'gone-quiet': (m) => `${m}: a tenth of what they have brought so far`,
  'sliding-champions': (m) => `${m}: a tenth of what those who left had brought`,
  'second-purchase': (m) => `${m} if one in ten of them ordered once more`,
};
const stakesRu: typeof stakesEn = {
  'funnel-drop': (m) => `${m}, если каждый десятый из них пройдёт дальше так же, как остальные`,
  'at-risk-value': (m) => `${m} от них ещё можно ждать`,
  'gone-quiet': (m) => `${m} — десятая часть того, что они уже принесли`,
  'sliding-champions': (m) => `${m} — десятая часть того, что принесли ушедшие`,
  'second-purchase': (m) => `${m}, если каждый десятый из них закажет ещё раз`,
};

export const adviceWords: Catalogue<AdviceWords> = {
  en: {
    title: 'What to do',
    sub: 'Built from the figures of this file; the largest sum at stake first.',
    none: 'The figures give no clear advice yet: there are too few customers, too little time, or nothing stands out.',
    show: 'Show the figure',
    stake: (rule, money) => stakesEn[rule]?.(money) ?? money,
    text: (facts, format) => {
      const n = (value: number): string => format.integer(value);
      const p = (share: number): string => format.percent(share, 0);
      switch (facts.rule) {
        case 'funnel-drop':
          return {
            finding: `${p(facts.share)} stop between “${facts.from}” and “${facts.to}”: ${n(facts.lost)} ${facts.unit}`,
            action: 'Look at this step first: what is asked there, how long it takes, what it costs.',
          };
        case 'sliding-champions':
          return {
            finding: `${n(facts.left)} of ${n(facts.before)} champions are champions no more`,
            action: `Write to them while they remember you${facts.to === null ? '' : `; most of them are now “${segmentNames.en[facts.to]}”`}.`,
          };
        case 'concentration':
          return {
            finding: `${p(facts.share)} of buyers bring 80 % of revenue: ${n(facts.holders)} people`,
            action: 'Know them by name, ask them, and do not spend their budget on the rest.',
          };
        case 'at-risk-value':
          return {
            finding: `${n(facts.customers)} good buyers have gone quiet; ${p(facts.alive)} will probably come back`,
            action: 'Win them back before others do: start with those of the highest expected value.',
          };
        case 'gone-quiet':
          return {
            finding: `${n(facts.customers)} buyers who bought often have gone quiet${facts.share === null ? '' : `; they brought ${p(facts.share)} of revenue`}`,
            action: 'Ask them back with what they used to buy, the most frequent first.',
          };
        case 'second-purchase':
          return {
            finding: `${p(facts.share)} of buyers bought once: ${n(facts.once)} people`,
            action: 'Give a reason for a second order soon after the first one.',
          };
        case 'low-return':
          return {
            finding: `${p(facts.share)} of customers return in the ${facts.interval} after their first`,
            action: 'Meet newcomers in their first days: a welcome, a hint, a next step.',
          };
        case 'busy-hours':
          return {
            finding: `${p(facts.share)} of all activity falls between ${hoursText(facts.from, facts.to)}`,
            action: 'Send messages shortly before, and keep support and stock ready then.',
          };
      }
    },
  },
  ru: {
    title: 'Что делать',
    sub: 'Выводы из показателей этого файла; сверху то, где больше денег.',
    none: 'Ясного совета пока нет: мало клиентов, мало времени или ничего не выделяется.',
    show: 'Показать',
    stake: (rule, money) => stakesRu[rule]?.(money) ?? money,
    text: (facts, format) => {
      const n = (value: number): string => format.integer(value);
      const p = (share: number): string => format.percent(share, 0);
      switch (facts.rule) {
        case 'funnel-drop':
          return {
            finding: `Между «${facts.from}» и «${facts.to}» теряется ${p(facts.share)} — ${facts.unit === 'sessions' ? 'сессий' : 'клиентов'}: ${n(facts.lost)}`,
            action: 'Начните с этого шага: что здесь спрашивают, сколько это занимает и сколько стоит.',
          };
        case 'sliding-champions':
          return {
            finding: `Чемпионов стало меньше: из ${n(facts.before)} ушли в другие сегменты ${n(facts.left)}`,
            action: `Напишите им, пока о вас помнят${facts.to === null ? '' : `; больше всего их теперь в сегменте «${segmentNames.ru[facts.to]}»`}.`,
          };
        case 'concentration':
          return {
            finding: `80 % выручки приносят ${p(facts.share)} покупателей (${n(facts.holders)})`,
            action: 'Этих людей стоит знать по имени, спрашивать и не тратить их бюджет на остальных.',
          };
        case 'at-risk-value':
          return {
            finding: `Замолчали хорошие покупатели (${n(facts.customers)}); вероятность вернуться — ${p(facts.alive)}`,
            action: 'Верните их раньше других: начните с тех, от кого ждут больше всего.',
          };
        case 'gone-quiet':
          return {
            finding: `Замолчали те, кто покупал часто (${n(facts.customers)})${facts.share === null ? '' : `; они принесли ${p(facts.share)} выручки`}`,
            action: 'Позовите их обратно тем, что они покупали, начиная с самых частых.',
          };
        case 'second-purchase':
          return {
            finding: `${p(facts.share)} покупателей купили один раз (${n(facts.once)})`,
            action: 'Дайте повод для второго заказа вскоре после первого.',
          };
        case 'low-return':
          return {
            finding: `${{ day: 'На следующий день', week: 'На следующей неделе', month: 'В следующем месяце' }[facts.interval]} возвращаются ${p(facts.share)} новых клиентов`,
            action: 'Встречайте новичков в первые дни: приветствие, подсказка, следующий шаг.',
          };
        case 'busy-hours':
          return {
            finding: `На ${hoursText(facts.from, facts.to)} приходится ${p(facts.share)} всей активности`,
            action: 'Рассылайте незадолго до этого времени и держите наготове поддержку и склад.',
          };
      }
    },
  },
};
