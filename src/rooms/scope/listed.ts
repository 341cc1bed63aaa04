import type { AnalysisKind } from '../../analyses';
import { cohortValueListColumns } from '../../analyses/cohortValue/list';
import { conversionTimeListColumns } from '../../analyses/conversionTime/list';
import { correlationListColumns } from '../../analyses/correlation/list';
import { funnelListColumns } from '../../analyses/funnel/list';
import { lifecycleListColumns } from '../../analyses/lifecycle/list';
import type { ListColumn } from '../../analyses/list';
import { migrationListColumns } from '../../analyses/migration/list';
import { outOfOrderListColumns } from '../../analyses/outOfOrder/list';
import { pathsListColumns } from '../../analyses/paths/exhibit';
import { retentionListColumns } from '../../analyses/retention/list';
import { rfmListColumns } from '../../analyses/rfm/list';
import { segmentsListColumns } from '../../analyses/segments/list';
import { pauseListColumns, sessionsListColumns } from '../../analyses/sessions/list';
import { sideBySideListColumns } from '../../analyses/sideBySide/list';
import { stickinessListColumns } from '../../analyses/stickiness/list';
import { trendsListColumns } from '../../analyses/trends/list';
import { valueListColumns } from '../../analyses/value/list';
import type { DataInfo } from '../../core/analysis';
import type { Statement } from '../../core/engine';
import { VitrineError } from '../../core/errors';
import { countAt, texts } from '../../core/frame';
import type { MemberRule, WhoList } from '../../core/marks';
import type { TableRef } from '../../core/result';
import type { Locale } from '../../core/words';
import { kindOf } from '../../data/column-kind';
import { describeStatement } from '../../sql/answer';
import { segmentTable } from '../../sql/funnel/groups';
import { testOf } from '../../sql/properties';
import { ident, join, sql } from '../../sql/sql';
import type { FiguresOf } from '../../state/params';
import type { Workspace } from '../../state/workspace.svelte';

/** The rows of a list that pass tests of its columns, of customers in segments or not in them, in the list's order. */
export async function among(
  workspace: Pick<Workspace, 'query' | 'data'>,
  list: TableRef,
  { where, also = [] }: Pick<WhoList, 'where' | 'also'>,
): Promise<TableRef> {
  if (where.length === 0 && also.length === 0) return list;
  const { signal } = new AbortController();
  const frame = await workspace.query(signal, describeStatement(list.sql));
  const types = new Map(texts(frame, 'column_name').map((name, i) => [name, texts(frame, 'column_type')[i] ?? '']));
  const tests = where.map((test) =>
    testOf(test, { name: test.property, type: kindOf(types.get(test.property) ?? '') }, sql`l.${ident(test.property)}`),
  );
  tests.push(...also.map((rule) => memberOf(rule, workspace.data)));
  const rows = sql`SELECT * FROM (${list.sql}) AS l WHERE ${join(tests, ' AND ')}`;
  const counted = await workspace.query(signal, sql`SELECT count(*) AS n FROM (${rows}) AS counted`);
  return { ...list, rows: countAt(counted, 'n'), sql: rows };
}

/** Whether the customer of a row of the list `l` is in a segment, or is not. */
function memberOf(rule: MemberRule, data: DataInfo | null): Statement {
  if (data === null) throw new VitrineError('cancelled', {});
  const name = 'not' in rule ? rule.not.segment : rule.segment;
  const members = sql`(SELECT c.name FROM ${ident(data.spine.customersTable)} AS c
    JOIN ${ident(segmentTable({ data }, name))} AS s ON s.customer = c.id)`;
  return 'not' in rule ? sql`l.customer NOT IN ${members}` : sql`l.customer IN ${members}`;
}

type Columns = {
  readonly [K in AnalysisKind]: ((figures: FiguresOf<K>, locale: Locale) => readonly ListColumn[]) | null;
};

/** How the columns of the list that marks of an analysis speak of are called; null for those that name nobody. */
const columns: Columns = {
  bakeoff: null,
  cohortValue: (_, locale) => cohortValueListColumns(locale),
  conversionTime: (_, locale) => conversionTimeListColumns(locale),
  correlation: (_, locale) => correlationListColumns(locale),
  funnel: funnelListColumns,
  funnelTrend: null,
  lifecycle: (_, locale) => lifecycleListColumns(locale),
  migration: migrationListColumns,
  outOfOrder: outOfOrderListColumns,
  overview: null,
  paths: pathsListColumns,
  retention: (_, locale) => retentionListColumns(locale),
  rfm: (_, locale) => rfmListColumns(locale),
  score: null,
  segments: segmentsListColumns,
  sessions: ({ pause }, locale) => (pause === undefined ? sessionsListColumns(locale) : pauseListColumns(locale)),
  sideBySide: sideBySideListColumns,
  stickiness: stickinessListColumns,
  trends: trendsListColumns,
  value: (_, locale) => valueListColumns(locale),
};

/** Those columns, by the analysis' figures; null where there are none. */
export function columnsOf<K extends AnalysisKind>(
  kind: K,
  figures: FiguresOf<K>,
  locale: Locale,
): readonly ListColumn[] | null {
  return columns[kind]?.(figures, locale) ?? null;
}
