import { filterItem } from '../../analyses/filter.words';
import { crossStatement, type CrossPicture } from '../../analyses/overview/cross/statement';
import type { CrossCounts, CrossSelection } from '../../analyses/overview/cross/shape';
import { crossWords } from '../../analyses/overview/cross/words';
import { VITRINE_VERSION } from '../../analyses/run';
import type { PlateItem } from '../../core/exhibit';
import type { Formatter } from '../../core/format';
import type { Crossed } from '../../state/cross.svelte';
import { printed } from '../../sql/sql';
import type { ReceiptView } from '../../ui/types';

/** How a small chart's figures come about: the query that counts them, and of what. */
export function crossReceipt(
  { data, property, duckdb }: Crossed,
  selection: CrossSelection,
  picture: CrossPicture,
): ReceiptView {
  const { spine, asOf, zone, currency } = data;
  const statement = crossStatement(data, property, selection, picture);
  return {
    receipt: {
      asOf,
      zone,
      currency,
      source: { name: spine.source, fingerprint: spine.fingerprint, rows: spine.rows, excluded: spine.excluded },
      ...(spine.narrowed === undefined ? {} : { filter: spine.narrowed }),
      sql: [{ name: picture, ...statement }],
      versions: { vitrine: VITRINE_VERSION, duckdb },
    },
    params: {
      days: selection.days === null ? null : { ...selection.days },
      event: data.spine.events.find((e) => e.id === selection.event)?.name ?? null,
      hours: selection.cell === null ? null : { ...selection.cell },
      value: selection.value,
      property: property?.name ?? null,
    },
    sql: [{ name: picture, text: printed(statement) }],
  };
}

/** Rows counted, of how many, and the filter in force. */
export function crossPlate({ data, whole }: Crossed, counts: CrossCounts, format: Formatter): readonly PlateItem[] {
  const { counted } = crossWords[format.locale];
  const filter = filterItem(data.spine.narrowed, format);
  return [{ text: counted(counts.rows, whole.rows, format) }, ...(filter === null ? [] : [filter])];
}
