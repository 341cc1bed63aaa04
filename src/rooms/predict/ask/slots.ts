import type { Formatter } from '../../../core/format';
import type { DataInfo } from '../../../core/analysis';
import type { Task } from '../../../tasks/spec';
import type { Option } from '../../../ui/types';
import { askWords, type Slot } from './ask.words';
import type { LabelValues } from '../../../tasks/table/values';
import { recut, roomFor } from '../../../state/predict/recut';

/** One place of a sentence, filled: what may stand there, and the question with another choice. */
export interface FilledSlot {
  readonly value: string;
  readonly options: readonly Option[];
  readonly change: (value: string) => Task;
}

/** What a table's column may hold, for the choice of a label. */
export interface LabelColumn {
  readonly name: string;
  /** Its commonest values, and how many different ones there are. */
  readonly values: readonly string[];
  readonly distinct: number;
  readonly numeric: boolean;
}

/** More classes than this are no classes to a person. */
const MOST_CLASSES = 20;

const WINDOWS = [1, 3, 7, 14, 30, 60, 90, 180, 365] as const;
const EVER = 'ever';
const NONE = '';

/** All choices with the one that stands, in rising order. */
function withOwn(choices: readonly number[], own: number | null): readonly number[] {
  return own === null || choices.includes(own) ? choices : [...choices, own].sort((a, b) => a - b);
}

/**
 * The choices of a place in a question's sentence; null where the question has no such place.
 * @param data of a log
 * @param columns of a table
 * @param known all values of the label's column, once they are
 */
export function fillSlot(
  slot: Slot,
  task: Task,
  data: DataInfo | null,
  columns: readonly LabelColumn[],
  format: Formatter,
  known: LabelValues | null = null,
): FilledSlot | null {
  const words = askWords[format.locale];
  const days = (n: number): Option => ({ value: String(n), label: words.days(n, format) });
  const lately = (n: number): Option => ({ value: String(n), label: words.lately(n, format) });
  if (task.kind === 'log' && data !== null) {
    if (slot === 'window') {
      const fits = WINDOWS.filter((w) => roomFor(w, data) >= 1);
      return {
        value: String(task.window),
        options: withOwn(fits, task.window).map(days),
        change: (value) => recut(task, data, { window: Number(value) }),
      };
    }
    if (slot === 'activeWithin') {
      return {
        value: task.activeWithin === null ? EVER : String(task.activeWithin),
        options: [...withOwn(WINDOWS.slice(2), task.activeWithin).map(lately), { value: EVER, label: words.ever }],
        change: (value) => ({ ...task, activeWithin: value === EVER ? null : Number(value) }),
      };
    }
    if (slot === 'cutoffs') {
      const most = Math.max(1, roomFor(task.window, data));
      const counts = Array.from({ length: most }, (_, i) => i + 1);
      return {
        value: String(task.cutoffs.length),
        options: withOwn(counts, task.cutoffs.length).map((n) => ({ value: String(n), label: words.cutoffs(n) })),
        change: (value) => recut(task, data, { count: Number(value) }),
      };
    }
    if (slot === 'goal') return goalOf(task, data, format);
  }
  if (task.kind === 'session') {
    if (slot === 'goal' && data !== null) return goalOf(task, data, format);
    if (slot === 'gap') {
      return {
        value: String(task.gap),
        options: withOwn([10, 20, 30, 60, 120], task.gap).map((n) => ({ value: String(n), label: words.minutes(n) })),
        change: (value) => ({ ...task, gap: Number(value) }),
      };
    }
    if (slot === 'first') {
      const named = (first: typeof task.first): Option =>
        'events' in first
          ? { value: `e${first.events}`, label: words.events(first.events) }
          : { value: `m${first.minutes}`, label: words.minutes(first.minutes) };
      const own = named(task.first);
      const usual = [1, 2, 3, 5, 10].map((events) => named({ events }));
      const times = [1, 2, 5, 10].map((minutes) => named({ minutes }));
      const all = [...usual, ...times];
      return {
        value: own.value,
        options: all.some((o) => o.value === own.value) ? all : [own, ...all],
        change: (value) => {
          const n = Number(value.slice(1));
          return { ...task, first: value.startsWith('e') ? { events: n } : { minutes: n } };
        },
      };
    }
  }
  if (task.kind === 'table') {
    const column = columns.find((c) => c.name === task.label);
    if (slot === 'label') {
      return {
        value: task.label,
        options: columns.map((c) => ({ value: c.name, label: c.name })),
        change: (value) => withLabel(task, columns, value),
      };
    }
    if (slot === 'positive') {
      const all = known?.column === task.label ? known.values.map((v) => v.value) : (column?.values ?? []);
      const values = task.positive === null || all.includes(task.positive) ? all : [task.positive, ...all];
      return {
        value: task.positive ?? NONE,
        options: values.map((v) => ({ value: v, label: words.quoted(v) })),
        change: (value) => ({ ...task, positive: value }),
      };
    }
    if (slot === 'type') {
      const fits = {
        binary: column !== undefined && column.values.length > 0,
        multiclass: column !== undefined && column.distinct > 2 && column.distinct <= MOST_CLASSES,
        regression: column?.numeric === true && column.distinct > 2,
      };
      const types = (['binary', 'multiclass', 'regression'] as const).filter((t) => t === task.type || fits[t]);
      return {
        value: task.type,
        options: types.map((type) => ({ value: type, label: words.types[type] })),
        change: (value) => {
          const type = types.find((t) => t === value) ?? task.type;
          return { ...task, type, positive: type === 'binary' ? (task.positive ?? rarer(column)) : null };
        },
      };
    }
  }
  return null;
}

function goalOf(task: Exclude<Task, { kind: 'table' }>, data: DataInfo, format: Formatter): FilledSlot {
  const words = askWords[format.locale];
  const usual = task.question === 'churn' ? words.noActivity : words.purchase;
  const events = data.spine.kind === 'events' ? data.spine.events.slice(0, 200) : [];
  const named = (name: string): string => (task.question === 'churn' ? words.noneOf(name) : words.quoted(name));
  return {
    value: task.goal ?? NONE,
    options: [{ value: NONE, label: usual }, ...events.map((e) => ({ value: e.name, label: named(e.name) }))],
    change: (value) => ({ ...task, goal: value === NONE ? null : value }),
  };
}

/** The question with another label: of what kind its answer is follows from the column. */
function withLabel(task: Extract<Task, { kind: 'table' }>, columns: readonly LabelColumn[], label: string): Task {
  const column = columns.find((c) => c.name === label);
  const distinct = column?.distinct ?? 0;
  const numbers = column?.numeric === true && distinct > 10;
  // So many classes that nobody would read them are asked for one at a time.
  const several = distinct <= MOST_CLASSES ? 'multiclass' : 'binary';
  const type = distinct <= 2 ? 'binary' : numbers ? 'regression' : several;
  return {
    ...task,
    question: 'custom',
    label,
    type,
    positive: type === 'binary' ? rarer(column) : null,
    // The label before is a feature now, and the new one is none.
    columns: columns
      .map((c) => c.name)
      .filter((name) => name !== label && (name === task.label || task.columns.includes(name))),
  };
}

/** The last of the commonest values: of two the rarer, which is what one asks for. */
function rarer(column: LabelColumn | undefined): string | null {
  return column?.values.at(-1) ?? null;
}
