import { conversionTimeListColumns } from '../../analyses/conversionTime/list';
import { funnelListColumns } from '../../analyses/funnel/list';
import { lifecycleListColumns } from '../../analyses/lifecycle/list';
import type { ListColumn } from '../../analyses/list';
import { migrationListColumns } from '../../analyses/migration/list';
import { pathsListColumns } from '../../analyses/paths/exhibit';
import { retentionListColumns } from '../../analyses/retention/list';
import { rfmListColumns } from '../../analyses/rfm/list';
import { stickinessListColumns } from '../../analyses/stickiness/list';
import type { PropertyTest } from '../../core/filter';
import { countAt, texts } from '../../core/frame';
import type { TableRef } from '../../core/result';
import type { Locale } from '../../core/words';
import { kindOf } from '../../data/profile';
import { describeStatement } from '../../sql/answer';
import { testOf } from '../../sql/properties';
import { ident, join, sql } from '../../sql/sql';
import type { Workspace } from '../../state/workspace.svelte';

/** The rows of a list that pass tests of its columns, in the list's order. */
export async function among(
  workspace: Pick<Workspace, 'query'>,
  list: TableRef,
  where: readonly PropertyTest[],
): Promise<TableRef> {
  if (where.length === 0) return list;
  const { signal } = new AbortController();
  const frame = await workspace.query(signal, describeStatement(list.sql));
  const types = new Map(texts(frame, 'column_name').map((name, i) => [name, texts(frame, 'column_type')[i] ?? '']));
  const tests = where.map((test) =>
    testOf(test, { name: test.property, type: kindOf(types.get(test.property) ?? '') }, sql`l.${ident(test.property)}`),
  );
  const rows = sql`SELECT * FROM (${list.sql}) AS l WHERE ${join(tests, ' AND ')}`;
  const counted = await workspace.query(signal, sql`SELECT count(*) AS n FROM (${rows}) AS counted`);
  return { ...list, rows: countAt(counted, 'n'), sql: rows };
}

/** How the columns of the list that marks of an analysis speak of are called; null while there is no result. */
export function columnsOf(
  { runs }: Pick<Workspace, 'runs'>,
  kind: string,
  locale: Locale,
): readonly ListColumn[] | null {
  switch (kind) {
    case 'funnel':
      return runs.funnel.known === null ? null : funnelListColumns(runs.funnel.known.figures, locale);
    case 'stickiness':
      return runs.stickiness.known === null ? null : stickinessListColumns(runs.stickiness.known.figures, locale);
    case 'paths':
      return runs.paths.known === null ? null : pathsListColumns(runs.paths.known.figures, locale);
    case 'conversionTime':
      return conversionTimeListColumns(locale);
    case 'lifecycle':
      return lifecycleListColumns(locale);
    case 'migration':
      return runs.migration.known === null ? null : migrationListColumns(runs.migration.known.figures, locale);
    case 'retention':
      return retentionListColumns(locale);
    case 'rfm':
      return rfmListColumns(locale);
    default:
      return null;
  }
}
