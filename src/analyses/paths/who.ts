import type { Who } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import type { PathEdge, PathNode, PathsFigures, PathStepNode } from './result';
import type { PathNodeChoice } from './spec';
import { pathsWords } from './words';

const words: Catalogue<{
  readonly through: Readonly<Record<'customers' | 'sessions', string>>;
  readonly at: (node: string, step: string) => string;
}> = {
  en: {
    through: { customers: 'Went this way', sessions: 'Customers with such a session' },
    at: (node, step) => `${node} (${step})`,
  },
  ru: {
    through: { customers: 'Прошли этим путём', sessions: 'Клиенты с таким визитом' },
    at: (node, step) => `${node} (${step})`,
  },
};

const choiceOf = (node: PathNode): PathNodeChoice => ('kind' in node ? node.kind : { name: node.name });

/** Customers whose path goes through a step, by the plan's list. Sessions are counted, but customers are named. */
export function nodeWho({ step, node, paths }: PathStepNode, figures: PathsFigures, locale: Locale): readonly Who[] {
  const [w, names] = [words[locale], pathsWords[locale]];
  const name = w.at(names.node(node, figures), names.step(step, figures));
  return [group(w, name, paths, { step, node: choiceOf(node) }, figures)];
}

/** Customers whose path goes from a step to the next, seen from the anchor. */
export function edgeWho({ step, from, to, paths }: PathEdge, figures: PathsFigures, locale: Locale): readonly Who[] {
  const names = pathsWords[locale];
  const [a, b] = [names.node(from, figures), names.node(to, figures)];
  const name = figures.direction === 'forward' ? `${a} → ${b}` : `${b} → ${a}`;
  return [group(words[locale], name, paths, { step, node: choiceOf(from), next: choiceOf(to) }, figures)];
}

function group(
  { through: labels }: (typeof words)[Locale],
  name: string,
  paths: number,
  through: { readonly step: number; readonly node: PathNodeChoice; readonly next?: PathNodeChoice },
  { unit }: PathsFigures,
): Who {
  const of = { kind: 'paths', list: 'customers', where: [], params: { through } };
  const who = { label: labels[unit], name, of };
  return unit === 'customers' ? { ...who, count: paths } : who;
}
