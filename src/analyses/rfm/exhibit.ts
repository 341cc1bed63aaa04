import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText, PlateItem } from '../../charts/exhibit';
import { terms } from '../../charts/terms';
import type { RfmFigures } from './result';
import { rfmPictureWords } from './pictures.words';
import { FEW } from './profileChart';
import { rfmWords } from './words';

function plate(result: Result<RfmFigures>, format: Formatter): PlateItem[] {
  const words = rfmWords[format.locale];
  const t = terms[format.locale];
  const { figures } = result;
  return [
    { text: words.customers(figures.buyers, format) },
    ...(figures.windowShoppers > 0
      ? [{ text: words.windowShoppers(figures.windowShoppers, format), term: t.windowShoppers }]
      : []),
    { text: words.ties(figures), term: t.quintile },
    ...(figures.recencyUnit === 'day' ? [] : [{ text: words.counted(figures.recencyUnit) }]),
    ...result.warnings.flatMap((w) => {
      const text = words.warning(w, format);
      return text === null ? [] : [{ text, doubt: true, ...(w.code === 'empty-score' ? { term: t.quintile } : {}) }];
    }),
  ];
}

/** What stands around the recency × frequency map. */
export function rfmMapExhibit(result: Result<RfmFigures>, format: Formatter): ExhibitText {
  const words = rfmWords[format.locale];
  return {
    headline: words.mapHeadline(result.figures, format),
    sub: words.mapSub(result.figures),
    plate: plate(result, format),
  };
}

/** What stands around the segment bars. */
export function rfmBarsExhibit(result: Result<RfmFigures>, format: Formatter): ExhibitText {
  const words = rfmWords[format.locale];
  return {
    headline: words.barsHeadline(result.figures, format),
    sub: words.barsSub(result.figures),
    plate: plate(result, format),
  };
}

/** What stands around the treemap of revenue. */
export function rfmTreemapExhibit(result: Result<RfmFigures>, format: Formatter): ExhibitText {
  const words = rfmPictureWords[format.locale];
  const without = result.figures.segments.filter((s) => s.customers > 0 && (s.revenue ?? 0) <= 0);
  const names = rfmWords[format.locale].segments;
  return {
    headline: words.treemapHeadline(result.figures, format),
    sub: words.treemapSub,
    plate: [
      ...plate(result, format),
      ...(without.length === 0 || result.figures.revenue === null
        ? []
        : [{ text: words.withoutMoney(format.list(without.map((s) => names[s.segment]))), doubt: true }]),
    ],
  };
}

/** What stands around the segments' profile. */
export function rfmProfileExhibit(result: Result<RfmFigures>, format: Formatter): ExhibitText {
  const words = rfmPictureWords[format.locale];
  return {
    headline: words.profileHeadline(result.figures, format),
    sub: words.profileSub,
    plate: [
      ...plate(result, format),
      ...(result.figures.segments.some((s) => s.customers > 0 && s.customers < FEW)
        ? [{ text: words.rings(FEW), doubt: true }]
        : []),
      { text: rfmWords[format.locale].weighted(result.figures, format), term: terms[format.locale].meanInterval },
    ],
  };
}
