import { USUAL_CAPACITY, type Costs, type CutRule } from '../../tasks/evaluate/cut';

/** Who is picked by a model, and how that was chosen. */
export interface ChosenCut {
  /** Scores of at least this count as positive; Infinity picks nobody. */
  readonly threshold: number;
  readonly rule: CutRule | 'own';
  /** What the rule by money reckons with. */
  readonly costs: Costs;
  /** Share of rows that can be acted on, for the rule by capacity. */
  readonly capacity: number;
}

const START: ChosenCut = {
  threshold: 0.5,
  rule: 'half',
  costs: { gain: 10, cost: 1 },
  capacity: USUAL_CAPACITY,
};

/** The cut of each model on the board. */
export class ChosenCuts {
  #all = $state.raw<ReadonlyMap<string, ChosenCut>>(new Map());

  /** Of a model; at one half before one is chosen. */
  of(id: string): ChosenCut {
    return this.#all.get(id) ?? START;
  }

  /** Whether the cut of a model was chosen, by a person or by its start. */
  has(id: string): boolean {
    return this.#all.has(id);
  }

  change(id: string, change: Partial<ChosenCut>): void {
    this.#all = new Map(this.#all).set(id, { ...this.of(id), ...change });
  }

  clear(): void {
    this.#all = new Map();
  }
}
