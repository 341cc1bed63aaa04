import type { Formatter } from '../../../core/format';
import type { Catalogue } from '../../../core/words';

/** The part of the room with every model: trained here, kept, shipped, brought. */
export interface ModelsWords {
  readonly here: string;
  readonly hereSub: string;
  readonly none: string;
  readonly keep: string;
  readonly kept: string;
  readonly keptSub: string;
  readonly keptNone: string;
  /** Of a model that was brought and is not kept. */
  readonly broughtSub: string;
  readonly denied: (reason: string) => string;
  readonly use: string;
  readonly using: string;
  readonly erase: string;
  readonly eraseSure: string;
  readonly download: string;
  readonly files: Readonly<Record<'onnx' | 'card' | 'python', string>>;
  readonly version: (n: number) => string;
  readonly learnt: (rows: string, file: string) => string;
  readonly keptAt: (date: string) => string;
  readonly tested: (metric: string, value: string, interval: string | null, baseline: string) => string;
  readonly rename: string;
  readonly lacks: (model: string, columns: string) => string;
  readonly erased: (model: string) => string;
  readonly saved: (model: string) => string;
  readonly suggested: (question: string, model: string, f: Formatter) => string;
}

export const modelsWords: Catalogue<ModelsWords> = {
  en: {
    here: 'Trained here',
    hereSub: 'They go with this tab unless you keep them.',
    none: 'Nothing is trained yet.',
    keep: 'Keep on this device',
    kept: 'Kept on this device',
    keptSub: 'In this browser only. They hold what was learnt, not the rows it was learnt from.',
    keptNone: 'Nothing is kept. Train a model and keep it to use it on next month’s file.',
    broughtSub: 'It goes with this tab unless you keep it; segments made with it need its file.',
    denied: (reason) => `This browser keeps nothing for this page: ${reason}. Download the model instead.`,
    use: 'Use on this data',
    using: 'Making its rows',
    erase: 'Erase',
    eraseSure: 'Erase for good?',
    download: 'Download',
    files: { onnx: 'Model (.onnx)', card: 'Card (.json)', python: 'Python program' },
    version: (n) => `v${n}`,
    learnt: (rows, file) => `learnt from ${rows} rows of ${file}`,
    keptAt: (date) => `kept ${date}`,
    tested: (metric, value, interval, baseline) =>
      `${metric} ${value}${interval === null ? '' : ` (${interval})`}, no model ${baseline}`,
    rename: 'Name to keep it under',
    lacks: (model, columns) => `This data has no ${columns}, which “${model}” reads.`,
    erased: (model) => `“${model}” is erased.`,
    saved: (model) => `“${model}” is kept on this device.`,
    suggested: (question, model) => `${question} · ${model}`,
  },
  ru: {
    here: 'Обучены здесь',
    hereSub: 'Исчезнут вместе с вкладкой, если их не сохранить.',
    none: 'Пока ничего не обучено.',
    keep: 'Сохранить на устройстве',
    kept: 'Сохранены на устройстве',
    keptSub: 'Только в этом браузере. В них то, чему модель научилась, а не строки, на которых она училась.',
    keptNone: 'Ничего не сохранено. Обучите модель и сохраните её, чтобы применить к файлу следующего месяца.',
    broughtSub: 'Исчезнет вместе с вкладкой, если её не сохранить; её файл нужен сегментам, которые на ней построены.',
    denied: (reason) => `Браузер ничего не хранит для этой страницы: ${reason}. Скачайте модель.`,
    use: 'Применить к этим данным',
    using: 'Готовим для неё строки',
    erase: 'Удалить',
    eraseSure: 'Удалить насовсем?',
    download: 'Скачать',
    files: { onnx: 'Модель (.onnx)', card: 'Карточка (.json)', python: 'Программа на Python' },
    version: (n) => `в. ${n}`,
    learnt: (rows, file) => `училась на ${file}, строк: ${rows}`,
    keptAt: (date) => `сохранена ${date}`,
    tested: (metric, value, interval, baseline) =>
      `${metric} ${value}${interval === null ? '' : ` (${interval})`}, без модели ${baseline}`,
    rename: 'Под каким именем сохранить',
    lacks: (model, columns) => `В этих данных нет того, что читает «${model}»: ${columns}.`,
    erased: (model) => `Модель «${model}» удалена.`,
    saved: (model) => `Модель «${model}» сохранена на устройстве.`,
    suggested: (question, model) => `${question} · ${model}`,
  },
};
