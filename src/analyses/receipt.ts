import type { Result } from '../core/result';
import { printed } from '../sql/sql';
import type { ReceiptView } from '../ui/types';

/** A result's receipt as the exhibit's dialog shows it: SQL with its values written in, to copy and run. */
export function receiptView(result: Result<unknown>): ReceiptView {
  return {
    receipt: result.receipt,
    params: result.params,
    sql: result.receipt.sql.map(({ name, text, values }) => ({ name, text: printed({ text, values }) })),
  };
}
