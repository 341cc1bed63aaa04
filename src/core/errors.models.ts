import { inRussian } from './errors.parts';
import { refusalInRussian } from './errors.reasons';
import type { ErrorSentences } from './errors.words';
import type { Catalogue } from './words';

type ModelErrors = Pick<ErrorSentences, Extract<keyof ErrorSentences, `model.${string}`>>;

/** What goes wrong with models, as a person reads it. */
export const modelErrors: Catalogue<ModelErrors> = {
  en: {
    'model.not-onnx': (d) => ({
      sentence: `“${d.model}” is not an ONNX model: ${d.reason}.`,
      remedy: 'Export the model as .onnx and choose that file.',
    }),
    'model.refused': (d) => ({
      sentence: `The model “${d.model}” is refused: ${d.reason}.`,
      remedy: 'Use a model without it.',
    }),
    'model.not-applicable': (d) => ({
      sentence: `The model “${d.model}” cannot score this data: it needs ${d.missing}.`,
      remedy: 'Give that role to a column, or use another model.',
    }),
    'model.timeout': (d) => ({
      sentence: `The model “${d.model}” gave no answer within ${d.seconds} seconds and was stopped.`,
      remedy: 'Use another model; nothing else was affected.',
    }),
    'model.no-table': (d) => ({
      sentence: `“${d.model}” is a model, no table.`,
      remedy: 'Bring it in the room Predict.',
    }),
    'model.absent': (d) => ({
      sentence: `The model “${d.model}” (file checksum ${d.sha256.slice(0, 8)}…) is not here.`,
      remedy: 'Drop its .onnx file; on the command line, name it with --model.',
    }),
  },
  ru: {
    'model.not-onnx': (d) => ({
      sentence: `«${d.model}» — не модель ONNX: ${refusalInRussian(d.reason)}.`,
      remedy: 'Выгрузите модель в .onnx и выберите этот файл.',
    }),
    'model.refused': (d) => ({
      sentence: `Модель «${d.model}» отклонена: ${refusalInRussian(d.reason)}.`,
      remedy: 'Возьмите модель без этого.',
    }),
    'model.not-applicable': (d) => ({
      sentence: `Модель «${d.model}» не может оценить эти данные: не хватает роли или события: ${inRussian(d.missing)}.`,
      remedy: 'Назначьте эту роль столбцу или возьмите другую модель.',
    }),
    'model.timeout': (d) => ({
      sentence: `Модель «${d.model}» не ответила за ${d.seconds} с и остановлена.`,
      remedy: 'Возьмите другую модель; остальное не затронуто.',
    }),
    'model.no-table': (d) => ({ sentence: `«${d.model}» — модель, не таблица.`, remedy: 'Добавьте её в «Прогнозе».' }),
    'model.absent': (d) => ({
      sentence: `Нет модели «${d.model}» (контрольная сумма файла ${d.sha256.slice(0, 8)}…).`,
      remedy: 'Перетащите её файл .onnx; в командной строке укажите его через --model.',
    }),
  },
};
