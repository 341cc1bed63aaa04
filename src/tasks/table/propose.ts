import { VitrineError } from '../../core/errors';
import type { TableTask } from '../spec';
import { asLabel, idOf, labelCandidates, leftOut, type LabelCandidate } from './labels';
import type { TableAbout } from './look';

/** Outcomes proposed at most; any other column can be chosen by hand. */
const MOST = 3;
/** A confidence from which an outcome is proposed. */
const LIKELY = 0.3;

/**
 * Questions that a table's columns ask by their names, the likeliest first. Where no name tells, the likeliest column
 * alone: a person then chooses another in its place.
 * @throws VitrineError `role.missing` where no column can be an outcome
 */
export function proposeTable(about: TableAbout): readonly TableTask[] {
  const all = labelCandidates(about);
  const likely = all.filter((c) => c.confidence >= LIKELY).slice(0, MOST);
  const proposed = likely.length > 0 ? likely : all.slice(0, 1);
  if (proposed.length === 0) throw new VitrineError('role.missing', { source: about.name, roles: 'label' });
  return proposed.map((candidate) => tableTask(about, candidate));
}

/**
 * The question after one column: everything else is learnt from but ids, names and what never varies; one row in
 * five, drawn by seed 1, is kept for the test.
 * @param label a candidate, or a column's name
 * @throws VitrineError `learn.constant` where the column cannot be predicted
 */
export function tableTask(about: TableAbout, label: LabelCandidate | string): TableTask {
  const candidate = typeof label === 'string' ? candidateOf(about, label) : label;
  const out = leftOut(about, candidate.column);
  return {
    kind: 'table',
    question: candidate.question,
    label: candidate.column,
    type: candidate.type,
    positive: candidate.positive,
    columns: about.columns.filter((c) => !out.has(c.name)).map((c) => c.name),
    id: idOf(about),
    time: null,
    testShare: 0.2,
    seed: 1,
    groups: ['column', 'periods'],
    off: [],
    trusted: [],
  };
}

function candidateOf({ columns }: TableAbout, name: string): LabelCandidate {
  const column = columns.find((c) => c.name === name);
  const found = column === undefined ? null : asLabel(column);
  if (found !== null) return found;
  throw new VitrineError('learn.constant', { column: name, value: column?.values[0]?.value ?? '' });
}
