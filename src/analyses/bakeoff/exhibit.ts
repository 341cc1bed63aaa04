import type { ExhibitText, PlateItem } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { BakeoffFigures } from './result';
import { bakeoffWords } from './words';

const plain = (texts: readonly string[]): PlateItem[] => texts.map((text) => ({ text }));

/** Around the leaderboard. */
export function boardExhibit({ figures, warnings }: Result<BakeoffFigures>, format: Formatter): ExhibitText {
  const words = bakeoffWords[format.locale];
  const few = warnings.flatMap((w) =>
    w.code === 'too-few' ? [words.tooFew(Number(w.details['n']), Number(w.details['enough']))] : [],
  );
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, format),
    plate: [
      ...plain(words.plate(figures, format)),
      ...[...words.doubts(figures, format), ...few].map((text) => ({ text, doubt: true })),
    ],
  };
}

/** Around the calibration by tenths. */
export function tenthsExhibit({ figures }: Result<BakeoffFigures>, format: Formatter): ExhibitText {
  const words = bakeoffWords[format.locale];
  return { headline: words.decilesHeadline(figures, format), sub: words.decilesSub(figures), plate: [] };
}

/** Around the winners by segment. */
export function verdictsExhibit({ figures }: Result<BakeoffFigures>, format: Formatter): ExhibitText {
  const words = bakeoffWords[format.locale];
  return { headline: words.segmentsHeadline(figures, format), sub: words.segmentsSub(figures), plate: [] };
}
