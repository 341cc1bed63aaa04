import type { Plane } from '../../analyses/segments/plane';
import type { SegmentMethod } from '../../analyses/segments/spec';
import type { Catalogue } from '../../core/words';

/** The controls of the groups in the room Customers. */
export interface SegmentsControlWords {
  readonly title: string;
  readonly method: string;
  readonly methods: Readonly<Record<SegmentMethod, string>>;
  readonly groups: string;
  readonly auto: string;
  readonly plane: string;
  readonly planes: Readonly<Record<Plane, string>>;
}

export const segmentsControlWords: Catalogue<SegmentsControlWords> = {
  en: {
    title: 'How buyers are grouped',
    method: 'Method',
    methods: { mixture: 'Mixture', kmeans: 'k-means' },
    groups: 'Groups',
    auto: 'From the data',
    plane: 'Look at',
    planes: {
      'frequency-monetary': 'Purchases and money',
      'recency-monetary': 'Recency and money',
      'recency-frequency': 'Recency and purchases',
    },
  },
  ru: {
    title: 'Как разбиты покупатели',
    method: 'Метод',
    methods: { mixture: 'Смесь', kmeans: 'k-средних' },
    groups: 'Число групп',
    auto: 'По данным',
    plane: 'Оси',
    planes: {
      'frequency-monetary': 'Покупки и сумма',
      'recency-monetary': 'Давность и сумма',
      'recency-frequency': 'Давность и покупки',
    },
  },
};
