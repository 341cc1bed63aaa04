import type { ExhibitText } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import { sidesPlate, type MeasureText, type SidesText } from '../../charts/sidesExhibit';
import type { Measure, SideBySideFigures } from './result';
import { printFigure, sideBySideWords, telling } from './words';

/** What is said of segments beside one another. */
export function sideBySideText(format: Formatter): SidesText<Measure> {
  const words = sideBySideWords[format.locale];
  const told = (m: Measure, kind: MeasureText['kind']): MeasureText => ({
    label: words.measures[m],
    kind,
    print: (value) => printFigure(m, value, format),
  });
  return {
    measures: {
      share: { ...told('share', 'percent'), alone: true },
      sessions: told('sessions', 'number'),
      bounce: told('bounce', 'percent'),
      buyers: told('buyers', 'percent'),
      orders: told('orders', 'number'),
      silent: told('silent', 'number'),
      money: told('money', 'money'),
    },
    sub: words.sub,
    caption: words.columns.caption,
    lead: telling,
    list: { kind: 'sideBySide', list: 'customers' },
  };
}

/** What stands around the comparison. */
export function sideBySideExhibit({ figures }: Result<SideBySideFigures>, format: Formatter): ExhibitText {
  const words = sideBySideWords[format.locale];
  return {
    headline: words.headline(figures, format),
    sub: words.sub,
    plate: sidesPlate(figures.groups, format),
  };
}
