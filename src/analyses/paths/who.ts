import type { Who } from '../../core/marks';
import type { Catalogue, Locale } from '../../core/words';
import type { PathEdge, PathNode, PathsFigures, PathStepNode } from './result';
import type { PathNodeChoice } from './spec';
import { pathsWords } from './words';

const words: Catalogue<{
  readonly at: (node: string, step: string) => string;
  readonly way: (from: string, to: string) => string;
}> = {
  en: {
    at: (node, step) => `Went through “${node}” (${step})`,
    way: (from, to) => `Went from “${from}” to “${to}”`,
  },
  ru: {
    at: (node, step) => `Прошли через «${node}» (${step})`,
    way: (from, to) => `Прошли от «${from}» к «${to}»`,
  },
};

const choiceOf = (node: PathNode): PathNodeChoice => ('kind' in node ? node.kind : { name: node.name });

/** Customers whose path goes through a step, by the plan's list. Sessions are counted, but customers are named. */
export function nodeWho({ step, node, paths }: PathStepNode, figures: PathsFigures, locale: Locale): readonly Who[] {
  const [w, names] = [words[locale], pathsWords[locale]];
  const label = w.at(names.node(node, figures), names.step(step, figures));
  return [group(label, paths, { step, node: choiceOf(node) }, figures)];
}

/** Customers whose path goes from a step to the next, seen from the anchor. */
export function edgeWho({ step, from, to, paths }: PathEdge, figures: PathsFigures, locale: Locale): readonly Who[] {
  const names = pathsWords[locale];
  const [a, b] = [names.node(from, figures), names.node(to, figures)];
  const label = figures.direction === 'forward' ? words[locale].way(a, b) : words[locale].way(b, a);
  return [group(label, paths, { step, node: choiceOf(from), next: choiceOf(to) }, figures)];
}

function group(
  label: string,
  paths: number,
  through: { readonly step: number; readonly node: PathNodeChoice; readonly next?: PathNodeChoice },
  { unit }: PathsFigures,
): Who {
  const of = { kind: 'paths', list: 'customers', where: [], params: { through } };
  return unit === 'customers' ? { label, count: paths, of } : { label, of };
}
