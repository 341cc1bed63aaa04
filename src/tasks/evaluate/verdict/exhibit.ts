import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Verdict } from './verdict';
import { figureText, verdictWords, type FigureName } from './words';

/** The finding and its doubts around the figures. */
export function verdictExhibit(verdict: Verdict, format: Formatter): ExhibitText {
  const words = verdictWords[format.locale];
  return {
    headline: words.headline(verdict, format),
    sub: words.sub(verdict, format),
    plate: [
      { text: words.trained(verdict, format) },
      ...verdict.doubts.map((d) => ({ text: words.doubt(d, verdict.subject, format), doubt: true })),
    ],
  };
}

/** Every figure with its interval and the baseline; texts, for each figure has a unit of its own. */
export function verdictTable(verdict: Verdict, format: Formatter): TableData {
  const { columns: c, figures: names } = verdictWords[format.locale];
  const known = (name: string): name is FigureName => Object.hasOwn(names, name);
  return {
    caption: c.caption,
    columns: [
      { label: c.figure, kind: 'text' },
      { label: c.value, kind: 'text' },
      { label: c.low, kind: 'text' },
      { label: c.high, kind: 'text' },
      { label: c.baseline, kind: 'text' },
    ],
    rows: Object.entries(verdict.figures).flatMap(([name, { figure, interval, baseline }]) => {
      if (!known(name)) return [];
      const text = (value: number | null | undefined): string =>
        figureText(name, value ?? null, verdict.subject, format);
      return [[names[name].name, text(figure.value), text(interval?.low), text(interval?.high), text(baseline.value)]];
    }),
  };
}
