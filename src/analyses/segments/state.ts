import type { Locale } from '../../core/words';
import type { ViewProps } from '../view';
import type { SegmentsFigures } from './result';
import { segmentsWords } from './words';

/** The view's properties, with its state empty where the figures say why there are no groups. */
export function unlessNone(props: ViewProps<SegmentsFigures>, locale: Locale): ViewProps<SegmentsFigures> {
  const because = props.result?.figures.because ?? null;
  if (because === null || props.state.kind !== 'ready') return props;
  return { ...props, state: { kind: 'empty', says: segmentsWords[locale].cannot(because) } };
}
