import type { Catalogue } from '../core/words';
import type { TermText } from './exhibit';

/** Words of the field that are explained where they stand. */
export const termNames = [
  'rfm',
  'recency',
  'frequency',
  'monetary',
  'quintile',
  'wilson',
  'meanInterval',
  'conversion',
  'repeat',
  'median',
  'window',
  'immature',
  'independent',
  'windowShoppers',
  'probability',
  'expectedBuyers',
  'rocAuc',
  'averagePrecision',
  'brier',
  'expectedActual',
  'calibration',
  'outside',
  'demoModel',
  'duplicates',
] as const;
export type TermName = (typeof termNames)[number];

const FHL = 'Fader, Hardie & Lee, “RFM and CLV”, Journal of Marketing Research 42 (2005)';
const WILSON = 'Wilson, “Probable inference”, JASA 22 (1927)';
const HUGHES = 'Hughes, “Strategic Database Marketing” (1994)';

/** Every explanation, two sentences at most, with where the definition comes from. */
export const terms: Catalogue<{ readonly [T in TermName]: TermText }> = {
  en: {
    rfm: {
      title: 'RFM',
      says: 'Customers scored from 1 to 5 by how recently, how often and for how much they bought. The scores place each in one of ten segments.',
      source: HUGHES,
    },
    recency: {
      title: 'Recency',
      says: 'Whole days from the last purchase to the as-of date. Score 5 goes to the fifth who bought most recently.',
      source: FHL,
    },
    frequency: {
      title: 'Frequency',
      says: 'How many orders a customer has placed; days with a purchase where orders are not known. Score 5 goes to those who buy most often.',
      source: FHL,
    },
    monetary: {
      title: 'Monetary value',
      says: 'What a customer has spent, refunds taken off. Score 5 goes to those who spent most.',
      source: FHL,
    },
    quintile: {
      title: 'Scores by quintile',
      says: 'Four cut points split customers into fifths, and equal values always get the same score. So fifths differ in size, and a score may be empty when many customers are alike.',
      source: 'Hyndman & Fan, “Sample quantiles”, type 7, The American Statistician 50 (1996)',
    },
    wilson: {
      title: '95 % interval',
      says: 'Where the true share lies, given how many were counted. Were the count repeated, 95 of 100 such intervals would hold it.',
      source: WILSON,
    },
    meanInterval: {
      title: '95 % interval',
      says: 'Where the true mean lies, given how many were counted and how much they differ. A few very large orders make it wide.',
      source: 'Student’s t',
    },
    conversion: {
      title: 'Conversion',
      says: 'Customers who bought, of all customers seen. The interval says how sure that is.',
      source: WILSON,
    },
    repeat: {
      title: 'Bought again',
      says: 'Buyers with two orders or more, of all buyers; two purchase days where orders are not known. The line shows, of each period’s buyers, the share who had bought before it.',
      source: WILSON,
    },
    median: {
      title: 'Median',
      says: 'Half of all orders are smaller, half are larger. Unlike the mean, a few very large orders do not move it.',
    },
    window: {
      title: 'Time to finish',
      says: 'A customer counts when all steps happen within this time of the first step, its last moment included. A later first step starts a new attempt.',
    },
    immature: {
      title: 'Still have time',
      says: 'They took the first step so late that their time to finish is not over when the data ends. They count as not converted, so the true share can only be higher.',
    },
    independent: {
      title: 'Counting events alone',
      says: 'Many notebooks count the customers of each event without asking whether the earlier steps came before. Such counts look like a funnel, but include people who skipped a step or took it later.',
    },
    windowShoppers: {
      title: 'Window shoppers',
      says: 'Customers who looked and never bought. They have no purchase to score, so they stand beside the segments.',
    },
    probability: {
      title: 'Probability to buy',
      says: 'What the model estimates for each customer. Of 100 customers at 30 %, about 30 should buy if the model fits your customers.',
    },
    expectedBuyers: {
      title: 'Expected buyers',
      says: 'The sum of the customers’ probabilities. It says how many will probably buy, not who.',
    },
    rocAuc: {
      title: 'ROC-AUC',
      says: 'The chance that a buyer has a higher score than somebody who does not buy. 0.5 is a coin toss, 1 is perfect.',
      source: 'Hanley & McNeil, Radiology 143 (1982)',
    },
    averagePrecision: {
      title: 'Average precision',
      says: 'The share of buyers among the highest scores, averaged over all cuts. Guessing gives the share of buyers.',
      source: 'scikit-learn, average_precision_score',
    },
    brier: {
      title: 'Brier score',
      says: 'The mean squared error of the probability. Smaller is better; guessing the mean for everybody is the bar.',
      source: 'Brier, Monthly Weather Review 78 (1950)',
    },
    expectedActual: {
      title: 'Expected ÷ actual',
      says: 'The sum of the probabilities over those who really bought. 1 is right; more promises too much.',
    },
    calibration: {
      title: 'Off on average',
      says: 'How far the probabilities are from the shares that really bought, averaged over ten groups of customers. Smaller is better.',
      source: 'Naeini, Cooper & Hauskrecht, AAAI (2015)',
    },
    outside: {
      title: 'Outside what the model has seen',
      says: 'Some values here are smaller or larger than any in the training data. There the model guesses further than it has learned.',
    },
    demoModel: {
      title: 'Trained on demo data',
      says: 'The model learned from Vitrine’s own sample shop. Take the order of the list as a hint and check it against what your customers do.',
    },
    duplicates: {
      title: 'Equal rows',
      says: 'These rows equal an earlier one in every column. They may be real, two of the same thing in one order; the Data room can leave them out.',
    },
  },
  ru: {
    rfm: {
      title: 'RFM',
      says: 'Каждый покупатель получает от 1 до 5 баллов за то, как давно, как часто и на сколько он покупал. По баллам он попадает в один из десяти сегментов.',
      source: HUGHES,
    },
    recency: {
      title: 'Давность',
      says: 'Сколько полных дней прошло с последней покупки до отчётной даты. Балл 5 — у пятой части тех, кто покупал недавно.',
      source: FHL,
    },
    frequency: {
      title: 'Частота',
      says: 'Сколько заказов сделал покупатель; если номеров заказов нет — дней с покупками. Балл 5 — у тех, кто покупает чаще всех.',
      source: FHL,
    },
    monetary: {
      title: 'Сумма покупок',
      says: 'Сколько покупатель потратил за вычетом возвратов. Балл 5 — у тех, кто потратил больше всех.',
      source: FHL,
    },
    quintile: {
      title: 'Баллы по квинтилям',
      says: 'Четыре границы делят покупателей на пятые части, и у равных значений балл всегда один. Поэтому части бывают разного размера, а балл может остаться пустым, если многие одинаковы.',
      source: 'Hyndman & Fan, «Sample quantiles», тип 7, The American Statistician 50 (1996)',
    },
    wilson: {
      title: '95 % интервал',
      says: 'Где лежит истинная доля при таком числе наблюдений. Если повторять подсчёт, 95 из 100 таких интервалов её накроют.',
      source: WILSON,
    },
    meanInterval: {
      title: '95 % интервал',
      says: 'Где лежит истинное среднее при таком числе и разбросе наблюдений. Несколько очень крупных заказов делают его широким.',
      source: 't-распределение Стьюдента',
    },
    conversion: {
      title: 'Конверсия',
      says: 'Доля купивших среди всех, кого мы видели. Интервал показывает, насколько это точно.',
      source: WILSON,
    },
    repeat: {
      title: 'Купили снова',
      says: 'Доля покупателей с двумя заказами и больше; если номеров заказов нет — с покупками в разные дни. Линия показывает, какая доля покупателей каждого периода уже покупала раньше.',
      source: WILSON,
    },
    median: {
      title: 'Медиана',
      says: 'Половина заказов меньше, половина больше. В отличие от среднего, несколько очень крупных заказов её не сдвигают.',
    },
    window: {
      title: 'Время на прохождение',
      says: 'Покупатель засчитан, если все шаги уложились в этот срок с первого шага, включая последний миг. Новый первый шаг начинает новую попытку.',
    },
    immature: {
      title: 'Срок ещё не вышел',
      says: 'Первый шаг сделан так поздно, что данные кончаются раньше срока. Они считаются не дошедшими, поэтому истинная доля может быть только выше.',
    },
    independent: {
      title: 'Подсчёт по отдельным событиям',
      says: 'Часто считают покупателей каждого события, не проверяя, были ли до него предыдущие шаги. Такие числа похожи на воронку, но в них есть и те, кто шаг пропустил или сделал позже.',
    },
    windowShoppers: {
      title: 'Только смотрели',
      says: 'Те, кто смотрел, но ни разу не купил. Баллы за покупки им не поставить, поэтому они стоят отдельно от сегментов.',
    },
    probability: {
      title: 'Вероятность покупки',
      says: 'Оценка модели для каждого клиента. Из 100 клиентов с 30 % купят около 30, если модель подходит вашим клиентам.',
    },
    expectedBuyers: {
      title: 'Ожидаемые покупатели',
      says: 'Сумма вероятностей по клиентам. Она говорит, сколько человек, вероятно, купит, но не кто именно.',
    },
    rocAuc: {
      title: 'ROC-AUC',
      says: 'Вероятность того, что у купившего оценка выше, чем у не купившего. 0,5 — монетка, 1 — идеал.',
      source: 'Hanley & McNeil, Radiology 143 (1982)',
    },
    averagePrecision: {
      title: 'Средняя точность',
      says: 'Доля купивших среди самых высоких оценок, усреднённая по всем порогам. Наугад получится доля купивших.',
      source: 'scikit-learn, average_precision_score',
    },
    brier: {
      title: 'Оценка Брайера',
      says: 'Средний квадрат ошибки вероятности. Чем меньше, тем лучше; сравнивают с одинаковой оценкой для всех.',
      source: 'Brier, Monthly Weather Review 78 (1950)',
    },
    expectedActual: {
      title: 'Ожидалось ÷ купили',
      says: 'Сумма вероятностей, делённая на число действительно купивших. 1 — точно, больше — модель обещает лишнее.',
    },
    calibration: {
      title: 'Ошибка в среднем',
      says: 'Насколько вероятности расходятся с долями действительно купивших, в среднем по десяти группам. Чем меньше, тем лучше.',
      source: 'Naeini, Cooper & Hauskrecht, AAAI (2015)',
    },
    outside: {
      title: 'Таких значений модель не видела',
      says: 'Некоторые значения меньше или больше всех, что были при обучении. Там модель предполагает дальше, чем училась.',
    },
    demoModel: {
      title: 'Обучена на учебных данных',
      says: 'Модель училась на учебном магазине Vitrine. Порядок в списке — подсказка; проверьте его по тому, что делают ваши клиенты.',
    },
    duplicates: {
      title: 'Повторяющиеся строки',
      says: 'Эти строки совпадают с более ранними во всех столбцах. Они могут быть настоящими: две одинаковые вещи в заказе; убрать их можно в разделе «Данные».',
    },
  },
};
