import type { ExhibitText, PlateItem } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { Unfit } from '../../stats/estimate';
import type { ValueFigures } from './result';
import { valueWords } from './words';

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
