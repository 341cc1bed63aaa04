import type { TaskName } from '../../analyses/score/tasks';
import type { Catalogue } from '../../core/words';

/** The room Predict and the card of a model. */
export interface PredictWords {
  readonly predict: {
    readonly listTitle: string;
    readonly shipped: string;
  };
  readonly model: {
    readonly title: string;
    readonly own: string;
    readonly demoBadge: string;
    readonly demo: string;
    readonly tasks: Readonly<Record<TaskName, string>>;
    readonly tested: (rows: string, positives: string) => string;
    readonly metric: string;
    readonly value: string;
    readonly interval: string;
    readonly baseline: string;
    readonly averagePrecisionName: string;
    readonly expectedName: string;
    readonly download: string;
  };
}

export const predictWords: Catalogue<PredictWords> = {
  en: {
    predict: {
      listTitle: 'Every customer, most likely first',
      shipped: 'Back to the model that comes with Vitrine',
    },
    model: {
      title: 'The model, and how far to trust it',
      own: 'A model that you opened. How well it predicts is not known here.',
      demoBadge: 'trained on demo data',
      demo: 'It was trained on Vitrine’s own sample shop, so its use on your customers is unproven: take the order of the list as a hint, and the probabilities with care.',
      tasks: {
        propensity: 'Estimates who buys within 7 days, from what visitors did before.',
        repurchase: 'Estimates who buys again within 90 days, from earlier purchases.',
      },
      tested: (rows, positives) => `On a later period of the sample: ${rows} cases, ${positives} of them bought`,
      metric: 'Measure',
      value: 'Model',
      interval: '95 % interval',
      baseline: 'Guessing',
      averagePrecisionName: 'Average precision',
      expectedName: 'Expected ÷ actual buyers',
      download: 'Download the card',
    },
  },
  ru: {
    predict: {
      listTitle: 'Все клиенты, вероятные — первыми',
      shipped: 'Вернуться к модели из Vitrine',
    },
    model: {
      title: 'Модель и насколько ей верить',
      own: 'Модель, которую открыли вы. Насколько хорошо она предсказывает, здесь неизвестно.',
      demoBadge: 'обучена на примере',
      demo: 'Она обучена на магазине-примере Vitrine, и на ваших клиентах не проверена: порядок в списке — подсказка, а вероятности — с осторожностью.',
      tasks: {
        propensity: 'Оценивает, кто купит за 7 дней, по прежним действиям посетителей.',
        repurchase: 'Оценивает, кто купит снова за 90 дней, по прежним покупкам.',
      },
      tested: (rows, positives) => `На более позднем периоде примера: случаев — ${rows}, из них купили — ${positives}`,
      metric: 'Мера',
      value: 'Модель',
      interval: '95 % интервал',
      baseline: 'Наугад',
      averagePrecisionName: 'Средняя точность',
      expectedName: 'Ожидалось ÷ купили',
      download: 'Скачать карточку',
    },
  },
};
