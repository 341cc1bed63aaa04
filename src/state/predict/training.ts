import { asVitrineError, isAbort, VitrineError } from '../../core/errors';
import type { Study } from '../../learn/jobs/learner';
import type { FoldSpec } from '../../learn/validate/folds';
import { withValues } from '../../learn/validate/space';
import type { Candidate } from './candidates';
import { crossValidated, type Contender } from './contender';
import type { TrainSettings } from './settings';
import type { StudyRows } from './study';

/** Draws of the bootstrap that gives a figure its interval on the leaderboard. */
const DRAWS = 200;

/** What training needs of its surroundings. */
export interface TrainingPlace {
  readonly study: Study;
  readonly rows: StudyRows;
  readonly settings: TrainSettings;
  readonly folds: FoldSpec;
  /** Told every change of a contender, and how far its own training is, in [0, 1]. */
  readonly tell: (change: Partial<Contender>, done: number) => void;
}

/** A search under way. */
export interface Pausable {
  pause(): void;
  resume(): void;
}

/** Stops one training. `stop` gives up what is under way and keeps the best found; `signal` gives up all. */
export interface TrainingStops {
  readonly signal: AbortSignal;
  readonly stop: AbortSignal;
  /** Called with the search under way, so that it can be paused; null when it is over. */
  readonly searching: (run: Pausable | null) => void;
}

/**
 * Trains one candidate: its search or its cross-validation, a fit on all training rows, a judgement on the test
 * rows. Stopped while it searches, it goes on with the best setting found so far.
 * @returns whether a model came of it
 * @throws VitrineError `cancelled` when `signal` aborts; whatever else goes wrong is told as a failed contender
 */
export async function trainOne(place: TrainingPlace, candidate: Candidate, stops: TrainingStops): Promise<boolean> {
  const { study, rows, settings, folds, tell } = place;
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  const either = AbortSignal.any([stops.signal, stops.stop]);
  const { metric, seed } = settings;
  try {
    let { spec } = candidate;
    const { search } = candidate;
    // Knowing nothing needs no cross-validation.
    if (candidate.name === 'constant') return await finish(place, spec, stops.signal, seconds, 0);
    if (search === null) {
      tell({ state: 'searching' }, 0);
      const ask = { spec, folds, rows: rows.train, metric, seed };
      const { scores } = await study.run(either, 'validate', ask, (done) => tell({ seconds: seconds() }, 0.6 * done));
      tell({ cv: crossValidated(metric, scores), seconds: seconds() }, 0.6);
    } else {
      tell({ state: 'searching' }, 0);
      const run = study.search(either, search, {
        rows: rows.train,
        onTrial: (_, best) => {
          const cv = best === null ? null : crossValidated(metric, best.scores);
          const expected = search.settings * (1 + (search.rungs.length > 1 ? 1 / search.keep : 0));
          const done = Math.min(1, run.trials.length / expected);
          tell({ trials: [...run.trials], cv, seconds: seconds() }, 0.6 * done);
        },
      });
      stops.searching(run);
      try {
        await run.ended;
      } catch (error) {
        // Stopped by hand: what was found counts.
        if (!isAbort(error) || stops.signal.aborted || run.best === null) throw error;
      } finally {
        stops.searching(null);
      }
      const { best } = run;
      if (best === null) {
        const reason = run.trials.find((t) => t.failed !== null)?.failed ?? 'no setting could be measured';
        throw new VitrineError('learn.failed', { reason });
      }
      spec = withValues(spec, search.space, best.values);
      tell({ spec, cv: crossValidated(metric, best.scores) }, 0.6);
    }
    return await finish(place, spec, stops.signal, seconds, DRAWS);
  } catch (error) {
    if (stops.signal.aborted) throw asVitrineError(error);
    if (isAbort(error)) tell({ state: 'stopped', seconds: seconds() }, 1);
    else tell({ state: 'failed', error: asVitrineError(error), seconds: seconds() }, 1);
    return false;
  }
}

async function finish(
  { study, rows, settings, tell }: TrainingPlace,
  found: Candidate['spec'],
  signal: AbortSignal,
  seconds: () => number,
  draws: number,
): Promise<boolean> {
  const spec: Candidate['spec'] =
    settings.calibrate === 'none' || study.summary.task !== 'binary'
      ? found
      : { kind: 'calibrated', by: settings.calibrate, folds: { by: 'random', folds: settings.folds }, of: found };
  tell({ state: 'fitting', spec, seconds: seconds() }, 0.6);
  const { seed } = settings;
  const fitted = await study.run(signal, 'fit', { spec, rows: rows.train, seed }, (done) =>
    tell({ seconds: seconds() }, 0.6 + 0.25 * done),
  );
  tell({ state: 'judging', fitted, seconds: seconds() }, 0.85);
  const options = { threshold: 0.5, seed, draws };
  const test = await study.run(signal, 'judge', { fitted, trained: rows.train, rows: rows.test, options }, (done) =>
    tell({ seconds: seconds() }, 0.85 + 0.15 * done),
  );
  tell({ state: 'done', test, seconds: seconds() }, 1);
  return true;
}
