import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import type { Archetype } from './archetypes';
import type { NoGroups } from './search';
import type { Axis, SegmentFigures, SegmentsFigures, TriedFigures } from './result';
import type { SegmentMethod } from './spec';
import { horizonText, modelNames } from './worth.words';

type Mark = { title: string; value: string; note?: string };

export interface SegmentsWords {
  readonly names: Readonly<Record<Archetype, string>>;
  readonly windowShoppers: string;
  readonly unpaid: string;
  readonly cannot: (because: NoGroups) => string;
  readonly methods: Readonly<Record<SegmentMethod, string>>;
  readonly planeHeadline: (figures: SegmentsFigures, format: Formatter) => string;
  readonly planeSub: (figures: SegmentsFigures) => string;
  readonly axis: Readonly<Record<Axis, string>>;
  readonly pointsNote: (n: number, of: number, format: Formatter) => string;
  readonly groupMark: (s: SegmentFigures, name: string, format: Formatter) => Mark;
  readonly sharesHeadline: (figures: SegmentsFigures, name: (s: SegmentFigures) => string, format: Formatter) => string;
  readonly sharesSub: (figures: SegmentsFigures) => string;
  readonly bars: { readonly all: string; readonly buyers: string; readonly revenue: string; readonly value: string };
  readonly shareMark: (bar: string, name: string, share: number, format: Formatter) => Mark;
  readonly countHeadline: (figures: SegmentsFigures, format: Formatter) => string;
  readonly countSub: (figures: SegmentsFigures) => string;
  readonly countAxis: string;
  readonly bic: string;
  readonly silhouette: string;
  readonly chosen: string;
  readonly triedMark: (t: TriedFigures, starts: number, format: Formatter) => Mark;
  readonly certaintyHeadline: (figures: SegmentsFigures, format: Formatter) => string;
  readonly certaintySub: string;
  readonly certaintyAxis: string;
  readonly certaintyBin: (bin: number) => string;
  readonly certaintyMark: (bin: number, customers: number, share: number, format: Formatter) => Mark;
  readonly planHeadline: (figures: SegmentsFigures, name: (s: SegmentFigures) => string, format: Formatter) => string;
  readonly planSub: string;
  readonly figuresLine: (s: SegmentFigures, format: Formatter) => readonly (readonly [label: string, value: string])[];
  readonly strategy: string;
  readonly kpi: string;
  readonly rename: (name: string) => string;
  readonly buyers: (n: number, format: Formatter) => string;
  readonly windowPlate: (n: number, format: Formatter) => string;
  readonly unpaidPlate: (n: number, format: Formatter) => string;
  readonly nobodyLeaves: string;
  readonly silhouettePlate: (s: number, format: Formatter) => string;
  readonly sampledPlate: (fitted: number, of: number, format: Formatter) => string;
  readonly forecastPlate: (worth: SegmentsFigures['worth'], format: Formatter) => string;
  readonly undecided: string;
  readonly searchedPlate: (searched: number, of: number, format: Formatter) => string;
  readonly description: string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly listTitle: string;
  readonly listSub: string;
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);

/** The group that brings most, by its share of revenue, or of customers without amounts. */
function strongest(figures: SegmentsFigures): SegmentFigures | undefined {
  return [...figures.segments].sort((a, b) => (b.revenueShare ?? b.share) - (a.revenueShare ?? a.share))[0];
}

export const segmentsWords: Catalogue<SegmentsWords> = {
  en: {
    names: {
      champions: 'VIP champions',
      loyal: 'Loyal regulars',
      'big-spenders': 'Big spenders',
      'small-often': 'Small but often',
      newcomers: 'Newcomers',
      promising: 'Promising',
      occasional: 'Occasional buyers',
      'at-risk': 'At risk',
      fading: 'Fading away',
      'one-off-big': 'Big one-off buyers',
      'small-baskets': 'Small baskets',
      lost: 'Long gone',
    },
    windowShoppers: 'Window shoppers',
    unpaid: 'Nothing paid',
    cannot: (because) =>
      ({
        'no-customers': 'Groups cannot be estimated because nobody had bought by then.',
        'all-alike': 'Groups cannot be estimated because all buyers are alike.',
        'too-few-kinds': 'Groups cannot be estimated because fewer buyers differ than there should be groups.',
        'no-fit': 'Groups cannot be estimated because no model fits these buyers.',
      })[because],
    methods: { mixture: 'Gaussian mixture', kmeans: 'k-means' },
    planeHeadline: (figures, format) => {
      const n = figures.segments.length;
      const unclear = figures.unclear ?? 0;
      const groups = `${format.integer(n)} ${plural('en', n, { one: 'group', other: 'groups' })}`;
      if (figures.silhouette !== null && figures.silhouette <= 0.25)
        return `${groups} of buyers, and they run into one another`;
      if (unclear > 0.25) return `${groups} of buyers; ${format.percent(unclear, 0)} stand between two of them`;
      return `Buyers fall into ${groups} by when, how often and for how much they buy`;
    },
    planeSub: (figures) =>
      figures.method === 'kmeans'
        ? 'Each point is a buyer; an ellipse shows where half of its group would lie. Both axes are logarithmic'
        : 'Each point is a buyer; an ellipse holds half of its group. Both axes are logarithmic',
    axis: { recency: 'Days since the last purchase', frequency: 'Purchases', monetary: 'Net money' },
    pointsNote: (n, of, format) => (n < of ? `${format.integer(n)} of ${format.integer(of)} drawn` : ''),
    groupMark: (s, name, format) => ({
      title: name,
      value: `${segmentsWords.en.buyers(s.customers, format)}, ${format.percent(s.share, 0)}`,
      note: `${format.number(s.frequency, 1)} purchases, the last ${format.days(Math.round(s.recency))} ago${s.monetary === null ? '' : `, ${format.moneyCompact(s.monetary)} each`}`,
    }),
    sharesHeadline: (figures, name, format) => {
      const s = strongest(figures);
      if (s === undefined) return 'No groups';
      return s.revenueShare === null
        ? `${name(s)} are ${format.percent(s.share, 0)} of buyers`
        : `${name(s)}: ${format.percent(s.share, 0)} of buyers bring ${format.percent(s.revenueShare, 0)} of revenue`;
    },
    sharesSub: (figures) =>
      `How customers${figures.revenue === null ? '' : ', revenue and expected value'} divide into groups`,
    bars: { all: 'All customers', buyers: 'Buyers', revenue: 'Revenue', value: 'Expected value' },
    shareMark: (bar, name, share, format) => ({ title: `${bar}: ${name}`, value: format.percent(share) }),
    countHeadline: (figures, format) => {
      const k = format.integer(figures.k ?? 0);
      switch (figures.chosenBy) {
        case 'bic':
          return `${k} groups describe the buyers best`;
        case 'knee':
          return `No number of groups is the right one: beyond ${k} there is little to gain`;
        case 'silhouette':
          return `${k} groups stand farthest apart`;
        case 'given': {
          const best = figures.tried.reduce(
            (b, t) => ((t.bic ?? Infinity) < (b.bic ?? Infinity) ? t : b),
            figures.tried[0] ?? { k: 0, bic: null },
          );
          return best.bic === null || best.k === figures.k
            ? `${k} groups, as chosen`
            : `${k} groups, as chosen; ${format.integer(best.k)} describe the buyers best`;
        }
        default:
          return `${k} groups: the buyers differ too little for more`;
      }
    },
    countSub: (figures) =>
      figures.method === 'kmeans'
        ? 'Mean silhouette by number of groups: the higher, the farther groups stand apart'
        : 'BIC by number of groups (the lower, the better), and the mean silhouette of each as a second opinion',
    countAxis: 'Groups',
    bic: 'BIC',
    silhouette: 'Silhouette',
    chosen: 'chosen',
    triedMark: (t, starts, format) => ({
      title: `${format.integer(t.k)} groups`,
      value:
        t.bic === null ? `silhouette ${format.number(t.silhouette, 2)}` : `BIC ${format.integer(Math.round(t.bic))}`,
      note: `${t.bic === null ? '' : `silhouette ${format.number(t.silhouette, 2)}; `}${t.agreeing} of ${starts} starts agree`,
    }),
    certaintyHeadline: (figures, format) =>
      figures.unclear === null
        ? 'k-means gives no probabilities'
        : figures.unclear < 0.005
          ? 'Nearly every buyer clearly belongs to one group'
          : `${format.percent(1 - figures.unclear, 0)} of buyers clearly belong to one group`,
    certaintySub: 'Buyers by the probability of the group they are put into; below 60 % they stand between two',
    certaintyAxis: 'Probability of the group',
    certaintyBin: (bin) => (bin === 0 ? '< 50 %' : `${40 + bin * 10}–${50 + bin * 10} %`),
    certaintyMark: (bin, customers, share, format) => ({
      title: `Probability ${segmentsWords.en.certaintyBin(bin)}`,
      value: segmentsWords.en.buyers(customers, format),
      note: format.percent(share),
    }),
    planHeadline: (figures, name, format) => {
      const first = figures.segments.filter((s) => s.plan.priority === 'high');
      const shown = first.length > 0 ? first : figures.segments.slice(0, 1);
      const names = format.list(shown.map(name));
      return first.length > 0 ? `Begin with: ${names}` : `No group outweighs the others; begin with: ${names}`;
    },
    planSub:
      'What to do for each group, why, and what tells whether it works. Names can be changed; they are kept in the recipe',
    figuresLine: (s, f) => [
      ['Buyers', `${f.compact(s.customers)} · ${f.percent(s.share, 0)}`],
      ...(s.revenueShare === null ? [] : [['Revenue', f.percent(s.revenueShare, 0)] as const]),
      ['Last purchase', `${f.days(Math.round(s.recency))} ago`],
      ['Purchases', f.number(s.frequency, 1)],
      ...(s.monetary === null ? [] : [['Net money each', f.moneyCompact(s.monetary)] as const]),
      ...(s.value === null ? [] : [[`Worth in ${horizonText(s.plan.horizon, f)}`, f.moneyCompact(s.value)] as const]),
      ...(s.alive === null ? [] : [['Still a customer', f.percent(s.alive, 0)] as const]),
      ...(s.propensity === null ? [] : [['Will buy, by its score', f.percent(s.propensity, 0)] as const]),
    ],
    strategy: 'Strategy',
    kpi: 'Watch',
    rename: (name) => `Name of the group ${name}`,
    buyers: (n, format) => `${format.integer(n)} ${plural('en', n, { one: 'buyer', other: 'buyers' })}`,
    windowPlate: (n, format) => `${format.integer(n)} who never bought stand apart`,
    unpaidPlate: (n, format) => `${format.integer(n)} who paid nothing after refunds stand apart`,
    nobodyLeaves: 'the forecast finds nobody who left: it cannot say who is still a customer',
    silhouettePlate: (s, format) => `silhouette ${format.number(s, 2)}`,
    sampledPlate: (fitted, of, format) =>
      `fitted on ${format.compact(fitted)} of ${format.compact(of)} buyers; all are placed`,
    forecastPlate: ({ model, horizon, yearly }, f) =>
      `worth and “still a customer” as forecast above: ${modelNames[model]} and Gamma–Gamma, ${horizonText(horizon, f)}, discounted by ${f.percent(yearly, 0)} a year`,
    undecided: 'BG/NBD cannot say which one-time buyers have left',
    searchedPlate: (searched, of, format) => `compared on ${format.compact(searched)} of ${format.compact(of)} buyers`,
    description: 'groups describe these buyers; they are no law of nature',
    warning: ({ code, details }, format) => {
      if (code === 'not-separable')
        return details['unclear'] === undefined
          ? `silhouette ${format.number(number(details, 'silhouette'), 2)}: the groups hardly stand apart`
          : `${format.percent(number(details, 'unclear'), 0)} of buyers stand between two groups`;
      if (code === 'no-clear-count')
        return `the fit improves up to ${format.integer(number(details, 'to'))} groups: ${format.integer(number(details, 'k'))} is a choice`;
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: too few to trust; ${number(details, 'enough')} would do`;
      if (code === 'no-amount') return 'no column holds money: by time and frequency only';
      if (code === 'not-converged') return 'the search did not settle: take the groups with care';
      return null;
    },
    listTitle: 'Every customer with a segment',
    listSub: 'Best groups first, the most valuable first in each; those who never bought last',
  },
  ru: {
    names: {
      champions: 'VIP-чемпионы',
      loyal: 'Постоянные',
      'big-spenders': 'Крупные покупатели',
      'small-often': 'Часто и понемногу',
      newcomers: 'Новички',
      promising: 'Перспективные',
      occasional: 'Покупают изредка',
      'at-risk': 'В зоне риска',
      fading: 'Уходят',
      'one-off-big': 'Разовые крупные',
      'small-baskets': 'Небольшие чеки',
      lost: 'Давно ушли',
    },
    windowShoppers: 'Только смотрели',
    unpaid: 'Ничего не заплатили',
    cannot: (because) =>
      ({
        'no-customers': 'Группы не найти: к этому дню ещё никто не купил.',
        'all-alike': 'Группы не найти: все покупатели одинаковы.',
        'too-few-kinds': 'Группы не найти: разных покупателей меньше, чем должно быть групп.',
        'no-fit': 'Группы не найти: модель не подходит этим покупателям.',
      })[because],
    methods: { mixture: 'Гауссова смесь', kmeans: 'k-средних' },
    planeHeadline: (figures, format) => {
      const n = figures.segments.length;
      const unclear = figures.unclear ?? 0;
      const groups = `${format.integer(n)} ${plural('ru', n, { one: 'группа', few: 'группы', many: 'групп', other: 'группы' })}`;
      if (figures.silhouette !== null && figures.silhouette <= 0.25)
        return `${groups} покупателей, и они переходят одна в другую`;
      if (unclear > 0.25) return `${groups} покупателей; ${format.percent(unclear, 0)} — между двумя из них`;
      return `${groups} покупателей: по тому, когда, как часто и на сколько покупают`;
    },
    planeSub: (figures) =>
      figures.method === 'kmeans'
        ? 'Точка — покупатель; эллипс показывает, где лежала бы половина группы. Обе оси логарифмические'
        : 'Точка — покупатель; внутри эллипса — половина группы. Обе оси логарифмические',
    axis: { recency: 'Дней с последней покупки', frequency: 'Покупки', monetary: 'Сумма' },
    pointsNote: (n, of, format) => (n < of ? `показаны ${format.integer(n)} из ${format.integer(of)}` : ''),
    groupMark: (s, name, format) => ({
      title: name,
      value: `${segmentsWords.ru.buyers(s.customers, format)}, ${format.percent(s.share, 0)}`,
      note: `покупок — ${format.number(s.frequency, 1)}, последняя ${format.days(Math.round(s.recency))} назад${s.monetary === null ? '' : `, в среднем ${format.moneyCompact(s.monetary)}`}`,
    }),
    sharesHeadline: (figures, name, format) => {
      const s = strongest(figures);
      if (s === undefined) return 'Групп нет';
      return s.revenueShare === null
        ? `«${name(s)}» — ${format.percent(s.share, 0)} покупателей`
        : `«${name(s)}»: ${format.percent(s.share, 0)} покупателей приносят ${format.percent(s.revenueShare, 0)} выручки`;
    },
    sharesSub: (figures) =>
      figures.revenue === null
        ? 'Как клиенты делятся на группы'
        : 'Как клиенты, выручка и ожидаемая ценность делятся на группы',
    bars: { all: 'Все клиенты', buyers: 'Покупатели', revenue: 'Выручка', value: 'Ожидаемая ценность' },
    shareMark: (bar, name, share, format) => ({ title: `${bar}: ${name}`, value: format.percent(share) }),
    countHeadline: (figures, format) => {
      const n = figures.k ?? 0;
      const k = `${format.integer(n)} ${plural('ru', n, { one: 'группа', few: 'группы', many: 'групп', other: 'группы' })}`;
      switch (figures.chosenBy) {
        case 'bic':
          return `Лучше всего покупателей описывает модель, где ${k}`;
        case 'knee':
          return `Единственно верного числа групп нет: после ${format.integer(n)} выигрыш мал`;
        case 'silhouette':
          return `Дальше всего друг от друга стоят группы, когда их ${format.integer(n)}`;
        case 'given': {
          const best = figures.tried.reduce(
            (b, t) => ((t.bic ?? Infinity) < (b.bic ?? Infinity) ? t : b),
            figures.tried[0] ?? { k: 0, bic: null },
          );
          return best.bic === null || best.k === figures.k
            ? `${k}, как выбрано`
            : `${k}, как выбрано; лучше всего описывают ${format.integer(best.k)}`;
        }
        default:
          return `${k}: для большего покупатели слишком похожи`;
      }
    },
    countSub: (figures) =>
      figures.method === 'kmeans'
        ? 'Средний силуэт по числу групп: чем выше, тем дальше группы друг от друга'
        : 'BIC по числу групп (чем ниже, тем лучше) и средний силуэт как второе мнение',
    countAxis: 'Число групп',
    bic: 'BIC',
    silhouette: 'Силуэт',
    chosen: 'выбрано',
    triedMark: (t, starts, format) => ({
      title: `Групп: ${format.integer(t.k)}`,
      value: t.bic === null ? `силуэт ${format.number(t.silhouette, 2)}` : `BIC ${format.integer(Math.round(t.bic))}`,
      note: `${t.bic === null ? '' : `силуэт ${format.number(t.silhouette, 2)}; `}сошлись ${t.agreeing} из ${starts} запусков`,
    }),
    certaintyHeadline: (figures, format) =>
      figures.unclear === null
        ? 'Метод k-средних не даёт вероятностей'
        : figures.unclear < 0.005
          ? 'Почти каждый покупатель явно в одной группе'
          : `${format.percent(1 - figures.unclear, 0)} покупателей явно в одной группе`,
    certaintySub: 'Покупатели по вероятности своей группы; ниже 60 % — между двумя группами',
    certaintyAxis: 'Вероятность группы',
    certaintyBin: (bin) => (bin === 0 ? '< 50 %' : `${40 + bin * 10}–${50 + bin * 10} %`),
    certaintyMark: (bin, customers, share, format) => ({
      title: `Вероятность ${segmentsWords.ru.certaintyBin(bin)}`,
      value: segmentsWords.ru.buyers(customers, format),
      note: format.percent(share),
    }),
    planHeadline: (figures, name, format) => {
      const first = figures.segments.filter((s) => s.plan.priority === 'high');
      const shown = first.length > 0 ? first : figures.segments.slice(0, 1);
      const names = format.list(shown.map((s) => `«${name(s)}»`));
      return first.length > 0
        ? `Начать стоит с ${shown.length > 1 ? 'групп' : 'группы'} ${names}`
        : `Ни одна группа не перевешивает; начать можно с группы ${names}`;
    },
    planSub:
      'Что делать с каждой группой, почему и по чему судить об успехе. Названия можно менять: они сохранятся в рецепте',
    figuresLine: (s, f) => [
      ['Покупатели', `${f.compact(s.customers)} · ${f.percent(s.share, 0)}`],
      ...(s.revenueShare === null ? [] : [['Выручка', f.percent(s.revenueShare, 0)] as const]),
      ['Последняя покупка', `${f.days(Math.round(s.recency))} назад`],
      ['Покупок', f.number(s.frequency, 1)],
      ...(s.monetary === null ? [] : [['Сумма на человека', f.moneyCompact(s.monetary)] as const]),
      ...(s.value === null
        ? []
        : [[`Ценность за ${horizonText(s.plan.horizon, f)}`, f.moneyCompact(s.value)] as const]),
      ...(s.alive === null ? [] : [['Ещё клиент', f.percent(s.alive, 0)] as const]),
      ...(s.propensity === null ? [] : [['Купит, по оценке', f.percent(s.propensity, 0)] as const]),
    ],
    strategy: 'Стратегия',
    kpi: 'Следить за',
    rename: (name) => `Название группы «${name}»`,
    buyers: (n, format) =>
      `${format.integer(n)} ${plural('ru', n, { one: 'покупатель', few: 'покупателя', many: 'покупателей', other: 'покупателя' })}`,
    windowPlate: (n, format) => `${format.integer(n)} без покупок — отдельно`,
    unpaidPlate: (n, format) => `${format.integer(n)} после возвратов ничего не заплатили — отдельно`,
    nobodyLeaves: 'по прогнозу не ушёл никто: кто ещё клиент, он не скажет',
    silhouettePlate: (s, format) => `силуэт ${format.number(s, 2)}`,
    sampledPlate: (fitted, of, format) =>
      `модель построена по ${format.compact(fitted)} из ${format.compact(of)} покупателей, распределены все`,
    forecastPlate: ({ model, horizon, yearly }, f) =>
      `ценность и «ещё клиент» — по прогнозу выше: ${modelNames[model]} и Gamma–Gamma, ${horizonText(horizon, f)}, дисконт ${f.percent(yearly, 0)} в год`,
    undecided: 'BG/NBD не скажет, кто из разовых покупателей ушёл',
    searchedPlate: (searched, of, format) =>
      `сравнение по ${format.compact(searched)} из ${format.compact(of)} покупателей`,
    description: 'группы описывают этих покупателей, это не закон природы',
    warning: ({ code, details }, format) => {
      if (code === 'not-separable')
        return details['unclear'] === undefined
          ? `силуэт ${format.number(number(details, 'silhouette'), 2)}: группы почти не разделены`
          : `${format.percent(number(details, 'unclear'), 0)} покупателей — между двумя группами`;
      if (code === 'no-clear-count')
        return `модель улучшается до ${format.integer(number(details, 'to'))} групп: ${format.integer(number(details, 'k'))} — это выбор`;
      if (code === 'too-few')
        return `n = ${format.integer(number(details, 'n'))}: слишком мало; хватило бы ${number(details, 'enough')}`;
      if (code === 'no-amount') return 'столбца с деньгами нет: только давность и частота';
      if (code === 'not-converged') return 'поиск не сошёлся: группы приблизительны';
      return null;
    },
    listTitle: 'Все клиенты с сегментом',
    listSub: 'Сначала лучшие группы и в них самые ценные; в конце — те, кто не покупал',
  },
};
