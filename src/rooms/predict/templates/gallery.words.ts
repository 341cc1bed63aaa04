import type { Catalogue } from '../../../core/words';

/** Texts of the gallery of templates, and of what stands below a template's result. */
export interface GalleryWords {
  readonly title: string;
  readonly sub: string;
  readonly open: string;
  readonly again: string;
  /** Opens it on sample data. */
  readonly sample: string;
  readonly opening: string;
  readonly fits: (rows: string, rate: string | null) => string;
  readonly fitsUncounted: string;
  readonly notYet: string;
  readonly action: { readonly title: string; readonly lead: string };
}

export const galleryWords: Catalogue<GalleryWords> = {
  en: {
    title: 'Start from a template',
    sub: 'One click asks the question, trains a model and shows what came of it.',
    open: 'Open',
    again: 'Open again',
    sample: 'Try on sample data',
    opening: 'Opening…',
    fits: (rows, rate) => `Fits: ${rows} rows to learn from${rate === null ? '' : `, ${rate} yes`}`,
    fitsUncounted: 'Fits this data',
    notYet: 'Not from this data',
    action: {
      title: 'Act on it',
      lead: 'From scores to a list: who comes first, what is at stake, and what sets these customers apart.',
    },
  },
  ru: {
    title: 'Начать с шаблона',
    sub: 'Один щелчок задаёт вопрос, обучает модель и показывает, что получилось.',
    open: 'Открыть',
    again: 'Открыть снова',
    sample: 'Попробовать на примере',
    opening: 'Открывается…',
    fits: (rows, rate) => `Подходит: строк для обучения — ${rows}${rate === null ? '' : `, из них «да» — ${rate}`}`,
    fitsUncounted: 'Подходит к этим данным',
    notYet: 'По этим данным нельзя',
    action: {
      title: 'К делу',
      lead: 'От баллов к списку: с кого начать, сколько на кону и чем эти клиенты отличаются от остальных.',
    },
  },
};
