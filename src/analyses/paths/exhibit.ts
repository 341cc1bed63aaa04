import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Locale } from '../../core/words';
import type { ExhibitText, TableData } from '../../charts/exhibit';
import type { ListColumn } from '../list';
import { nodeKey, type PathsFigures } from './result';
import { pathsWords } from './words';

/** What stands around the Sankey diagram. */
export function pathsExhibit({ figures, warnings }: Result<PathsFigures>, format: Formatter): ExhibitText {
  const words = pathsWords[format.locale];
  const interval = words.interval(figures, format);
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      { text: words.paths(figures, format) },
      { text: words.merged(figures.merged) },
      ...(interval === null ? [] : [{ text: interval }]),
      ...warnings.flatMap((w) => {
        const text = words.warning(w, format);
        return text === null ? [] : [{ text, doubt: true }];
      }),
    ],
  };
}

/** One row per edge. */
export function pathsTable(figures: PathsFigures, format: Formatter): TableData {
  const words = pathsWords[format.locale];
  const c = words.columns;
  const totals = new Map(figures.nodes.map((n) => [`${n.step} ${nodeKey(n.node)}`, n.paths]));
  return {
    caption: c.caption,
    columns: [
      { label: c.step, kind: 'integer' },
      { label: c.from, kind: 'text' },
      { label: c.to, kind: 'text' },
      { label: c.paths, kind: 'integer' },
      { label: c.share, kind: 'percent' },
    ],
    rows: figures.edges.map((e) => [
      e.step,
      words.node(e.from, figures),
      words.node(e.to, figures),
      e.paths,
      e.paths / (totals.get(`${e.step} ${nodeKey(e.from)}`) ?? e.paths),
    ]),
  };
}

/** Columns of the plan's list. */
export function pathsListColumns(figures: PathsFigures, locale: Locale): readonly ListColumn[] {
  const words = pathsWords[locale];
  return [
    { label: words.list.customer, kind: 'text' },
    { label: words.list.time, kind: 'time' },
    ...Array.from({ length: figures.steps }, (_, i) => ({ label: words.step(i + 1, figures), kind: 'text' as const })),
  ];
}
