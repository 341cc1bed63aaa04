import { asVitrineError, isAbort, type VitrineError } from '../../core/errors';
import type { Spec } from '../../learn/pipeline/spec';
import { DEFAULT_LEAST, candidatesFor, foldsFor, stackOf, type Candidate } from './candidates';
import { isTrained, leaderOf, type Contender, type Trained } from './contender';
import type { TrainSettings } from './settings';
import type { Opened } from './study';
import { trainOne, type Pausable, type TrainingPlace } from './training';

/** Models that are trained side by side: while one is fitted and judged on one core, another's search has the rest. */
const LANES = 2;

/** Settings but for which models are trained: models of one race share them. */
const apartFromModels = ({ learners: _, segment: __, cuts: ___, stack: ____, ...rest }: TrainSettings): string =>
  JSON.stringify(rest);

/** The models of one question: the leaderboard, and the training under way. */
export class Training {
  #contenders = $state.raw<readonly Contender[]>([]);
  #settings = $state.raw<TrainSettings | null>(null);
  #running = $state(false);
  #paused = $state(false);
  #stopping = $state(false);
  /** Of the models of this training that have ended, and of those under way. */
  #ended = $state(0);
  #own = $state(0);
  #wanted = $state(0);
  #error = $state.raw<VitrineError | null>(null);
  #lastId = 0;
  #all: AbortController | null = null;
  #stop: AbortController | null = null;
  #searches = new Set<Pausable>();
  /** What each model was trained by; those that were put here have none. */
  readonly #by: Map<string, TrainSettings> = new Map();

  /** In the order in which they were asked for. */
  get contenders(): readonly Contender[] {
    return this.#contenders;
  }
  get trained(): readonly Trained[] {
    return this.#contenders.filter(isTrained);
  }
  get leader(): Trained | null {
    return leaderOf(this.#contenders, this.metric);
  }
  /** What the latest training was made by. */
  get settings(): TrainSettings | null {
    return this.#settings;
  }
  get metric(): TrainSettings['metric'] | null {
    return this.#settings?.metric ?? this.#contenders.find((c) => c.cv !== null)?.cv?.metric ?? null;
  }
  get running(): boolean {
    return this.#running;
  }
  get paused(): boolean {
    return this.#paused;
  }
  /** It was asked to stop and finishes the best model found. */
  get stopping(): boolean {
    return this.#stopping;
  }
  /** In [0, 1]. */
  get done(): number {
    return this.#wanted === 0 ? 0 : (this.#ended + this.#own) / this.#wanted;
  }
  /** Why the training broke off as a whole. */
  get error(): VitrineError | null {
    return this.#error;
  }

  /** Models that were trained by such settings, whichever learners were asked for; the latest of each kind. */
  alike(settings: TrainSettings): readonly Trained[] {
    const wanted = apartFromModels(settings);
    const found = new Map<string, Trained>();
    for (const model of this.trained) {
      const by = this.#by.get(model.id);
      if (by !== undefined && apartFromModels(by) === wanted) found.set(model.name, model);
    }
    return [...found.values()];
  }

  /**
   * Trains one model after another; ends when all are judged, or it was stopped. Never rejects.
   * @param beside ids of models that stand already and are of the same race: a stack learns from them, too
   */
  async start(opened: Opened, settings: TrainSettings, gap: number, beside: readonly string[] = []): Promise<void> {
    this.#all?.abort();
    const [all, stop] = [new AbortController(), new AbortController()];
    [this.#all, this.#stop] = [all, stop];
    const { study, rows } = opened;
    const folds = foldsFor(settings, gap);
    const planned = candidatesFor(settings, gap, rows.train.length)
      // The model that knows nothing is the same whatever the settings.
      .filter((c) => c.name !== 'constant' || !this.#contenders.some((known) => known.name === 'constant'));
    const more = (settings.segment === null ? 0 : 1) + (settings.stack ? 1 : 0);
    this.#settings = settings;
    this.#error = null;
    this.#running = true;
    this.#paused = false;
    this.#stopping = false;
    [this.#ended, this.#own, this.#wanted] = [0, 0, planned.length + more];
    const waiting = planned.map((c) => this.#add(c, settings));
    const current = (): boolean => this.#all === all;
    const own = new Map<string, number>();
    const tellOwn = (): void => {
      this.#own = [...own.values()].reduce((sum, done) => sum + done, 0);
    };
    const train = async (id: string, candidate: Candidate): Promise<void> => {
      const place: TrainingPlace = {
        study,
        rows,
        settings,
        folds,
        tell: (change, done) => {
          if (!current()) return;
          own.set(id, done);
          tellOwn();
          this.#change(id, change);
        },
      };
      const { signal } = all;
      let search: Pausable | null = null;
      const searching = (run: Pausable | null): void => {
        if (search !== null) this.#searches.delete(search);
        search = run;
        if (run === null) return;
        this.#searches.add(run);
        if (this.#paused) run.pause();
      };
      await trainOne(place, candidate, { signal, stop: stop.signal, searching });
      if (!current()) return;
      this.#ended += 1;
      own.delete(id);
      tellOwn();
    };
    const queue = planned.map((candidate, i) => ({ candidate, id: waiting[i] ?? '' }));
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        if (stop.signal.aborted) this.#change(next.id, { state: 'stopped' });
        else await train(next.id, next.candidate);
      }
    };
    try {
      await Promise.all(Array.from({ length: LANES }, lane));
      for (const candidate of stop.signal.aborted ? [] : this.#madeOfOthers([...beside, ...waiting], settings)) {
        if (!stop.signal.aborted) await train(this.#add(candidate, settings), candidate);
      }
    } catch (error) {
      if (current() && !isAbort(error)) this.#error = asVitrineError(error);
    } finally {
      if (current()) {
        this.#running = false;
        this.#paused = false;
        this.#stopping = false;
        this.#searches = new Set();
      }
    }
  }

  /** Models made of those of this training: one per part of a column of the best, and one over all answers. */
  #madeOfOthers(ids: readonly string[], settings: TrainSettings): readonly Candidate[] {
    const made = ['constant', 'segments', 'stack'];
    const own = this.trained.filter((t) => ids.includes(t.id) && !made.includes(t.name));
    const best = leaderOf(own, settings.metric);
    if (best === null) return [];
    const plain = (t: Trained): Spec => (t.spec.kind === 'calibrated' ? t.spec.of : t.spec);
    return [
      ...(settings.segment === null
        ? []
        : [
            {
              name: 'segments' as const,
              spec: {
                kind: 'segments' as const,
                column: settings.segment,
                ...(settings.cuts === null ? {} : { cuts: settings.cuts }),
                least: DEFAULT_LEAST,
                of: plain(best),
              },
              search: null,
            },
          ]),
      ...(settings.stack && own.length >= 2
        ? [{ name: 'stack' as const, spec: stackOf(own.map(plain), settings), search: null }]
        : []),
    ];
  }

  /** Starts nothing further; what is under way is finished. */
  pause(): void {
    this.#paused = true;
    for (const search of this.#searches) search.pause();
  }

  resume(): void {
    this.#paused = false;
    for (const search of this.#searches) search.resume();
  }

  /** Ends the search under way, finishes the best model it found, and trains no other. */
  stop(): void {
    this.#stopping = true;
    this.#stop?.abort();
  }

  /** Puts a model on the board that was trained before. */
  put(model: Omit<Trained, 'id'>): string {
    const id = this.#freeId();
    this.#contenders = [...this.#contenders, { ...model, id }];
    return id;
  }

  /** Takes a model off the board. */
  remove(id: string): void {
    this.#contenders = this.#contenders.filter((c) => c.id !== id);
  }

  change(id: string, change: Partial<Contender>): void {
    this.#change(id, change);
  }

  /** Ends everything and empties the board. */
  clear(): void {
    this.#all?.abort();
    this.#all = null;
    this.#stop = null;
    this.#searches = new Set();
    this.#contenders = [];
    this.#by.clear();
    this.#settings = null;
    this.#running = false;
    this.#paused = false;
    this.#stopping = false;
    this.#error = null;
    [this.#ended, this.#own, this.#wanted] = [0, 0, 0];
  }

  #freeId(): string {
    this.#lastId += 1;
    return `m${this.#lastId}`;
  }

  #add({ name, spec, search }: Candidate, by: TrainSettings): string {
    const id = this.#freeId();
    this.#by.set(id, by);
    const last = this.#contenders.findLast((c) => c.name === name && c.title === null);
    const contender: Contender = {
      id,
      name,
      title: null,
      ...(last === undefined ? {} : { nth: (last.nth ?? 1) + 1 }),
      spec,
      state: 'waiting',
      fitted: null,
      cv: null,
      test: null,
      search,
      trials: [],
      seconds: 0,
      error: null,
    };
    this.#contenders = [...this.#contenders, contender];
    return id;
  }

  #change(id: string, change: Partial<Contender>): void {
    this.#contenders = this.#contenders.map((c) => (c.id === id ? { ...c, ...change } : c));
  }
}
