import type { PlateItem } from '../core/exhibit';
import type { Formatter } from '../core/format';
import type { Sample } from '../core/reading';
import type { Catalogue } from '../core/words';

interface SampleWords {
  readonly customers: (share: string) => string;
  readonly rows: (share: string) => string;
  readonly first: (rows: string) => string;
  /** In two words, beside the file's name. */
  readonly mark: Readonly<Record<Sample['of'], (n: string) => string>>;
  readonly title: string;
  readonly says: Readonly<Record<Sample['of'], string>>;
}

const sampleWords: Catalogue<SampleWords> = {
  en: {
    customers: (share) => `from a ${share} sample of customers: counts are of the sample`,
    rows: (share) => `from a ${share} sample of rows: counts are of the sample`,
    first: (rows) => `from the first ${rows} rows of the file`,
    mark: {
      customers: (share) => `${share} of customers`,
      rows: (share) => `${share} of rows`,
      first: (rows) => `first ${rows} rows`,
    },
    title: 'A sample',
    says: {
      customers:
        'Only some customers were read, each with all of their rows. Shares, averages and who comes back are as in the whole, but for chance; counts and totals are of the sample.',
      rows: 'Only some rows were read, so customers lack some of theirs. Averages per row hold; what is counted per customer (funnels, retention, value) comes out too low.',
      first:
        'Only the first rows of the file were read. In a file sorted by time these are the oldest: nothing later is known.',
    },
  },
  ru: {
    customers: (share) => `по выборке ${share} клиентов: количества — внутри выборки`,
    rows: (share) => `по выборке ${share} строк: количества — внутри выборки`,
    first: (rows) => `по первым строкам файла: ${rows}`,
    mark: {
      customers: (share) => `${share} клиентов`,
      rows: (share) => `${share} строк`,
      first: (rows) => `первые строки: ${rows}`,
    },
    title: 'Выборка',
    says: {
      customers:
        'Прочитана только часть клиентов, зато каждый — со всеми своими строками. Доли, средние и возвраты такие же, как в целом, с точностью до случайности; количества и суммы — внутри выборки.',
      rows: 'Прочитана только часть строк, поэтому у клиентов недостаёт части их действий. Средние на строку верны; всё, что считается по клиентам (воронки, удержание, ценность), окажется заниженным.',
      first:
        'Прочитаны только первые строки файла. Если файл отсортирован по времени, это самые старые: о более поздних ничего не известно.',
    },
  },
};

/** Which rows a sample has, and what that means for counts. */
export function sampleText(sample: Sample, format: Formatter): string {
  return sampleWords[format.locale][sample.of](size(sample, format));
}

function size(sample: Sample, format: Formatter): string {
  return sample.of === 'first'
    ? format.integer(sample.rows)
    : format.percent(sample.share, sample.share < 0.01 ? 1 : 0);
}

/** That a file is open in part, in two words. */
export function sampleMark(sample: Sample, format: Formatter): PlateItem {
  const { mark, title, says } = sampleWords[format.locale];
  return { text: mark[sample.of](size(sample, format)), doubt: true, term: { title, says: says[sample.of] } };
}

/** That a result is of a sample, as one item of an exhibit's plate; null where the whole file was read. */
export function sampleItem(sample: Sample | undefined, format: Formatter): PlateItem | null {
  if (sample === undefined) return null;
  const { title, says } = sampleWords[format.locale];
  return { text: sampleText(sample, format), doubt: true, term: { title, says: says[sample.of] } };
}
