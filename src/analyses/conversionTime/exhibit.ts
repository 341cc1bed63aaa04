import type { ExhibitText, PlateItem, TableData } from '../../charts/exhibit';
import { terms } from '../../charts/terms';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ConversionTimeFigures } from './result';
import { conversionTimeWords } from './words';

type Shown = Result<ConversionTimeFigures>;

function doubts({ warnings }: Shown, format: Formatter): readonly PlateItem[] {
  return warnings.flatMap((w) => {
    const text = conversionTimeWords[format.locale].warning(w, format);
    const term = w.code === 'immature' ? { term: terms[format.locale].immature } : {};
    return text === null ? [] : [{ text, doubt: true, ...term }];
  });
}

/** Around the histogram of the whole way. */
export function histogramExhibit(result: Shown, format: Formatter): ExhibitText {
  const words = conversionTimeWords[format.locale];
  const { figures } = result;
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      ...(figures.whole === null ? [] : [{ text: words.mean(figures.whole, format) }]),
      ...doubts(result, format),
    ],
  };
}

export function histogramTable({ whole }: ConversionTimeFigures, format: Formatter): TableData {
  const c = conversionTimeWords[format.locale].columns;
  const { start, width, counts } = whole?.histogram ?? { start: 0, width: 0, counts: [] };
  return {
    caption: c.bins,
    columns: [
      { label: c.from, kind: 'duration' },
      { label: c.to, kind: 'duration' },
      { label: c.customers, kind: 'integer' },
    ],
    rows: counts.map((n, i) => [start + i * width, start + (i + 1) * width, n]),
  };
}

/** Around the curve. */
export function curveExhibit(result: Shown, format: Formatter): ExhibitText {
  const words = conversionTimeWords[format.locale];
  const { figures } = result;
  return {
    headline: words.curve(figures, format),
    sub: words.curveSub(figures, format),
    plate: [...doubts(result, format), ...(figures.immature === 0 ? [] : [{ text: words.estimate }])],
  };
}

export function curveTable({ curve }: ConversionTimeFigures, format: Formatter): TableData {
  const c = conversionTimeWords[format.locale].columns;
  return {
    caption: c.curve,
    columns: [
      { label: c.time, kind: 'duration' },
      { label: c.share, kind: 'percent' },
      { label: c.low, kind: 'percent' },
      { label: c.high, kind: 'percent' },
      { label: c.atRisk, kind: 'integer' },
    ],
    rows: curve.map((p) => [p.time, p.share, p.interval?.low ?? null, p.interval?.high ?? null, p.atRisk]),
  };
}

/** Around the ways from step to step. */
export function waysExhibit(result: Shown, format: Formatter): ExhibitText {
  const words = conversionTimeWords[format.locale];
  return { headline: words.ways(result.figures, format), sub: words.waysSub, plate: doubts(result, format) };
}

export function waysTable({ ways, whole }: ConversionTimeFigures, format: Formatter): TableData {
  const words = conversionTimeWords[format.locale];
  const c = words.columns;
  const duration = (label: string) => ({ label, kind: 'duration' as const });
  return {
    caption: c.ways,
    columns: [
      { label: c.way, kind: 'text' },
      { label: c.n, kind: 'integer' },
      ...[c.mean, 'p25', c.median, 'p75', 'p90', 'p95'].map(duration),
    ],
    rows: [
      ...ways.map((w) => ({ name: words.way(w), w })),
      ...(whole === null ? [] : [{ name: words.whole, w: whole }]),
    ].map(({ name, w }) => [name, w.n, w.mean, w.p25, w.median, w.p75, w.p90, w.p95]),
  };
}
