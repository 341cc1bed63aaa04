import type { Formatter } from '../../core/format';
import type { Unfit } from '../../stats/estimate';
import type { ViewProps } from '../view';
import { cannotText } from './exhibit';
import type { ValueFigures } from './result';

/** The view's properties, with its state empty where the figures say why there is nothing to draw. */
export function unlessUnfit(
  props: ViewProps<ValueFigures>,
  because: (figures: ValueFigures) => Unfit | null,
  format: Formatter,
): ViewProps<ValueFigures> {
  const why = props.result === null ? null : because(props.result.figures);
  if (why === null || props.state.kind !== 'ready') return props;
  return { ...props, state: { kind: 'empty', says: cannotText(why, format) } };
}
