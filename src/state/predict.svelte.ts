import { asVitrineError, isAbort, VitrineError } from '../core/errors';
import type { JobName, Jobs } from '../learn/jobs/jobs';
import type { Study } from '../learn/jobs/learner';
import type { Metric } from '../learn/validate/metric';
import type { Prepared, PreparedPart } from '../tasks/prepared';
import { dropPrepared, prepareTask } from '../tasks/prepare';
import { proposals, type Proposal } from '../tasks/propose';
import type { TaskSource } from '../tasks/source';
import { typeOf, type Task } from '../tasks/spec';
import { Asked } from './predict/asked.svelte';
import { Training } from './predict/board.svelte';
import { ChosenCuts } from './predict/cuts.svelte';
import type { Contender, Trained } from './predict/contender';
import type { PredictionPlace } from './predict/place';
import { fittedOf, type KeptModel } from './predict/record';
import { usualSettings, type TrainSettings } from './predict/settings';
import { sameQuestion, sameSource, sameTable, taskOn } from './predict/source';
import { openStudy, preparedName, thirdsOf, type Opened, type StudyRows } from './predict/study';

export type { Contender, Trained } from './predict/contender';

/** Something long that is under way. */
export interface Underway {
  /** In [0, 1]; null where it cannot be known. */
  readonly done: number | null;
}

/** What a prepared question was made of. */
interface Made {
  readonly prepared: Prepared;
  readonly opened: Opened;
  readonly source: TaskSource;
}

const NO_ROWS: StudyRows = { train: new Int32Array(), test: new Int32Array(), current: new Int32Array() };

/**
 * One predictive question after another: what the data can answer, the rows made for it, the models trained on
 * them, and which of them is looked at.
 */
export class Prediction {
  #source = $state.raw<TaskSource | null>(null);
  #proposals = $state.raw<readonly Proposal[] | null>(null);
  #proposalError = $state.raw<VitrineError | null>(null);
  /** What a person set; null takes the usual settings. */
  #settings = $state.raw<TrainSettings | null>(null);
  #preparing = $state.raw<Underway | null>(null);
  #made = $state.raw<Made | null>(null);
  #error = $state.raw<VitrineError | null>(null);
  #chosenId = $state<string | null>(null);
  /** Who is picked by each model on the board, and how that was chosen. */
  readonly cuts: ChosenCuts = new ChosenCuts();
  readonly #asked: Asked;
  readonly #training: Training = new Training();
  readonly #place: PredictionPlace;
  #looking: AbortController | null = null;
  #making: AbortController | null = null;
  /** Ends what is asked of a study when the study goes. */
  #asking = new AbortController();

  constructor(place: PredictionPlace) {
    this.#place = place;
    this.#asked = new Asked(place.engine);
  }

  /** What the data in view can be asked; null until it is known. */
  get proposals(): readonly Proposal[] | null {
    return this.#proposals;
  }
  get proposalError(): VitrineError | null {
    return this.#proposalError;
  }
  /** What is asked of. */
  get source(): TaskSource | null {
    return this.#source;
  }
  /** The question as it stands, also while it is edited; null before one is chosen. */
  get task(): Task | null {
    return this.#asked.task;
  }
  /** The proposal that the question began as; null before one is chosen. */
  get question(): Proposal | null {
    return this.#asked.begun;
  }
  get counting(): boolean {
    return this.#asked.counting;
  }
  /** Rows and label rates of the question as it stands; null until they are counted, and of sessions. */
  get counted(): readonly PreparedPart[] | null {
    return this.#asked.counted;
  }
  /** Why the question as it stands cannot be learnt. */
  get countError(): VitrineError | null {
    return this.#asked.error;
  }
  get preparing(): Underway | null {
    return this.#preparing;
  }
  /** Why the rows could not be made. */
  get error(): VitrineError | null {
    return this.#error;
  }

  /** The question with its rows; null before they are made. */
  get prepared(): Prepared | null {
    return this.#made?.prepared ?? null;
  }
  /** Train, test and current rows, held where models are learnt; see {@link rows}. */
  get study(): Study | null {
    return this.#made?.opened.study ?? null;
  }
  /** Row numbers of the study by part. Current rows have a label that means nothing. */
  get rows(): StudyRows {
    return this.#made?.opened.rows ?? NO_ROWS;
  }
  /** What the rows were made of. */
  get madeOf(): TaskSource | null {
    return this.#made?.source ?? null;
  }
  /** The data or the question changed since the rows were made. */
  get outdated(): boolean {
    const made = this.#made;
    if (made === null) return false;
    return !sameSource(made.source, this.#source) || (this.task !== null && made.prepared.task !== this.task);
  }

  /** The leaderboard and what is being trained. */
  get training(): Training {
    return this.#training;
  }
  get contenders(): readonly Contender[] {
    return this.#training.contenders;
  }
  /** The best in cross-validation; null before one is trained. */
  get leader(): Trained | null {
    return this.#training.leader;
  }
  /** The model that is looked at: one a person chose, else the leader. */
  get chosen(): Trained | null {
    const id = this.#chosenId;
    return this.#training.trained.find((t) => t.id === id) ?? this.leader;
  }
  /** What the leader is chosen by. */
  get metric(): Metric | null {
    return this.#training.metric;
  }
  /** Of the chosen model: scores of at least this count as positive. */
  get threshold(): number {
    return this.thresholdOf(this.chosen?.id ?? '');
  }
  set threshold(value: number) {
    const { chosen } = this;
    if (chosen !== null) this.cuts.change(chosen.id, { threshold: value });
  }
  /** Of any model on the board. */
  thresholdOf(id: string): number {
    return this.cuts.of(id).threshold;
  }

  /** How models are trained next; null before a question is chosen. */
  get settings(): TrainSettings | null {
    const task = this.task;
    if (task === null) return null;
    const rows = (this.counted ?? []).reduce((n, p) => (p.part === 'train' ? n + p.rows : n), 0);
    return this.#settings ?? usualSettings(typeOf(task), rows, task.kind !== 'table');
  }

  /** Sets how models are trained; null takes the usual settings. */
  set(settings: TrainSettings | null): void {
    this.#settings = settings;
  }

  /** Where the thirds of a feature of numbers end, on all rows: two cut points, or one where they are the same. */
  async thirds(feature: string): Promise<readonly number[]> {
    const { prepared } = this;
    return prepared === null ? [] : thirdsOf(this.#asking.signal, this.#place.engine, prepared, feature);
  }

  /** Looks at a model; null looks at the leader. */
  choose(id: string | null): void {
    this.#chosenId = id;
  }

  /**
   * Looks at data: finds out what it can be asked. The same data again does nothing. Rows and models made of other
   * data of the same table stay, and are `outdated`; another table's go.
   */
  async look(source: TaskSource | null): Promise<void> {
    if (sameSource(source, this.#source)) return;
    const before = this.#source;
    this.#source = source;
    this.#looking?.abort();
    this.#proposals = null;
    this.#proposalError = null;
    if (before !== null && !sameTable(source, before)) this.#forget();
    if (source === null) return;
    const controller = new AbortController();
    this.#looking = controller;
    try {
      const found = await proposals(controller.signal, this.#place.engine, source);
      if (this.#looking !== controller) return;
      this.#proposals = found;
      const ready = found.filter((p) => p.ready);
      const [only] = ready;
      if (this.task === null && ready.length === 1 && only !== undefined) this.take(only);
      // A question that stood for the data before is asked of the new one.
      else if (this.task !== null) {
        const same = found.find((p) => p.question === this.task?.question && p.task?.kind === this.task.kind);
        if (same === undefined) this.#asked.clear();
        else this.take(same);
      }
    } catch (error) {
      if (this.#looking === controller && !isAbort(error)) this.#proposalError = asVitrineError(error);
    }
  }

  /** Chooses a proposed question, with the counts known of it. */
  take(proposal: Proposal): void {
    if (proposal.task === null) return;
    this.#fit(proposal.task);
    this.#asked.take(proposal);
  }

  /** Changes the question; its rows are counted anew. */
  ask(task: Task): void {
    this.#fit(task);
    void this.#asked.ask(this.#source, task);
  }

  /** Changes what is learnt from, which changes no count. */
  withFeatures(change: Partial<Pick<Task, 'groups' | 'off' | 'trusted'>>): void {
    const { task } = this;
    if (task !== null) this.#asked.replace({ ...task, ...change });
  }

  /** Settings may not fit another kind of answer. */
  #fit(next: Task): void {
    if (this.task === null || typeOf(this.task) !== typeOf(next)) this.#settings = null;
    this.#error = null;
  }

  /** Makes the rows of the question; models of the question before go. Never rejects; answers whether rows stand. */
  async prepare(also: readonly string[] = []): Promise<boolean> {
    const [source, { task }] = [this.#source, this.#asked];
    if (source === null || task === null) return false;
    this.#making?.abort();
    const controller = new AbortController();
    this.#making = controller;
    this.#error = null;
    this.#preparing = { done: null };
    const { signal } = controller;
    this.#place.learner.warm?.();
    try {
      await this.#dropMade();
      const prepared = await prepareTask(signal, this.#place.engine, source, task, {
        name: preparedName(),
        walking: this.#place.walking ?? null,
        onProgress: ({ done }) => {
          if (this.#making === controller) this.#preparing = { done: done === null ? null : 0.8 * done };
        },
      });
      if (this.#making === controller) this.#preparing = { done: 0.9 };
      const opened = await openStudy(signal, this.#place.engine, this.#place.learner, prepared, also);
      if (this.#making !== controller) {
        opened.study.close();
        return false;
      }
      this.#asking = new AbortController();
      this.#made = { prepared, opened, source };
      // The same object again, so that what stands is seen to be of the question as it stands.
      if (this.task === task) this.#asked.replace(prepared.task);
      return true;
    } catch (error) {
      if (this.#making === controller && !isAbort(error)) this.#error = asVitrineError(error);
      return false;
    } finally {
      if (this.#making === controller) {
        this.#making = null;
        this.#preparing = null;
      }
    }
  }

  /**
   * Uses a model that was kept on the data in view: its question is asked of it, and the model judged on its test
   * rows beside those trained here. Never rejects; answers what stood in the way.
   */
  async use(kept: KeptModel): Promise<VitrineError | null> {
    const source = this.#source;
    const found = (this.#proposals ?? []).find(
      (p) => p.task?.kind === kept.task.kind && p.task.question === kept.task.question,
    );
    try {
      const task = source === null ? null : taskOn(source, kept.task, found?.task ?? null);
      if (task === null)
        throw new VitrineError('model.not-applicable', { model: kept.title, missing: kept.task.question });
      const fitted = fittedOf(kept);
      const stands = this.#made !== null && !this.outdated && sameQuestion(this.#made.prepared.task, task);
      if (!stands) {
        if (found !== undefined) this.take(found);
        this.ask(task);
        if (!(await this.prepare(kept.inputs))) return this.#error;
      }
      const made = this.#made;
      if (made === null) return null;
      const has = new Set(made.opened.study.summary.columns.map((c) => c.name));
      const missing = kept.inputs.filter((name) => !has.has(name));
      if (missing.length > 0)
        throw new VitrineError('model.not-applicable', { model: kept.title, missing: missing.join(', ') });
      const options = { threshold: kept.threshold, seed: 1, draws: 200 };
      const { train, test } = made.opened.rows;
      const judgement = await this.run('judge', { fitted, trained: train, rows: test, options });
      const { name, title, spec, cv, seconds } = kept;
      const state = 'done' as const;
      const id = this.#training.put({
        name,
        title,
        spec,
        state,
        fitted,
        cv,
        test: judgement,
        search: null,
        trials: [],
        seconds,
        error: null,
      });
      this.cuts.change(id, kept.cut ?? { threshold: kept.threshold, rule: kept.threshold === 0.5 ? 'half' : 'own' });
      this.#chosenId = id;
      return null;
    } catch (error) {
      return isAbort(error) ? null : asVitrineError(error);
    }
  }

  stopPreparing(): void {
    this.#making?.abort();
  }

  /**
   * Trains models with some settings; they stand beside those trained before, of which some may be of the same race.
   * Rows are made first where they are not.
   */
  async train(settings: TrainSettings, beside: readonly string[] = []): Promise<void> {
    if ((this.#made === null || this.outdated) && !(await this.prepare())) return;
    const made = this.#made;
    if (made === null) return;
    const { task } = made.prepared;
    const gap = task.kind === 'log' ? task.window * 86_400_000 : 0;
    this.#chosenId = null;
    await this.#training.start(made.opened, settings, gap, beside);
  }

  /**
   * Asks the study something. Jobs wait for one another.
   * @throws VitrineError `cancelled` when `signal` aborts or the rows are made anew, `learn.failed` without rows
   */
  run<K extends JobName>(
    job: K,
    ask: Jobs[K]['ask'],
    options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
  ): Promise<Jobs[K]['answer']> {
    const { study } = this;
    if (study === null) return Promise.reject(new VitrineError('cancelled', {}));
    const own = this.#asking.signal;
    const signal = options.signal === undefined ? own : AbortSignal.any([own, options.signal]);
    return study.run(signal, job, ask, options.onProgress);
  }

  /** Lets go of everything made for the data before. */
  #forget(): void {
    this.#making?.abort();
    this.#asked.clear();
    this.#error = null;
    void this.#dropMade();
  }

  async #dropMade(): Promise<void> {
    const made = this.#made;
    this.#training.clear();
    this.#chosenId = null;
    this.cuts.clear();
    this.#made = null;
    this.#asking.abort();
    if (made === null) return;
    made.opened.study.close();
    try {
      await dropPrepared(this.#place.engine, made.prepared);
    } catch (error) {
      // With the engine its tables went too.
      if (asVitrineError(error).code !== 'engine.lost') throw error;
    }
  }
}
