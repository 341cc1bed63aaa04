import { plural, type Catalogue } from './words';

/** Units and short phrases around numbers. Counts are plain numbers, texts are already printed. */
export interface FormatWords {
  /** Steps of a thousand from 10^3 on. */
  readonly magnitudes: readonly [string, string, string];
  readonly units: {
    readonly day: string;
    readonly hour: string;
    readonly minute: string;
    readonly second: string;
    readonly millisecond: string;
  };
  readonly days: (count: number, printed: string) => string;
  readonly up: (by: string) => string;
  readonly down: (by: string) => string;
  readonly flat: string;
  readonly fromNothing: string;
}

export const formatWords: Catalogue<FormatWords> = {
  en: {
    magnitudes: ['k', 'M', 'bn'],
    units: { day: 'd', hour: 'h', minute: 'min', second: 's', millisecond: 'ms' },
    days: (count, printed) => `${printed}\u00a0${plural('en', count, { one: 'day', other: 'days' })}`,
    up: (by) => `up ${by}`,
    down: (by) => `down ${by}`,
    flat: 'no change',
    fromNothing: 'new: none before',
  },
  ru: {
    magnitudes: ['тыс.', 'млн', 'млрд'],
    units: { day: 'дн.', hour: 'ч', minute: 'мин', second: 'с', millisecond: 'мс' },
    days: (count, printed) =>
      `${printed}\u00a0${plural('ru', count, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`,
    up: (by) => `рост на ${by}`,
    down: (by) => `снижение на ${by}`,
    flat: 'без изменений',
    fromNothing: 'раньше не было',
  },
};
