import type { Answers, DataInfo, Plan } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { numbers, texts } from '../../core/frame';
import { ident, join, raw, sql } from '../../sql/sql';
import type { SegmentSides } from '../../core/sides';
import { readSides, sideSteps, type BySegments } from '../../sql/bySegment';

/** Names that most paths pass, which segments are told apart by. */
const MOST_NAMES = 5;

/** Paths of a customer, paths that have only the anchor, and paths through the first, second … of the names. */
export type PathMeasure = 'each' | 'alone' | 'via1' | 'via2' | 'via3' | 'via4' | 'via5';
const vias = ['via1', 'via2', 'via3', 'via4', 'via5'] as const satisfies readonly PathMeasure[];

export interface PathSides extends SegmentSides<PathMeasure> {
  /** What the paths pass, the most frequent first; a name that every path passes tells nothing and is none of them. */
  readonly names: readonly string[];
}

/**
 * Per customer of the table `<prefix>_paths`: `x` paths, `a` of the anchor alone, `v1` … through each of the names, in
 * whichever step; a path counts once for a name. Rows `sideNames`: the names.
 * @param names the relation `(id, name)` of the nodes
 */
export function planSides(by: BySegments, steps: number, data: DataInfo, prefix: string, names: Statement): Plan {
  if (by === undefined) return [];
  const [paths, passed, chosen] = [ident(`${prefix}_paths`), `${prefix}_passed`, `${prefix}_chosen`];
  // A path passes a node where it first stands in it: none of the steps before is the same.
  const firsts = Array.from({ length: steps }, (_, i) => {
    const node = raw(`n${i + 1}`);
    const earlier = Array.from({ length: i }, (__, j) => sql` AND ${node} <> ${raw(`n${j + 1}`)}`);
    return sql`SELECT customer, ${node} AS node FROM ${paths} WHERE ${node} IS NOT NULL${join(earlier, '')}`;
  });
  const columns = vias.map((_, i) => `v${i + 1}`);
  const through = columns.map(
    (column, i) => sql`, coalesce(sum(p.y) FILTER (WHERE c.place = ${raw(String(i + 1))}), 0) AS ${raw(column)}`,
  );
  const each = sql`SELECT k.customer, k.x, k.a${join(through, '')}
    FROM (SELECT customer, count(*) AS x, count(*) FILTER (WHERE n2 IS NULL) AS a FROM ${paths} GROUP BY customer) AS k
    LEFT JOIN ${ident(passed)} AS p ON p.customer = k.customer LEFT JOIN ${ident(chosen)} AS c ON c.node = p.node
    GROUP BY k.customer, k.x, k.a`;
  return [
    {
      step: 'table',
      name: passed,
      per: 'customer',
      sql: sql`SELECT customer, node, count(*) AS y FROM (${join(firsts, ' UNION ALL ')}) AS f GROUP BY customer, node`,
    },
    {
      step: 'table',
      name: chosen,
      per: 'all',
      sql: sql`SELECT node, row_number() OVER (ORDER BY n DESC, node) AS place
        FROM (SELECT node, sum(y) AS n FROM ${ident(passed)} GROUP BY node) AS counted
        WHERE n < (SELECT count(*) FROM ${paths}) ORDER BY n DESC, node LIMIT ${raw(String(MOST_NAMES))}`,
    },
    {
      step: 'rows',
      name: 'sideNames',
      sql: sql`SELECT c.place, n.name FROM ${ident(chosen)} AS c JOIN (${names}) AS n ON n.id = c.node ORDER BY c.place`,
    },
    ...sideSteps(by, data, prefix, each, {
      columns: ['x', 'a', ...columns],
      pairs: [['x', 'a'], ...columns.map((column) => ['x', column] as const)],
    }),
  ];
}

/** Paths by segment, customers being the sample; null where none were asked for. */
export function pathSides(by: BySegments, answers: Answers): PathSides | null {
  const frame = answers.get('sideNames');
  if (frame === undefined) return null;
  const told = numbers(frame, 'place').length;
  const sides = readSides(by, answers, ['each', ...vias.slice(0, told), 'alone'], ({ mean, ratio }) => ({
    each: mean('x'),
    alone: ratio('a', 'x', true),
    via1: ratio('v1', 'x', true),
    via2: ratio('v2', 'x', true),
    via3: ratio('v3', 'x', true),
    via4: ratio('v4', 'x', true),
    via5: ratio('v5', 'x', true),
  }));
  return sides === null ? null : { ...sides, names: texts(frame, 'name').map((name) => name ?? '') };
}
