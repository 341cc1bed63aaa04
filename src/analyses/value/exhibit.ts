import type { ExhibitText, PlateItem } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Unfit } from '../../stats/estimate';
import type { ValueFigures } from './result';
import { valueWords } from './words';
import { rankedSegments } from './worth';
import { worthWords } from './worth.words';

function doubts(result: Result<ValueFigures>, format: Formatter): PlateItem[] {
  return result.warnings.flatMap((w) => {
    const text = valueWords[format.locale].warning(w, format);
    return text === null ? [] : [{ text, doubt: true }];
  });
}

const plain = (texts: readonly string[]): PlateItem[] => texts.map((text) => ({ text }));

/** Around the map of who comes back. */
export function valueMapExhibit(result: Result<ValueFigures>, format: Formatter): ExhibitText {
  const words = valueWords[format.locale];
  return {
    headline: words.mapHeadline(result.figures, format),
    sub: words.mapSub,
    plate: [...plain(words.fitPlate(result.figures, format)), ...doubts(result, format)],
  };
}

/** Around the test by frequency bin. */
export function holdoutExhibit(result: Result<ValueFigures>, format: Formatter): ExhibitText {
  const words = valueWords[format.locale];
  const { holdout } = result.figures;
  return {
    headline:
      holdout === null ? cannotText(result.figures.holdoutBecause, format) : words.binsHeadline(holdout, format),
    sub: words.binsSub(result.figures, format),
    plate:
      holdout === null ? [] : plain([words.customers(holdout.customers, format), ...words.errors(holdout, format)]),
  };
}

/** Around the cumulative tracking. */
export function trackingExhibit(result: Result<ValueFigures>, format: Formatter): ExhibitText {
  const words = valueWords[format.locale];
  const { holdout, holdoutBecause, model } = result.figures;
  return {
    headline: holdout === null ? cannotText(holdoutBecause, format) : words.trackHeadline(result.figures, format),
    sub: words.trackSub,
    plate: holdout === null ? [] : plain([words.customers(holdout.customers, format), words.models[model]]),
  };
}

/** Around the Lorenz curve. */
export function spreadExhibit(result: Result<ValueFigures>, format: Formatter): ExhibitText {
  const words = valueWords[format.locale];
  return {
    headline: words.spreadHeadline(result.figures, format),
    sub: words.spreadSub,
    plate: plain(words.spreadPlate(result.figures, format)),
  };
}

/** Why something cannot be estimated, as a sentence; '' when it can. */
export function cannotText(because: Unfit | null, format: Formatter): string {
  return because === null ? '' : valueWords[format.locale].cannot(because);
}

/** Around the histogram of customers' values. */
export function shapeExhibit(result: Result<ValueFigures>, format: Formatter): ExhibitText {
  const { figures } = result;
  const words = worthWords[format.locale];
  const { distribution } = figures;
  return {
    headline:
      distribution === null
        ? cannotText(figures.because ?? figures.spendBecause, format)
        : words.shapeHeadline(figures, distribution, format),
    sub: words.shapeSub(figures, format),
    plate:
      distribution === null
        ? []
        : plain([
            ...valueWords[format.locale].totalPlate(figures, format),
            ...words.shapePlate(figures, distribution, format),
            ...words.converted(figures, format),
          ]),
  };
}

/** Around customers by purchases to come. */
export function countsExhibit({ figures }: Result<ValueFigures>, format: Formatter): ExhibitText {
  const words = worthWords[format.locale];
  return {
    headline: figures.fit === null ? cannotText(figures.because, format) : words.countsHeadline(figures, format),
    sub: words.countsSub(figures),
    plate:
      figures.fit === null
        ? []
        : plain([
            valueWords[format.locale].models[figures.model],
            ...words.converted(figures, format).slice(0, Number(figures.converted.horizon)),
          ]),
  };
}

/** Around value to come by segment. */
export function segmentsExhibit(result: Result<ValueFigures>, format: Formatter): ExhibitText {
  const { figures } = result;
  const words = worthWords[format.locale];
  const ranked = rankedSegments(figures.segments);
  return {
    headline:
      figures.fit === null
        ? cannotText(figures.because, format)
        : words.segmentsHeadline(
            ranked.filter((r) => r.needed).map((r) => r.segment),
            figures.segments,
            format,
          ),
    sub: words.segmentsSub(figures),
    plate:
      figures.fit === null
        ? []
        : [...plain([valueWords[format.locale].customers(figures.customers, format)]), ...doubts(result, format)],
  };
}
