import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText, PlateItem } from '../../charts/exhibit';
import { terms } from '../../charts/terms';
import { WINDOW_SHOPPERS } from '../../core/rfmSegments';
import type { MigrationFigures } from './result';
import { migrationWords } from './words';

function plate(result: Result<MigrationFigures>, format: Formatter): PlateItem[] {
  const words = migrationWords[format.locale];
  const { figures } = result;
  const spent = words.spent(figures, format);
  return [
    { text: words.customers(figures.customers, format) },
    ...(spent === null ? [] : [{ text: spent }]),
    { text: words.cuts[figures.cuts], term: terms[format.locale].quintile },
    ...(figures.ownCuts.length === 0 ? [] : [{ text: words.own(figures.ownCuts) }]),
    ...(figures.recencyUnit === 'day' ? [] : [{ text: words.unit[figures.recencyUnit] }]),
    ...result.warnings.flatMap((w) => {
      const text = words.warning(w, format);
      return text === null ? [] : [{ text, doubt: true }];
    }),
  ];
}

/** What stands around the matrix. */
export function matrixExhibit(result: Result<MigrationFigures>, format: Formatter): ExhibitText {
  const words = migrationWords[format.locale];
  return {
    headline: words.matrixHeadline(result.figures, format),
    sub: words.matrixSub(result.figures, format),
    plate: [...plate(result, format), { text: words.tiers }],
  };
}

/** What stands around the Sankey diagram. */
export function flowsExhibit(result: Result<MigrationFigures>, format: Formatter): ExhibitText {
  const words = migrationWords[format.locale];
  const never = result.figures.flows.reduce((n, f) => (f.after === WINDOW_SHOPPERS ? n + f.customers : n), 0);
  return {
    headline: words.flowsHeadline(result.figures, format),
    sub: words.flowsSub(result.figures, format),
    plate: [
      ...plate(result, format),
      ...(never > 0 ? [{ text: words.never(never, format), term: terms[format.locale].windowShoppers }] : []),
      { text: words.tiers },
    ],
  };
}
