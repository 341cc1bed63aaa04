import type { Catalogue } from '../../core/words';

/** Words of the Overview's choices. */
export interface OverviewChoiceWords {
  readonly figures: string;
  readonly chosen: string;
  readonly clear: string;
  readonly lift: (what: string) => string;
  readonly event: (name: string) => string;
  readonly of: (whole: string, share: string) => string;
  readonly note: string;
}

export const choiceWords: Catalogue<OverviewChoiceWords> = {
  en: {
    figures: 'Figures of the choice',
    chosen: 'Looking at',
    clear: 'Clear all',
    lift: (what) => `Lift “${what}”`,
    event: (name) => `Event: ${name}`,
    of: (whole, share) => `${share} of ${whole}`,
    note: 'Of what is chosen below. These choices are for looking; a period becomes the filter of all rooms when you let go of it.',
  },
  ru: {
    figures: 'Показатели выбранного',
    chosen: 'Показано только',
    clear: 'Снять всё',
    lift: (what) => `Снять «${what}»`,
    event: (name) => `Событие: ${name}`,
    of: (whole, share) => `${share} из ${whole}`,
    note: 'По тому, что выбрано ниже. Выбор виден только здесь; период, когда вы его отпустите, станет фильтром всех разделов.',
  },
};
