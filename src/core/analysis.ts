import type { GenericSchema } from 'valibot';
import type { Statement } from './engine';
import type { Frame } from './frame';
import type { Json, Warning } from './result';
import type { Spine } from './spine';

/** What an analysis knows of the data it is planned for. */
export interface DataInfo {
  readonly spine: Spine;
  /** "Now", epoch milliseconds, inclusive: rows later than it are not seen. */
  readonly asOf: number;
  /** IANA name. */
  readonly zone: string;
  readonly currency: string | null;
  /** Segments of customers that analyses may filter, break down and compare by; none when not said. */
  readonly segments?: readonly SegmentTable[];
  /** Rows may be scanned (`scan` steps) instead of asked for in SQL; `runAnalysis` sets it where the place has a scanner. */
  readonly scans?: true;
}

/** A segment as the engine holds it: who is in it now. */
export interface SegmentTable {
  readonly name: string;
  /** `(customer INTEGER)`, keys of the spine, each once. */
  readonly table: string;
  readonly customers: number;
}

/** One step of a plan. Steps run in order; a table made by a step is seen by all later ones. */
export type Step =
  /** Makes a table, named with the prefix; engines have several connections, so it is no TEMP one. `per` says what the step partitions by, so that it can be spread. */
  | {
      readonly step: 'table';
      readonly name: string;
      readonly sql: Statement;
      readonly per: 'customer' | 'all';
      /** Costly, and the same as long as its statement, the spine and the tables it names are: then it is not made again. */
      readonly keep?: true;
      /** What figures need is scanned instead: where the engine can, it is made when a statement first names it. */
      readonly later?: true;
    }
  /** Answers rows to `result`. */
  | { readonly step: 'rows'; readonly name: string; readonly sql: Statement }
  /**
   * Scores each row of `sql` with a model and loads the table `name (key BIGINT, score DOUBLE)`. The
   * first column is the whole-number key, the others are the features in the model's order.
   */
  | { readonly step: 'score'; readonly name: string; readonly model: string; readonly sql: Statement }
  /**
   * Hands the rows of `sql` to the pure function registered as `work` in `analyses/computations.ts`. Each
   * frame it answers is loaded as table `<prefix>_<name>_<table>`, seen by all later steps, and put into
   * the answers as `<name>.<table>`; `name` therefore goes without the prefix.
   */
  | {
      readonly step: 'compute';
      readonly name: string;
      readonly work: string;
      readonly sql: Statement;
      readonly params: Json;
      /** As a table's: what it answered is taken again as long as its statement, its parameters and the spine are the same. */
      readonly keep?: true;
    }
  /**
   * Hands a log to the pass registered as `work` in `analyses/scans.ts`. The rows of `sql` (`sql/log.ts`) stay with the
   * scanner, so that the next pass over them asks for nothing; so do those of `beside`, which the pass gets in this
   * order. Each frame that the pass answers is loaded as table
   * `<name>_<frame>`, NaN as NULL, when a statement first names it where the engine can; those of `answers` are no
   * tables but go into the answers under their own names. Only where `DataInfo.scans` says so; the plan without has the
   * same tables and answers in SQL.
   */
  | {
      readonly step: 'scan';
      readonly name: string;
      readonly work: string;
      readonly sql: Statement;
      readonly beside?: readonly { readonly as: BesideKind; readonly sql: Statement }[];
      readonly params: Json;
      readonly answers?: readonly string[];
    }
  /**
   * A long list of the result: `sql` answers `columns`, in a total order. `count` answers its `rows`, where that is
   * cheaper than counting them, or names an answer that has them.
   */
  | {
      readonly step: 'list';
      readonly name: string;
      readonly sql: Statement;
      readonly columns: readonly string[];
      readonly count?: Statement | string;
    };

export type Plan = readonly Step[];

/** What the `rows` steps answered, by name, and the `compute` steps, as `<name>.<table>`. */
export type Answers = ReadonlyMap<string, Frame>;

/**
 * One analysis: parameters with defaults, a plan, and figures from the plan's answers. All of it is
 * pure; only running the plan touches an engine.
 */
export interface Analysis<P = unknown, F = unknown> {
  /** As written in a recipe. */
  readonly kind: string;
  /** One sentence for the recipe's schema. */
  readonly about: string;
  /** Strict object schema of the parameters, without `id`, `kind` and `source`. */
  readonly params: GenericSchema<unknown, P>;
  /** Fills what the recipe leaves open from the data; throws a VitrineError where the data cannot serve. */
  settle(params: P, data: DataInfo): P;
  /** `prefix` makes the names of this analysis' tables its own. */
  plan(params: P, data: DataInfo, prefix: string): Plan;
  result(params: P, data: DataInfo, answers: Answers): { readonly figures: F; readonly warnings: readonly Warning[] };
}

/** What scores rows with an ONNX model; onnxruntime-web in a worker or in the command line's process. */
export interface Scorer {
  /**
   * @param model name of a folder of `models/`, or a key given by the page to a model that was opened
   * @param features number columns in the model's order, all of one length
   * @returns one probability (or prediction) per row
   */
  score(
    signal: AbortSignal,
    model: string,
    features: readonly Float64Array[],
    onProgress?: (done: number) => void,
  ): Promise<Float64Array>;
}

/**
 * A numeric step: where SQL is the wrong tool. Pure and deterministic; it may throw a VitrineError.
 * @param report how far it is, in [0, 1]; may throw where the caller has given up
 * @returns one frame per table, by name: letters, digits and `_`
 */
export type Computation = (
  frame: Frame,
  params: Json,
  report: (done: number) => void,
) => Readonly<Record<string, Frame>>;

/** Runs computations by name: a worker of its own in the tab, in process on the command line. */
export interface Computer {
  /**
   * @param work name in `analyses/computations.ts`
   * @param frame the number columns are taken (transferred): the caller must not read them afterwards
   * @throws VitrineError what the computation threw, `cancelled` when the signal aborts
   */
  compute(
    signal: AbortSignal,
    work: string,
    frame: Frame,
    params: Json,
    onProgress?: (done: number) => void,
  ): Promise<Readonly<Record<string, Frame>>>;
}

/** What a scan may read beside its log (`sql/beside.ts`). */
export type BesideKind = 'places' | 'rows' | 'money' | 'purchases';

/** Rows that a scanner keeps. */
export interface HeldRows {
  /** The same as long as the rows are the same. */
  readonly key: string;
  /** How they are kept. */
  readonly as: 'log' | BesideKind;
  /** Asks for them; called when the scanner does not have them. The number columns are taken (transferred). */
  readonly ask: () => Promise<Frame>;
}

/** Passes over a log that it keeps as typed arrays: a worker of its own in the tab, in process on the command line. */
export interface Scanner {
  /**
   * @param rows a log, and what is read beside it
   * @param work name in `analyses/scans.ts`
   * @returns one frame per table, by name
   * @throws VitrineError what the pass threw, `cancelled` when the signal aborts
   */
  scan(
    signal: AbortSignal,
    rows: readonly HeldRows[],
    work: string,
    params: Json,
  ): Promise<Readonly<Record<string, Frame>>>;
  /**
   * Takes rows in before anybody scans them; asks for nothing where it has them.
   * @throws VitrineError what asking threw, `cancelled` when the signal aborts
   */
  hold(signal: AbortSignal, rows: HeldRows): Promise<void>;
}
