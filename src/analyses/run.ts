import type { Analysis, Computer, DataInfo, HeldRows, Plan, Scanner, Scorer, Step } from '../core/analysis';
import type { Engine, Progress } from '../core/engine';
import { countAt, numbers, type Frame, type NumberColumn } from '../core/frame';
import type { Json, Receipt, Result, TableRef } from '../core/result';
import { roundJson, roundNumber } from '../core/rounding';
import { sql } from '../sql/sql';
import { MadeTables } from './made';
import { inTurn } from './turns';

/** Version written into every receipt. */
export const VITRINE_VERSION = '0.1.0';

/** Where a plan runs. */
export interface Place {
  readonly engine: Engine;
  readonly scorer: Scorer;
  readonly computer: Computer;
  /** Where there is one, plans scan rows that SQL would sort; see docs/decisions/0026. */
  readonly scanner?: Scanner;
}

/** Called before each step, and by steps that can say how far they are. */
export type OnStep = (step: string, progress: Progress) => void;

/**
 * Runs one analysis: settles its parameters, runs its plan step by step, and makes the result with its
 * receipt. Everything the plan writes is a table whose name starts with the analysis' id; a run that may write the
 * names of an earlier one begins when that has ended.
 * @throws VitrineError, also `cancelled` when the signal aborts
 */
export async function runAnalysis<P, F>(
  signal: AbortSignal,
  place: Place,
  analysis: Analysis<P, F>,
  id: string,
  given: P,
  data: DataInfo,
  onStep: OnStep = () => undefined,
): Promise<Result<F>> {
  const params = analysis.settle(given, data);
  const plan = analysis.plan(params, place.scanner === undefined ? data : { ...data, scans: true }, id);
  return inTurn(signal, place.engine, id, () => runPlan(signal, place, analysis, id, params, plan, data, onStep));
}

async function runPlan<P, F>(
  signal: AbortSignal,
  place: Place,
  analysis: Analysis<P, F>,
  id: string,
  params: P,
  plan: Plan,
  data: DataInfo,
  onStep: OnStep,
): Promise<Result<F>> {
  const answers = new Map<string, Frame>();
  const tables: TableRef[] = [];
  const made = new MadeTables(place.engine, data.spine);
  for (const [index, step] of plan.entries()) {
    signal.throwIfAborted();
    const share = (within: number): Progress => ({ done: (index + within) / plan.length });
    onStep(step.name, share(0));
    const report = (within: number): void => onStep(step.name, share(within));
    if (step.step === 'compute') {
      const frames = await made.compute(signal, id, step, () => runCompute(signal, place, step, report));
      for (const [table, frame] of Object.entries(frames)) answers.set(`${step.name}.${table}`, frame);
      continue;
    }
    if (step.step === 'scan') {
      const frames = Object.entries(await runScan(signal, place, made, step, report));
      const isAnswer = (name: string): boolean => step.answers?.includes(name) === true;
      for (const [name, frame] of frames) if (isAnswer(name)) answers.set(name, rounded(frame));
      await made.load(signal, step.name, Object.fromEntries(frames.filter(([name]) => !isAnswer(name))));
      continue;
    }
    if (step.step === 'list' && typeof step.count === 'string') {
      const counted = answers.get(step.count);
      if (counted === undefined) throw new Error(`the plan answered no ${step.count}`);
      tables.push(tableRef(step, counted));
      continue;
    }
    const frame = await runStep(signal, place, made, step, report);
    if (step.step === 'rows') answers.set(step.name, rounded(frame));
    if (step.step === 'list') tables.push(tableRef(step, frame));
  }
  const { figures, warnings } = analysis.result(params, data, answers);
  return roundJson({
    vitrine: 1,
    id,
    kind: analysis.kind,
    params: params as { readonly [key: string]: Json },
    figures,
    tables,
    warnings,
    // Where rows were scanned, the statements that answer the same: SQL is what a person can run elsewhere.
    receipt: receipt(data, scans(plan) ? analysis.plan(params, data, id) : plan, await place.engine.version(signal)),
  });
}

type ComputeStep = Extract<Step, { step: 'compute' }>;
type ScanStep = Extract<Step, { step: 'scan' }>;

const scans = (plan: Plan): boolean => plan.some((step) => step.step === 'scan');

/** Makes a pass over the rows of a scan; they are asked for where the scanner does not hold them. */
export function runScan(
  signal: AbortSignal,
  { engine, scanner }: Pick<Place, 'engine' | 'scanner'>,
  made: MadeTables,
  { work, sql: log, beside = [], params }: Pick<ScanStep, 'work' | 'sql' | 'beside' | 'params'>,
  onProgress: (within: number) => void,
): Promise<Readonly<Record<string, Frame>>> {
  if (scanner === undefined) throw new Error('a plan scans where there is no scanner');
  const rows = [{ as: 'log' as const, sql: log }, ...beside].map(({ as, sql: statement }, i, all): HeldRows => ({
    key: made.held(statement),
    as,
    ask: () =>
      engine.query(
        signal,
        statement,
        ({ done }) => {
          if (done !== null) onProgress((i + done) / all.length);
        },
        true,
      ),
  }));
  return scanner.scan(signal, rows, work, params);
}

/** Asks for the rows of a computation and runs it. */
async function runCompute(
  signal: AbortSignal,
  { engine, computer }: Place,
  { work, sql: rows, params }: ComputeStep,
  onProgress: (within: number) => void,
): Promise<Readonly<Record<string, Frame>>> {
  // Half of the step is asking for the rows; neither half can be known beforehand.
  const frame = await engine.query(signal, rows, ({ done }) => {
    if (done !== null) onProgress(done / 2);
  });
  return computer.compute(signal, work, frame, params, (done) => onProgress(0.5 + done / 2));
}

async function runStep(
  signal: AbortSignal,
  { engine, scorer }: Place,
  made: MadeTables,
  step: Exclude<Step, ComputeStep | ScanStep>,
  onProgress: (within: number) => void,
): Promise<Frame> {
  const report = (p: Progress): void => {
    if (p.done !== null) onProgress(p.done);
  };
  switch (step.step) {
    case 'table':
      return made.make(signal, step, report);
    case 'rows':
      return engine.query(signal, step.sql, report);
    case 'list':
      // Asks for the number of rows only; the rows stay where they are.
      return engine.query(
        signal,
        typeof step.count === 'object' ? step.count : sql`SELECT count(*) AS "rows" FROM (${step.sql}) AS list`,
        report,
      );
    case 'score': {
      const frame = await engine.query(signal, step.sql, report);
      const [key, ...features] = frame.columns as readonly NumberColumn[];
      if (key === undefined) throw new Error('a score step needs a key column');
      const keys = numbers(frame, key.name);
      const scores = await scorer.score(
        signal,
        step.model,
        features.map((f) => numbers(frame, f.name)),
        onProgress,
      );
      const scored: Frame = {
        length: frame.length,
        columns: [
          { name: 'key', type: 'number', values: keys },
          { name: 'score', type: 'number', values: scores },
        ],
      };
      await engine.load(signal, step.name, scored);
      return { length: 0, columns: [] };
    }
  }
}

/**
 * Numbers of an answer to 12 significant digits, before anything is derived from them: a difference of two
 * sums would carry what their rounding hides.
 */
function rounded(frame: Frame): Frame {
  const columns = frame.columns.map((c) => (c.type === 'number' ? { ...c, values: c.values.map(roundNumber) } : c));
  return { length: frame.length, columns };
}

function tableRef(step: Extract<Step, { step: 'list' }>, counted: Frame): TableRef {
  return { name: step.name, rows: countAt(counted, 'rows'), columns: step.columns, sql: step.sql };
}

function receipt(data: DataInfo, plan: readonly Step[], duckdb: string): Receipt {
  const { spine } = data;
  return {
    asOf: data.asOf,
    zone: data.zone,
    currency: data.currency,
    source: {
      name: spine.source,
      fingerprint: spine.fingerprint,
      rows: spine.rows,
      excluded: spine.excluded,
      ...(spine.file === undefined ? {} : { file: { ...spine.file, duplicates: spine.duplicates } }),
    },
    ...(spine.narrowed === undefined ? {} : { filter: spine.narrowed }),
    sql: plan.map((s) => ({ name: s.name, text: s.sql.text, values: s.sql.values })),
    versions: { vitrine: VITRINE_VERSION, duckdb },
  };
}
