import type { Catalogue } from '../../core/words';

/** What may be done with the customers behind a mark of a chart. */
export interface WhoWords {
  readonly list: string;
  readonly save: string;
  readonly filter: string;
  readonly funnel: string;
  readonly returns: string;
  readonly filtered: (name: string) => string;
  readonly compared: (name: string) => string;
  readonly undo: string;
  readonly counting: string;
}

export const whoWords: Catalogue<WhoWords> = {
  en: {
    list: 'See the list',
    save: 'Save as a segment…',
    filter: 'Count only them everywhere',
    funnel: 'Compare their funnel with the rest',
    returns: 'Compare how they return',
    filtered: (name) => `Everything now counts only “${name}”.`,
    compared: (name) => `Saved “${name}” and set it beside the others.`,
    undo: 'Undo',
    counting: 'Looking for them',
  },
  ru: {
    list: 'Показать список',
    save: 'Сохранить как сегмент…',
    filter: 'Считать везде только их',
    funnel: 'Сравнить их воронку с остальными',
    returns: 'Сравнить, как они возвращаются',
    filtered: (name) => `Теперь везде считаются только «${name}».`,
    compared: (name) => `Сегмент «${name}» сохранён и показан рядом с остальными.`,
    undo: 'Отменить',
    counting: 'Ищем этих клиентов',
  },
};
