import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Catalogue } from '../../core/words';
import { membersBeside, type SidesText } from '../../charts/sidesExhibit';
import type { SessionsFigures } from './result';
import type { SessionMeasure } from './sides';

const words: Catalogue<Readonly<Record<SessionMeasure | 'sub' | 'caption', string>>> = {
  en: {
    each: 'Sessions each',
    length: 'Mean length',
    events: 'Events per session',
    bounce: 'Sessions of one event',
    bought: 'Sessions with a purchase',
    sub: 'Sessions of segments beside those of everybody; a session of one event has no length',
    caption: 'Sessions by segment',
  },
  ru: {
    each: 'Визитов на клиента',
    length: 'Средняя длина',
    events: 'Событий за визит',
    bounce: 'Визиты из одного события',
    bought: 'Визиты с покупкой',
    sub: 'Визиты сегментов рядом с визитами всех; у визита из одного события длины нет',
    caption: 'Визиты по сегментам',
  },
};

/** What is said of sessions by segment. */
export function sessionSidesText(_: Result<SessionsFigures>, format: Formatter): SidesText<SessionMeasure> {
  const w = words[format.locale];
  const share = (value: number | null): string => format.percent(value);
  return {
    measures: {
      each: { label: w.each, kind: 'number', print: (value) => format.number(value, 2) },
      length: { label: w.length, kind: 'duration', print: (value) => format.duration(value) },
      events: { label: w.events, kind: 'number', print: (value) => format.number(value, 1) },
      bounce: { label: w.bounce, kind: 'percent', print: share },
      bought: { label: w.bought, kind: 'percent', print: share },
    },
    sub: w.sub,
    caption: w.caption,
    lead: ['bought', 'each', 'bounce'],
    list: membersBeside('sessions'),
  };
}
