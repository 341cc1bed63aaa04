import type { Formatter } from '../../core/format';
import type { Result } from '../../core/result';
import type { ExhibitText, TableData } from '../../charts/exhibit';
import type { TrendsFigures } from './result';
import { bucketName, printed, trendsWords } from './words';

/** What stands around the lines. */
export function trendsExhibit({ figures, receipt }: Result<TrendsFigures>, format: Formatter): ExhibitText {
  const words = trendsWords[format.locale];
  const [group] = figures.groups;
  const open = group?.points.at(-1)?.complete === false;
  return {
    headline: words.headline(figures, format),
    sub: words.sub(figures, receipt.zone),
    plate: [
      ...(figures.by === null && group !== undefined && figures.previous === null
        ? [{ text: words.total(printed(group.total, figures, format)) }]
        : []),
      ...(figures.unit === 'share' ? [{ text: words.shareNote, term: words.share }] : []),
      ...(figures.firstPartial ? [{ text: words.firstPartial }] : []),
      ...(open ? [{ text: words.incomplete, doubt: true }] : []),
    ],
  };
}

/** One row per bucket, one column per group. */
export function trendsTable(figures: TrendsFigures, format: Formatter): TableData {
  const words = trendsWords[format.locale];
  const c = words.columns;
  const { groups, previous, unit } = figures;
  const kind = ({ share: 'percent', money: 'money', number: 'number', count: 'integer' } as const)[unit];
  const points = groups[0]?.points ?? [];
  return {
    caption: c.caption,
    columns: [
      { label: c.from, kind: 'text' },
      ...groups.map((g) => ({ label: g.name === null ? words.what(figures) : words.group(g.name), kind })),
      ...(previous === null ? [] : [{ label: words.previous, kind }]),
      ...(unit === 'share' && groups.length === 1
        ? [
            { label: c.low, kind },
            { label: c.high, kind },
          ]
        : []),
      { label: c.complete, kind: 'text' as const },
    ],
    rows: points.map((p, i) => [
      bucketName(p.from, figures.interval, format),
      ...groups.map((g) => g.points[i]?.value ?? null),
      ...(previous === null ? [] : [previous.points[i]?.value ?? null]),
      ...(unit === 'share' && groups.length === 1 ? [p.low, p.high] : []),
      p.complete ? c.yes : c.no,
    ]),
  };
}
