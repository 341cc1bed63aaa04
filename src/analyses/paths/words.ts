import type { Formatter } from '../../core/format';
import type { Warning } from '../../core/result';
import { plural, type Catalogue } from '../../core/words';
import { activityWords } from '../activity.words';
import { nodeKey, type PathEdge, type PathNode, type PathsFigures, type PathStepNode } from './result';

interface MarkText {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

export interface PathsWords {
  readonly headline: (figures: PathsFigures, format: Formatter) => string;
  readonly sub: (figures: PathsFigures, format: Formatter) => string;
  readonly node: (node: PathNode, figures: PathsFigures) => string;
  readonly step: (step: number, figures: PathsFigures) => string;
  readonly mark: (node: PathStepNode, edges: readonly PathEdge[], figures: PathsFigures, format: Formatter) => MarkText;
  /** A ribbon, in the order of time. */
  readonly edgeMark: (edge: PathEdge, figures: PathsFigures, format: Formatter) => MarkText;
  readonly paths: (figures: PathsFigures, format: Formatter) => string;
  readonly merged: (merged: boolean) => string;
  readonly interval: (figures: PathsFigures, format: Formatter) => string | null;
  readonly later: (count: number) => string;
  readonly warning: (warning: Warning, format: Formatter) => string | null;
  readonly columns: Readonly<Record<'caption' | 'step' | 'from' | 'to' | 'paths' | 'share', string>>;
  readonly list: { readonly customer: string; readonly time: string };
}

/** The most frequent step next to the anchor, which is no end; null where all paths have only the anchor. */
function next({ edges, paths }: PathsFigures): { readonly node: PathNode; readonly share: number } | null {
  const to = new Map<string, { node: PathNode; paths: number }>();
  for (const e of edges) {
    if (e.step !== 1 || nodeKey(e.to) === 'end' || nodeKey(e.to) === 'other') continue;
    const key = nodeKey(e.to);
    to.set(key, { node: e.to, paths: (to.get(key)?.paths ?? 0) + e.paths });
  }
  const [best] = [...to.values()].sort((a, b) => b.paths - a.paths);
  return best === undefined || paths === 0 ? null : { node: best.node, share: best.paths / paths };
}

const number = (details: Warning['details'], key: string): number => Number(details[key] ?? 0);
const shareOf = (n: number, of: number): number | null => (of === 0 ? null : n / of);

/** Where most paths have only their anchor, that is the finding. */
const mostly = ({ alone }: PathsFigures): boolean => (alone.share ?? 0) > 0.5;

export const pathsWords: Catalogue<PathsWords> = {
  en: {
    headline: (figures, f) => {
      if (figures.paths === 0) return 'No path: the event does not occur in what is left';
      const found = next(figures);
      const alone = f.percent(figures.alone.share, 0);
      const name = found === null ? '' : `“${pathsWords.en.node(found.node, figures)}”`;
      const one = figures.unit === 'sessions' ? 'sessions' : 'customers';
      if (figures.direction === 'backward')
        return found === null
          ? `Nothing comes before it`
          : `Before it, ${f.percent(found.share, 0)} of ${one} had ${name}${figures.alone.count === 0 ? '' : `; ${alone} had nothing`}`;
      const what = figures.property === null ? 'event' : 'value';
      if (found === null) return `All ${one} end with their first ${what}`;
      if (mostly(figures))
        return `${alone} of ${one} end with their first ${what}; ${f.percent(found.share, found.share < 0.1 ? 1 : 0)} go on with ${name}`;
      return `After the first ${what}, ${f.percent(found.share, 0)} of ${one} go on with ${name}; ${alone} go no further`;
    },
    sub: ({ anchor, direction, unit, bound, property }, f) => {
      const what = anchor === null ? '' : activityWords.en.activity(anchor);
      const from =
        anchor === null
          ? 'From the beginning of every session'
          : direction === 'forward'
            ? `From ${unit === 'sessions' ? 'each session’s' : 'each customer’s'} first ${what}`
            : `To ${unit === 'sessions' ? 'each session’s' : 'each customer’s'} first ${what}`;
      const within =
        'gap' in bound ? `until a pause of more than ${f.duration(bound.gap)}` : `within ${f.duration(bound.window)}`;
      return `${from}, ${within}${property === null ? '' : `; steps are values of “${property}”`}`;
    },
    node: (node, { direction }) =>
      'kind' in node
        ? node.kind === 'other'
          ? 'Other'
          : direction === 'forward'
            ? 'Left'
            : 'Nothing before'
        : node.name === ''
          ? 'no name'
          : node.name,
    step: (step, { direction, anchor }) =>
      step === 1
        ? anchor === null
          ? 'First'
          : direction === 'forward'
            ? 'Start'
            : 'End'
        : direction === 'forward'
          ? `Step ${step}`
          : `${step - 1} before`,
    mark: (n, edges, figures, f) => ({
      title: `${pathsWords.en.step(n.step, figures)}: ${pathsWords.en.node(n.node, figures)}`,
      value: `${f.integer(n.paths)} ${figures.unit === 'sessions' ? plural('en', n.paths, { one: 'session', other: 'sessions' }) : plural('en', n.paths, { one: 'customer', other: 'customers' })}, ${f.percent(shareOf(n.paths, figures.paths))}`,
      ...(edges.length === 0
        ? {}
        : {
            note: edges
              .slice(0, 3)
              .map((e) => `${pathsWords.en.node(e.to, figures)} ${f.percent(shareOf(e.paths, n.paths), 0)}`)
              .join(', '),
          }),
    }),
    edgeMark: ({ step, from, to, paths }, figures, f) => {
      const [a, b] = [pathsWords.en.node(from, figures), pathsWords.en.node(to, figures)];
      const at = figures.nodes.find((n) => n.step === step && nodeKey(n.node) === nodeKey(from))?.paths ?? 0;
      const one =
        figures.unit === 'sessions' ? { one: 'session', other: 'sessions' } : { one: 'customer', other: 'customers' };
      return {
        title: figures.direction === 'forward' ? `${a} → ${b}` : `${b} → ${a}`,
        value: `${f.integer(paths)} ${plural('en', paths, one)}`,
        note: `${f.percent(shareOf(paths, at))} of “${a}”`,
      };
    },
    paths: ({ paths, customers, unit }, f) =>
      unit === 'sessions'
        ? `${f.integer(paths)} sessions of ${f.integer(customers)} customers`
        : `${f.integer(customers)} customers, one path each`,
    merged: (merged) => (merged ? 'repeats in a row are one step' : 'repeats in a row are steps of their own'),
    interval: ({ alone, direction }, f) =>
      alone.interval === null
        ? null
        : `${direction === 'forward' ? 'no further' : 'nothing before'}: ${f.percentInterval(alone.interval.low, alone.interval.high)} (95 %)`,
    later: (count) => (count === 1 ? 'one more step is in the table' : `${count} further steps are in the table`),
    warning: ({ code, details }, f) =>
      code === 'too-few'
        ? `n = ${f.integer(number(details, 'n'))}: too few to say; ${number(details, 'enough')} would do`
        : null,
    columns: {
      caption: 'From step to step',
      step: 'Step',
      from: 'From',
      to: 'To',
      paths: 'Paths',
      share: 'Share of the step',
    },
    list: { customer: 'Customer', time: 'When' },
  },
  ru: {
    headline: (figures, f) => {
      if (figures.paths === 0) return 'Путей нет: такого события не осталось';
      const found = next(figures);
      const alone = f.percent(figures.alone.share, 0);
      const name = found === null ? '' : `«${pathsWords.ru.node(found.node, figures)}»`;
      const one = figures.unit === 'sessions' ? 'визитов' : 'клиентов';
      if (figures.direction === 'backward')
        return found === null
          ? 'Перед ним ничего не было'
          : `Перед ним у ${f.percent(found.share, 0)} ${one} было ${name}${figures.alone.count === 0 ? '' : `; у ${alone} — ничего`}`;
      const what = figures.property === null ? 'события' : 'значения';
      if (found === null) return `Дальше первого ${what} никто не идёт`;
      if (mostly(figures))
        return `${alone} ${one} дальше первого ${what} не идут; у ${f.percent(found.share, found.share < 0.1 ? 1 : 0)} дальше идёт ${name}`;
      return `После первого ${what} у ${f.percent(found.share, 0)} ${one} идёт ${name}; на нём же заканчивают ${alone}`;
    },
    sub: ({ anchor, direction, unit, bound, property }, f) => {
      const what = anchor === null ? '' : activityWords.ru.activity(anchor);
      const whose = unit === 'sessions' ? 'в визите' : 'у клиента';
      const from =
        anchor === null
          ? 'От начала каждого визита'
          : direction === 'forward'
            ? `От первого ${whose}: ${what}`
            : `К первому ${whose}: ${what}`;
      const within =
        'gap' in bound ? `до паузы дольше ${f.duration(bound.gap)}` : `в пределах ${f.duration(bound.window)}`;
      return `${from}, ${within}${property === null ? '' : `; шаги — значения «${property}»`}`;
    },
    node: (node, { direction }) =>
      'kind' in node
        ? node.kind === 'other'
          ? 'Прочее'
          : direction === 'forward'
            ? 'Ушли'
            : 'Ничего до'
        : node.name === ''
          ? 'без названия'
          : node.name,
    step: (step, { direction, anchor }) =>
      step === 1
        ? anchor === null
          ? 'Первое'
          : direction === 'forward'
            ? 'Начало'
            : 'Конец'
        : direction === 'forward'
          ? `Шаг ${step}`
          : `За ${step - 1} до`,
    mark: (n, edges, figures, f) => ({
      title: `${pathsWords.ru.step(n.step, figures)}: ${pathsWords.ru.node(n.node, figures)}`,
      value: `${f.integer(n.paths)} ${
        figures.unit === 'sessions'
          ? plural('ru', n.paths, { one: 'визит', few: 'визита', many: 'визитов', other: 'визита' })
          : plural('ru', n.paths, { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' })
      }, ${f.percent(shareOf(n.paths, figures.paths))}`,
      ...(edges.length === 0
        ? {}
        : {
            note: edges
              .slice(0, 3)
              .map((e) => `${pathsWords.ru.node(e.to, figures)} ${f.percent(shareOf(e.paths, n.paths), 0)}`)
              .join(', '),
          }),
    }),
    edgeMark: ({ step, from, to, paths }, figures, f) => {
      const [a, b] = [pathsWords.ru.node(from, figures), pathsWords.ru.node(to, figures)];
      const at = figures.nodes.find((n) => n.step === step && nodeKey(n.node) === nodeKey(from))?.paths ?? 0;
      const one =
        figures.unit === 'sessions'
          ? { one: 'визит', few: 'визита', many: 'визитов', other: 'визита' }
          : { one: 'клиент', few: 'клиента', many: 'клиентов', other: 'клиента' };
      return {
        title: figures.direction === 'forward' ? `${a} → ${b}` : `${b} → ${a}`,
        value: `${f.integer(paths)} ${plural('ru', paths, one)}`,
        note: `${f.percent(shareOf(paths, at))} от «${a}»`,
      };
    },
    paths: ({ paths, customers, unit }, f) =>
      unit === 'sessions'
        ? `визитов ${f.integer(paths)}, клиентов ${f.integer(customers)}`
        : `клиентов ${f.integer(customers)}, у каждого один путь`,
    merged: (merged) => (merged ? 'повторы подряд — один шаг' : 'повторы подряд — отдельные шаги'),
    interval: ({ alone, direction }, f) =>
      alone.interval === null
        ? null
        : `${direction === 'forward' ? 'дальше не идут' : 'до него ничего'}: ${f.percentInterval(alone.interval.low, alone.interval.high)} (95 %)`,
    later: (count) => `остальные шаги (${count}) — в таблице`,
    warning: ({ code, details }, f) =>
      code === 'too-few'
        ? `n = ${f.integer(number(details, 'n'))}: слишком мало для выводов; хватило бы ${number(details, 'enough')}`
        : null,
    columns: { caption: 'От шага к шагу', step: 'Шаг', from: 'Откуда', to: 'Куда', paths: 'Пути', share: 'Доля шага' },
    list: { customer: 'Клиент', time: 'Когда' },
  },
};
