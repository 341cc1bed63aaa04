import * as v from 'valibot';
import { DETAILS } from '../../learn/onnx/export/details';
import type { ModelDescription } from '../../learn/onnx/describe';
import { logQuestion, type LogQuestion, type Task } from '../spec';

/**
 * Who is scored and what for, of a task: all that a score of now depends on beside the model. Moments that were learnt
 * from are none of it, so that a rule means the same on the data of next month. Null for tasks whose rows are no
 * customers of a log.
 */
export function scoredQuestion(task: Task): LogQuestion | null {
  if (task.kind !== 'log') return null;
  const { question, window, goal, activeWithin } = task;
  return { question, window, goal, activeWithin };
}

/** Reads one out of a segment's rule; null where it is none. */
export function readQuestion(task: Readonly<Record<string, unknown>>): LogQuestion | null {
  const read = v.safeParse(logQuestion, task);
  return read.success ? read.output : null;
}

/** The question that a model was trained for, where its file says so and every input is one of our features; else null. */
export function questionIn({ metadata, inputs }: ModelDescription, known: ReadonlySet<string>): LogQuestion | null {
  const said = metadata.find(([key]) => key === DETAILS.question)?.[1];
  if (
    said === undefined ||
    !inputs.every((i) => i.names.length > 0 && i.names.every((n) => n !== null && known.has(n)))
  )
    return null;
  try {
    const read = v.safeParse(logQuestion, JSON.parse(said));
    return read.success ? read.output : null;
  } catch {
    // Whoever wrote it wrote no JSON: it is a model like any other.
    return null;
  }
}
