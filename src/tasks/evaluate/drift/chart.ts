import { board, type BoardGeometry, type BoardRow } from '../../../charts/board';
import { valueAxis } from '../../../charts/axes';
import type { ExhibitText, TableData } from '../../../charts/exhibit';
import type { Formatter } from '../../../core/format';
import type { Drift } from '../../../learn/jobs/drift';
import type { PreparedFeature } from '../../prepared';
import type { FeatureNames } from '../explain/feature';
import { driftWords } from './words';

/** PSI above which a column has moved in earnest, by custom; below 0.1 it hardly has. */
export const MOVED = 0.25;
export const SHIFTED = 0.1;

/**
 * Whether a feature counts the days since something: of the same customers it grows from cutoff to cutoff, so that
 * its move is time passing and says nothing of another population.
 */
export function agesByNature({ group, unit }: Pick<PreparedFeature, 'group' | 'unit'>): boolean {
  return unit === 'days' && (group === 'recency' || group === 'tenure');
}

/** Names of the features that age, see {@link agesByNature}. */
export type Ageing = ReadonlySet<string>;

const hasMoved = (d: Drift): boolean => d.psi > d.nullHigh && d.psi >= SHIFTED;

/** Columns that moved more than chance would, enough to matter, and not because time has passed. */
export function movedOf(drift: readonly Drift[], ageing: Ageing): readonly Drift[] {
  return drift.filter((d) => d.column !== null && !ageing.has(d.column) && hasMoved(d));
}

/** Columns that moved as time passed. */
function agedOf(drift: readonly Drift[], ageing: Ageing): readonly Drift[] {
  return drift.filter((d) => d.column !== null && ageing.has(d.column) && hasMoved(d));
}

const MOST = 12;
const sorted = (drift: readonly Drift[]): readonly Drift[] => {
  const answers = drift.filter((d) => d.column === null);
  const rest = drift.filter((d) => d.column !== null).toSorted((a, b) => b.psi - a.psi);
  return [...answers, ...rest];
};

/** Geometry of PSI by column beside what chance alone comes to, for 280 px or more. */
export function driftChart(
  drift: readonly Drift[],
  names: FeatureNames,
  ageing: Ageing,
  width: number,
  format: Formatter,
): BoardGeometry {
  const words = driftWords[format.locale];
  const shown = sorted(drift).slice(0, MOST);
  const aged = new Set(agedOf(shown, ageing));
  // Time passing is no alarm: it would press what may be one against the axis.
  const telling = shown.filter((d) => !aged.has(d));
  const axis = valueAxis([...telling.flatMap((d) => [d.psi, d.nullHigh]), MOVED], width < 480 ? 3 : 5);
  const labels = format.axis(axis.ticks);
  return board(
    shown.map((d): BoardRow => {
      const name = d.column === null ? words.answer : names.label(d.column);
      const says = format.number(d.psi, 2);
      return {
        name,
        ...(aged.has(d) ? { note: d.psi > axis.high ? words.agesBeyond : words.ages } : {}),
        value: d.psi,
        against: d.nullHigh,
        says,
        tone: !hasMoved(d) || aged.has(d) ? 'quiet' : d.psi >= MOVED ? 'bad' : 'second',
        mark: {
          title: name,
          value: `PSI ${format.number(d.psi, 3)}`,
          note: words.chance(format.number(d.nullHigh, 3)),
        },
      };
    }),
    { low: 0, high: axis.high, ticks: axis.ticks.map((value, i) => ({ value, label: labels[i] ?? '' })) },
    width,
    'bars',
  );
}

/** The finding around it. */
export function driftExhibit(
  drift: readonly Drift[],
  names: FeatureNames,
  ageing: Ageing,
  format: Formatter,
): ExhibitText {
  const words = driftWords[format.locale];
  const moved = movedOf(drift, ageing).toSorted((a, b) => b.psi - a.psi);
  const answer = drift.find((d) => d.column === null);
  const answerMoved = answer !== undefined && hasMoved(answer);
  const aged = agedOf(drift, ageing).length;
  return {
    headline: words.headline(
      moved.slice(0, 2).map((d) => names.label(d.column ?? '')),
      moved.length,
      answerMoved,
      aged,
      format,
    ),
    sub: words.sub,
    plate: [{ text: words.method }, ...(aged === 0 ? [] : [{ text: words.aged(aged, format) }])],
  };
}

/** All columns. */
export function driftTable(drift: readonly Drift[], names: FeatureNames, ageing: Ageing, format: Formatter): TableData {
  const words = driftWords[format.locale];
  return {
    caption: words.sub,
    columns: [
      { label: words.columns.feature, kind: 'text' },
      { label: 'PSI', kind: 'number', digits: 4 },
      { label: words.columns.chance, kind: 'number', digits: 4 },
      { label: words.columns.note, kind: 'text' },
    ],
    rows: sorted(drift).map((d) => [
      d.column === null ? words.answer : names.label(d.column),
      d.psi,
      d.nullHigh,
      d.column !== null && ageing.has(d.column) ? words.ages : null,
    ]),
  };
}
