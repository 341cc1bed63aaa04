import type { Catalogue } from '../../core/words';

/** Texts of segments that score with a model. */
export interface ModelSegmentWords {
  /** What is missing; the checksum's first digits tell files of one name apart. */
  readonly missing: (model: string, checksum: string) => string;
  readonly why: string;
  readonly drop: string;
  readonly scoring: string;
  readonly other: (file: string) => string;
  readonly download: string;
}

export const modelSegmentWords: Catalogue<ModelSegmentWords> = {
  en: {
    missing: (model, checksum) => `A segment needs the model “${model}” (${checksum}…).`,
    why: 'It scores customers anew with the very file it was saved with. Until the file is here, nobody is counted as in it or out of it, and segments stay without customers.',
    drop: 'The model’s .onnx file',
    scoring: 'Scoring customers',
    other: (file) => `“${file}” is another model: its checksum differs.`,
    download: 'Download its model',
  },
  ru: {
    missing: (model, checksum) => `Сегменту нужна модель «${model}» (${checksum}…).`,
    why: 'Он заново оценивает клиентов тем самым файлом, с которым был сохранён. Пока файла нет, никто не считается ни вошедшим, ни не вошедшим, и сегменты остаются без клиентов.',
    drop: 'Файл модели .onnx',
    scoring: 'Оцениваем клиентов',
    other: (file) => `«${file}» — другая модель: контрольная сумма не та.`,
    download: 'Скачать его модель',
  },
};
