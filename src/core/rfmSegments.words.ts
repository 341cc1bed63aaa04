import type { SegmentKey } from './rfmSegments';
import type { Catalogue } from './words';

/** What the segments are called, everywhere. */
export const segmentNames: Catalogue<Readonly<Record<SegmentKey, string>>> = {
  en: {
    champions: 'Champions',
    loyal: 'Loyal',
    'potential-loyalists': 'Potential loyalists',
    new: 'New',
    promising: 'Promising',
    'need-attention': 'Need attention',
    'about-to-sleep': 'About to sleep',
    'cant-lose': 'Can’t lose them',
    'at-risk': 'At risk',
    hibernating: 'Hibernating',
    'window-shoppers': 'Window shoppers',
  },
  ru: {
    champions: 'Чемпионы',
    loyal: 'Лояльные',
    'potential-loyalists': 'Потенциально лояльные',
    new: 'Новые',
    promising: 'Перспективные',
    'need-attention': 'Требуют внимания',
    'about-to-sleep': 'Засыпают',
    'cant-lose': 'Нельзя потерять',
    'at-risk': 'В зоне риска',
    hibernating: 'Спят',
    'window-shoppers': 'Только смотрели',
  },
};
