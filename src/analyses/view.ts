import type { ExhibitText } from '../charts/exhibit';
import type { Result } from '../core/result';
import { filterItem } from './filter.words';
import { sampleItem } from './sample.words';
import { printed } from '../sql/sql';
import { locale } from '../ui/locale.svelte';
import type { ExhibitProps, ExhibitState, ReceiptView, TableData } from '../ui/types';

/** What every view of an analysis is given. */
export interface ViewProps<F> {
  /** Null until there is one. */
  readonly result: Result<F> | null;
  readonly state: ExhibitState;
  /** Name of the data, burned into images. */
  readonly source: string;
  /** Stands where the finding will be. */
  readonly title: string;
  readonly onStop: () => void;
  readonly onRetry: () => void;
}

/** The exhibit around a view's picture: the finding, its table and its receipt once there is a result. */
export function exhibitProps<F>(
  { result, state, source, title, onStop, onRetry }: ViewProps<F>,
  height: number,
  text: (result: Result<F>) => ExhibitText,
  table: (figures: F) => TableData,
): Omit<ExhibitProps, 'picture'> {
  const around = { state, source, height, onStop, onRetry };
  if (result === null) return { headline: title, ...around };
  const said = text(result);
  const filter = filterItem(result.receipt.filter, locale.format);
  const sample = sampleItem(result.receipt.source.file?.sample, locale.format);
  const plate = [...(said.plate ?? []), ...[filter, sample].filter((item) => item !== null)];
  return { ...said, anchor: result.kind, plate, table: table(result.figures), receipt: receiptView(result), ...around };
}

/** A result's receipt as the dialog shows it: SQL with its values written in, to copy and run. */
function receiptView(result: Result<unknown>): ReceiptView {
  return {
    receipt: result.receipt,
    params: result.params,
    sql: result.receipt.sql.map(({ name, text, values }) => ({ name, text: printed({ text, values }) })),
  };
}
