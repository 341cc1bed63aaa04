import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';

export interface SwarmWords {
  readonly headline: (name: string, up: boolean) => string;
  readonly plain: string;
  readonly sub: (rows: number, format: Formatter) => string;
  readonly low: string;
  readonly high: string;
  readonly down: string;
  readonly up: string;
  readonly direction: (d: 'up' | 'down' | 'mixed' | null) => string;
}

export const swarmWords: Catalogue<SwarmWords> = {
  en: {
    headline: (name, up) => `The higher “${name}”, the ${up ? 'higher' : 'lower'} the answer`,
    plain: 'Features push either way, depending on the others',
    sub: (rows, format) =>
      `A point per test row (${format.integer(rows)}) and feature: how far it pushed the answer, coloured by the feature’s value (grey: a text or missing)`,
    low: 'low value',
    high: 'high value',
    down: '← pushes down',
    up: 'pushes up →',
    direction: (d) =>
      d === 'up'
        ? 'higher values push up'
        : d === 'down'
          ? 'higher values push down'
          : d === 'mixed'
            ? 'either way, depending on the others'
            : 'depends on the value',
  },
  ru: {
    headline: (name, up) => `Чем больше «${name}», тем ${up ? 'выше' : 'ниже'} ответ`,
    plain: 'Признаки действуют в обе стороны, смотря по остальным',
    sub: (rows, format) =>
      `Точка — строка проверки (${format.integer(rows)}) и признак: насколько он сдвинул ответ; цвет — значение признака (серый — текст или пропуск)`,
    low: 'малое',
    high: 'большое значение',
    down: '← снижает',
    up: 'повышает →',
    direction: (d) =>
      d === 'up'
        ? 'чем больше, тем выше'
        : d === 'down'
          ? 'чем больше, тем ниже'
          : d === 'mixed'
            ? 'в обе стороны, смотря по остальным'
            : 'зависит от значения',
  },
};
