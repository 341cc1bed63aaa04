import { ticks } from 'd3';
import { board, type BoardGeometry } from '../../../charts/board';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import { outcomeOf, type Rival } from './verdict';
import { contestWords } from './words';

/** Geometry of the differences from the leader, for 280 px or more. */
export function contestChart(rivals: readonly Rival[], width: number, format: Formatter): BoardGeometry {
  const words = contestWords[format.locale];
  const ends = rivals.flatMap((r) => [r.difference ?? 0, r.interval?.low ?? 0, r.interval?.high ?? 0]);
  const count = width < 480 ? 2 : 5;
  // Round ends would push small differences together on a narrow page.
  const [least, most] = [Math.min(-0.005, ...ends), Math.max(0.005, ...ends)];
  const room = (most - least) * 0.04;
  const [low, high] = [least - room, most + room];
  return board(
    rivals.map((r, i) => ({
      name: r.name,
      note: i === 0 ? words.leader : words.difference(r, format),
      value: r.difference ?? (i === 0 ? 0 : null),
      interval: r.interval,
      says: format.number(r.value, 3),
      ...(words.f1(r, format) === null ? {} : { saysNote: words.f1(r, format) ?? '' }),
      tone: i === 0 ? ('mark' as const) : ('second' as const),
      mark: {
        title: r.name,
        value: words.value(r, format),
        note: i === 0 ? words.leader : words.difference(r, format),
      },
    })),
    { low, high, ticks: ticks(low, high, count).map((value) => ({ value, label: format.number(value, 3) })) },
    width,
    'dots',
  );
}

/** The verdict in words. */
export function contestExhibit(rivals: readonly Rival[], rows: number, format: Formatter): ExhibitText {
  const words = contestWords[format.locale];
  return {
    headline: words.headline(outcomeOf(rivals), rivals, format),
    sub: words.sub(rows, format),
    plate: [{ text: words.f1Note, term: words.term }],
  };
}

/** All models with their figures. */
export function contestTable(rivals: readonly Rival[], format: Formatter): TableData {
  const { columns: c, caption } = contestWords[format.locale];
  const number = { kind: 'number' as const, digits: 4 };
  return {
    caption,
    columns: [
      { label: c.model, kind: 'text' },
      { label: c.auc, ...number },
      { label: c.difference, ...number },
      { label: c.low, ...number },
      { label: c.high, ...number },
      { label: c.threshold, ...number },
      { label: c.f1, ...number },
    ],
    rows: rivals.map((r) => [
      r.name,
      r.value,
      r.difference,
      r.interval?.low ?? null,
      r.interval?.high ?? null,
      r.f1?.threshold ?? null,
      r.f1?.value ?? null,
    ]),
  };
}
