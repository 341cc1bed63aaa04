import type { TermText } from '../../core/exhibit';
import type { Catalogue } from '../../core/words';

export type SegmentsColumn =
  | 'segment'
  | 'customers'
  | 'share'
  | 'shareOfAll'
  | 'revenue'
  | 'revenueShare'
  | 'recency'
  | 'frequency'
  | 'monetary'
  | 'order'
  | 'alive'
  | 'value'
  | 'unclear'
  | 'priority'
  | 'strategy'
  | 'actions'
  | 'kpi'
  | 'k'
  | 'bic'
  | 'silhouette'
  | 'agreeing'
  | 'probability'
  | 'customer'
  | 'runnerUp'
  | 'runnerUpProbability'
  | 'propensity'
  | 'chosen';

/** Labels of tables and lists. */
export const segmentsColumns: Catalogue<Readonly<Record<SegmentsColumn, string>>> = {
  en: {
    segment: 'Segment',
    customers: 'Buyers',
    share: 'Share of buyers',
    shareOfAll: 'Share of all customers',
    revenue: 'Net revenue',
    revenueShare: 'Share of revenue',
    recency: 'Mean days since purchase',
    frequency: 'Mean purchases',
    monetary: 'Mean net money',
    order: 'Money per purchase',
    alive: 'Mean P(alive)',
    value: 'Mean expected value',
    unclear: 'Unclear',
    priority: 'Priority',
    strategy: 'Strategy',
    actions: 'Actions',
    kpi: 'Watch',
    k: 'Groups',
    bic: 'BIC',
    silhouette: 'Silhouette',
    agreeing: 'Starts that agree',
    probability: 'Probability',
    customer: 'Customer',
    runnerUp: 'Next likely',
    runnerUpProbability: 'Its probability',
    propensity: 'Mean probability to buy',
    chosen: 'Chosen',
  },
  ru: {
    segment: 'Сегмент',
    customers: 'Покупатели',
    share: 'Доля покупателей',
    shareOfAll: 'Доля всех клиентов',
    revenue: 'Чистая выручка',
    revenueShare: 'Доля выручки',
    recency: 'Дней с покупки, в среднем',
    frequency: 'Покупок, в среднем',
    monetary: 'Сумма, в среднем',
    order: 'Средний чек',
    alive: 'P(alive), в среднем',
    value: 'Ожидаемая ценность',
    unclear: 'Между группами',
    priority: 'Приоритет',
    strategy: 'Стратегия',
    actions: 'Действия',
    kpi: 'Следить за',
    k: 'Число групп',
    bic: 'BIC',
    silhouette: 'Силуэт',
    agreeing: 'Сошлось запусков',
    probability: 'Вероятность',
    customer: 'Клиент',
    runnerUp: 'Следующая группа',
    runnerUpProbability: 'Её вероятность',
    propensity: 'Вероятность покупки',
    chosen: 'Выбрано',
  },
};

const ROUSSEEUW = 'Rousseeuw, Journal of Computational and Applied Mathematics 20 (1987)';
const SCHWARZ = 'Schwarz, “Estimating the dimension of a model”, Annals of Statistics 6 (1978)';
const FRALEY = 'Fraley & Raftery, JASA 97 (2002)';
const BATISLAM = 'Batislam, Denizel & Filiztekin, International Journal of Research in Marketing 24 (2007)';
const LLOYD = 'Lloyd (1982); Arthur & Vassilvitskii, “k-means++” (2007)';

/** Explanations of the methods and of what judges them. */
export const segmentsTerms: Catalogue<
  Readonly<Record<'mixture' | 'kmeans' | 'silhouette' | 'bic' | 'oneTime', TermText>>
> = {
  en: {
    mixture: {
      title: 'Gaussian mixture',
      says: 'Each group is a cloud of buyers with its own centre, width and slant, on logarithms of recency, frequency and money. A buyer belongs to each cloud with a probability.',
      source: FRALEY,
    },
    kmeans: {
      title: 'k-means',
      says: 'Each buyer belongs to the nearest of k centres, on logarithms of recency, frequency and money. Simple, but every group is taken to be a ball of one size.',
      source: LLOYD,
    },
    silhouette: {
      title: 'Silhouette',
      says: 'How much closer buyers are to their own group than to the next one. Near 1 groups stand apart; up to 0.25 there is no structure to speak of.',
      source: ROUSSEEUW,
    },
    bic: {
      title: 'BIC',
      says: 'How well the groups describe the buyers, less a price for every group. The lowest value is the best trade.',
      source: SCHWARZ,
    },
    oneTime: {
      title: 'One-time buyers in BG/NBD',
      says: 'This model lets a customer leave only after a repeat purchase, so it counts everybody who bought once as still there. Choose MBG/NBD above: it lets them leave after the first purchase too.',
      source: BATISLAM,
    },
  },
  ru: {
    mixture: {
      title: 'Гауссова смесь',
      says: 'Каждая группа — облако покупателей со своим центром, шириной и наклоном, в логарифмах давности, частоты и суммы. К каждому облаку покупатель относится с какой-то вероятностью.',
      source: FRALEY,
    },
    kmeans: {
      title: 'k-средних',
      says: 'Покупатель относится к ближайшему из k центров, в логарифмах давности, частоты и суммы. Просто, но все группы считаются шарами одного размера.',
      source: LLOYD,
    },
    silhouette: {
      title: 'Силуэт',
      says: 'Насколько покупатели ближе к своей группе, чем к соседней. Около 1 группы стоят отдельно; до 0,25 заметной структуры нет.',
      source: ROUSSEEUW,
    },
    bic: {
      title: 'BIC',
      says: 'Насколько хорошо группы описывают покупателей, за вычетом платы за каждую группу. Лучше всего — наименьшее значение.',
      source: SCHWARZ,
    },
    oneTime: {
      title: 'Разовые покупатели в BG/NBD',
      says: 'По этой модели клиент может уйти только после повторной покупки, поэтому каждый купивший один раз для неё ещё клиент. Выберите выше MBG/NBD: в ней уходят и после первой покупки.',
      source: BATISLAM,
    },
  },
};
