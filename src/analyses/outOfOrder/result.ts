import type { Answers, DataInfo } from '../../core/analysis';
import { countAt, numbers, texts } from '../../core/frame';
import type { Warning } from '../../core/result';
import type { Span } from '../../sql/funnel/params';
import { setupFunnel } from '../../sql/funnel/setup';
import { reasons, type Reason } from './plan';
import type { OutOfOrderParams } from './spec';

/** A step that others have to come before. */
export interface UnorderedStep {
  /** From 1, among all steps. */
  readonly number: number;
  readonly label: string;
  /** The step that has to come right before. */
  readonly before: string;
  /** Unique customers with its event, whatever the order. */
  readonly independent: number;
  /** Those of them who are there in order. */
  readonly followed: number;
  /** The others, by why they are not. */
  readonly aside: Readonly<Record<Reason, number>>;
}

export interface OutOfOrderFigures {
  readonly window: Span;
  readonly order: 'ordered' | 'strict';
  /** Every required step from the second on. */
  readonly steps: readonly UnorderedStep[];
}

/** Figures from the plan's answer `counts`. */
export function outOfOrderResult(
  params: OutOfOrderParams,
  data: DataInfo,
  answers: Answers,
): { figures: OutOfOrderFigures; warnings: readonly Warning[] } {
  const frame = answers.get('counts');
  if (frame === undefined) throw new Error('the plan answered no counts');
  const { required } = setupFunnel(params, data);
  const [places, found] = [numbers(frame, 'step'), frame.length === 0 ? [] : texts(frame, 'reason')];
  const counted = (number: number, reason: Reason | 'followed'): number => {
    const row = places.findIndex((p, i) => p === number && found[i] === reason);
    return row < 0 ? 0 : countAt(frame, 'customers', row);
  };
  const steps = required.slice(1).map((s, i): UnorderedStep => {
    const why = (reason: Reason): number => counted(s.number, reason);
    const aside = { never: why('never'), before: why('before'), chain: why('chain'), late: why('late') };
    const followed = counted(s.number, 'followed');
    return {
      number: s.number,
      label: s.label,
      before: required[i]?.label ?? '',
      independent: followed + reasons.reduce((n, r) => n + aside[r], 0),
      followed,
      aside,
    };
  });
  return {
    figures: { window: params.window, order: params.order === 'strict' ? 'strict' : 'ordered', steps },
    warnings: [],
  };
}

/** Who has a step's event and is not there. */
export const asideOf = ({ independent, followed }: UnorderedStep): number => independent - followed;
