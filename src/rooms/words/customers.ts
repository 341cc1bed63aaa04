import type { Catalogue } from '../../core/words';

/** The room Customers. */
export interface CustomersWords {
  readonly listTitle: string;
  readonly needsPurchases: string;
}

export const customersWords: Catalogue<CustomersWords> = {
  en: {
    listTitle: 'Every customer',
    needsPurchases: 'No row of this file is a purchase, so there are no segments by purchases.',
  },
  ru: {
    listTitle: 'Все клиенты',
    needsPurchases: 'В этом файле нет покупок, поэтому сегментов по покупкам нет.',
  },
};
