import type { Formatter } from '../../../core/format';
import { plural, type Catalogue } from '../../../core/words';

export interface PartsWords {
  readonly headline: (weak: readonly string[], column: string, overall: string, format: Formatter) => string;
  /** Every part is weaker than the whole: the column itself does much of the ordering. */
  readonly within: (column: string, overall: string) => string;
  readonly sub: (figure: string, column: string, bars: boolean) => string;
  readonly rows: (n: number, format: Formatter) => string;
  readonly below: (high: string) => string;
  readonly from: (low: string) => string;
  readonly other: string;
  readonly missing: string;
  readonly unmeasured: (name: string) => string;
  readonly columns: { readonly rows: string };
}

export const partsWords: Catalogue<PartsWords> = {
  en: {
    headline: (weak, column, overall, format) =>
      weak.length === 0
        ? `The model is about as good in every part by “${column}” (${overall} overall)`
        : `The model is weaker where “${column}” is ${format.list(weak)} (${overall} overall)`,
    within: (column, overall) =>
      `Within each part the model orders less well than over all (${overall}): much of what it knows is “${column}” itself`,
    sub: (figure, column, bars) =>
      `${figure} on the test rows by “${column}”, with 95 % intervals; ${bars ? 'thin bar' : 'hollow'}: without a model`,
    rows: (n, format) => `${format.integer(n)} ${plural('en', n, { one: 'row', other: 'rows' })}`,
    below: (high) => `below ${high}`,
    from: (low) => `${low} and more`,
    other: 'all others',
    missing: 'not known',
    unmeasured: (name) => `${name}: too few to measure`,
    columns: { rows: 'Rows' },
  },
  ru: {
    headline: (weak, column, overall, format) =>
      weak.length === 0
        ? `Модель примерно одинаково хороша во всех группах по «${column}» (в целом ${overall})`
        : `Модель слабее там, где «${column}» — ${format.list(weak)} (в целом ${overall})`,
    within: (column, overall) =>
      `Внутри каждой группы порядок хуже, чем в целом (${overall}): многое из того, что знает модель, — само «${column}»`,
    sub: (figure, column, bars) =>
      `${figure} на проверке по «${column}» с 95 % интервалами; ${bars ? 'тонкая полоса' : 'пустой кружок'} — без модели`,
    rows: (n, format) =>
      `${format.integer(n)} ${plural('ru', n, { one: 'строка', few: 'строки', many: 'строк', other: 'строки' })}`,
    below: (high) => `меньше ${high}`,
    from: (low) => `от ${low}`,
    other: 'остальные',
    missing: 'неизвестно',
    unmeasured: (name) => `${name}: слишком мало, чтобы измерить`,
    columns: { rows: 'Строк' },
  },
};
