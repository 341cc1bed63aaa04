import type { Catalogue } from '../../core/words';

interface Part {
  readonly title: string;
  readonly lead: string;
}

/** The parts of the room, in their order. */
export type PartsWords = Readonly<Record<'ask' | 'check' | 'train' | 'result' | 'score', Part>> & {
  /** Of a table, whose columns have no times that could be measured. */
  readonly checkTable: string;
  /** Goes to what a training came to. */
  readonly see: string;
  readonly models: Part & { readonly shipped: string; readonly shippedSub: string };
};

export const partsWords: Catalogue<PartsWords> = {
  en: {
    ask: {
      title: 'Ask',
      lead: 'What would you like to know before it happens? These are the questions that this data can answer.',
    },
    check: {
      title: 'Check',
      lead: 'What the models will learn from. From the moment on at which the answer begins nothing is seen: that is measured, not assumed.',
    },
    checkTable:
      'What the models will learn from. A column that was written down after the answer would make them look good and be useless.',
    see: 'See the result',
    train: {
      title: 'Train',
      lead: 'Models compete on the same rows. Cross-validation chooses the best; rows that none of them has seen say how good it is.',
    },
    result: { title: 'Result', lead: 'How good the chosen model is, what it costs to be wrong, and what it goes by.' },
    score: { title: 'Score', lead: 'The chosen model on the customers as they are now.' },
    models: {
      title: 'Models',
      lead: 'Every model in one place: trained here, kept on this device, shipped with Vitrine, or brought by you.',
      shipped: 'Shipped with Vitrine',
      shippedSub: 'Trained on a made-up shop: a first guess where there is no time to train.',
    },
  },
  ru: {
    ask: { title: 'Вопрос', lead: 'Что хотелось бы знать заранее? Вот вопросы, на которые могут ответить эти данные.' },
    check: {
      title: 'Проверка',
      lead: 'На чём будут учиться модели. С момента, где начинается ответ, не видно ничего: это измерено, а не предположено.',
    },
    checkTable:
      'На чём будут учиться модели. Столбец, записанный уже после ответа, сделал бы их на вид хорошими, а на деле бесполезными.',
    see: 'Показать результат',
    train: {
      title: 'Обучение',
      lead: 'Модели соревнуются на одних и тех же строках. Лучшую выбирает кросс-валидация; насколько она хороша, говорят строки, которых не видела ни одна.',
    },
    result: {
      title: 'Результат',
      lead: 'Насколько хороша выбранная модель, чего стоит её ошибка и по чему она судит.',
    },
    score: { title: 'Прогноз', lead: 'Выбранная модель — на клиентах, какие они сейчас.' },
    models: {
      title: 'Модели',
      lead: 'Все модели в одном месте: обученные здесь, сохранённые на устройстве, поставляемые с Vitrine и ваши собственные.',
      shipped: 'Поставляется с Vitrine',
      shippedSub: 'Обучена на выдуманном магазине: первая прикидка, если учить свою некогда.',
    },
  },
};
