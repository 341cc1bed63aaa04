import type { Catalogue } from '../../core/words';

/** What a file says of its money. */
export interface MoneyWords {
  /** Beside the currency that was taken from a column. */
  readonly found: (column: string, sign: string) => string;
  readonly mixed: (column: string, signs: readonly string[]) => string;
}

export const moneyWords: Catalogue<MoneyWords> = {
  en: {
    found: (column, sign) => `Taken from “${column}”: ${sign}.`,
    mixed: (column, signs) =>
      `“${column}” has amounts in ${signs.join(' and ')}. Nothing is converted: as an amount they are added up as if they were one currency.`,
  },
  ru: {
    found: (column, sign) => `Взята из столбца «${column}»: ${sign}`,
    mixed: (column, signs) =>
      `В столбце «${column}» суммы в разных валютах (${signs.join(', ')}). Пересчёта нет: в итогах они складываются как одна валюта.`,
  },
};
