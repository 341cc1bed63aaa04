import type { ExhibitText, PlateItem } from '../../charts/exhibit';
import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import { segmentsTerms } from './columns.words';
import { nameOf } from './names';
import type { SegmentFigures, SegmentsFigures } from './result';
import { segmentsWords } from './words';

const namer = (figures: SegmentsFigures, format: Formatter) => (s: SegmentFigures) => nameOf(s, figures, format.locale);

function plate({ figures, warnings }: Result<SegmentsFigures>, format: Formatter): PlateItem[] {
  const words = segmentsWords[format.locale];
  return [
    { text: words.buyers(figures.buyers, format) },
    ...(figures.windowShoppers > 0 ? [{ text: words.windowPlate(figures.windowShoppers, format) }] : []),
    ...(figures.unpaid > 0 ? [{ text: words.unpaidPlate(figures.unpaid, format) }] : []),
    { text: words.methods[figures.method], term: segmentsTerms[format.locale][figures.method] },
    ...(figures.fitted < figures.buyers ? [{ text: words.sampledPlate(figures.fitted, figures.buyers, format) }] : []),
    ...(figures.silhouette === null
      ? []
      : [{ text: words.silhouettePlate(figures.silhouette, format), term: segmentsTerms[format.locale].silhouette }]),
    { text: words.description },
    ...warnings.flatMap((w) => {
      const text = words.warning(w, format);
      return text === null
        ? []
        : [
            {
              text,
              doubt: true,
              ...(w.code === 'not-separable' ? { term: segmentsTerms[format.locale].silhouette } : {}),
            },
          ];
    }),
  ];
}

/** Around the plane of points and ellipses. */
export function planeExhibit(result: Result<SegmentsFigures>, format: Formatter): ExhibitText {
  const words = segmentsWords[format.locale];
  const { figures } = result;
  const note = words.pointsNote(figures.points.length, figures.buyers, format);
  return {
    headline: figures.because === null ? words.planeHeadline(figures, format) : words.cannot(figures.because),
    sub: words.planeSub(figures),
    plate: [...(note === '' ? [] : [{ text: note }]), ...plate(result, format)],
  };
}

/** Around the shares. */
export function sharesExhibit(result: Result<SegmentsFigures>, format: Formatter): ExhibitText {
  const words = segmentsWords[format.locale];
  const { figures } = result;
  return {
    headline: words.sharesHeadline(figures, namer(figures, format), format),
    sub: words.sharesSub(figures),
    plate: [
      { text: words.buyers(figures.buyers, format) },
      ...(figures.revenue === null ? [] : [{ text: words.forecastPlate(figures.worth, format) }]),
    ],
  };
}

/** Around the number of groups. */
export function countExhibit(result: Result<SegmentsFigures>, format: Formatter): ExhibitText {
  const words = segmentsWords[format.locale];
  const { figures, warnings } = result;
  return {
    headline: words.countHeadline(figures, format),
    sub: words.countSub(figures),
    plate: [
      ...(figures.method === 'mixture' ? [{ text: words.bic, term: segmentsTerms[format.locale].bic }] : []),
      { text: words.silhouette, term: segmentsTerms[format.locale].silhouette },
      ...(figures.searched < figures.buyers
        ? [{ text: words.searchedPlate(figures.searched, figures.buyers, format) }]
        : []),
      ...warnings
        .filter((w) => w.code === 'no-clear-count')
        .flatMap((w) => {
          const text = words.warning(w, format);
          return text === null ? [] : [{ text, doubt: true }];
        }),
    ],
  };
}

/** Around the probabilities. */
export function certaintyExhibit(result: Result<SegmentsFigures>, format: Formatter): ExhibitText {
  const words = segmentsWords[format.locale];
  const { figures } = result;
  return {
    headline: words.certaintyHeadline(figures, format),
    sub: words.certaintySub,
    plate: [{ text: words.buyers(figures.buyers, format) }, { text: words.description }],
  };
}

const oneTime = ({ worth }: SegmentsFigures, format: Formatter): Pick<PlateItem, 'term'> =>
  worth.model === 'bgnbd' ? { term: segmentsTerms[format.locale].oneTime } : {};

/** Around the action plan. */
export function planExhibit(result: Result<SegmentsFigures>, format: Formatter): ExhibitText {
  const words = segmentsWords[format.locale];
  const { figures } = result;
  return {
    headline: words.planHeadline(figures, namer(figures, format), format),
    sub: words.planSub,
    plate: [
      { text: words.buyers(figures.buyers, format) },
      ...(figures.unpaid > 0 ? [{ text: words.unpaidPlate(figures.unpaid, format) }] : []),
      { text: words.forecastPlate(figures.worth, format) },
      ...(figures.leaving ? [] : [{ text: words.nobodyLeaves, doubt: true, ...oneTime(figures, format) }]),
      ...(figures.undecided ? [{ text: words.undecided, doubt: true, ...oneTime(figures, format) }] : []),
      { text: words.description },
    ],
  };
}
