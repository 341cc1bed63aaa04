import { getContext, setContext } from 'svelte';
import type { Who } from '../../core/marks';
import type { MenuItem } from '../types';

/** What may be done with the customers behind a mark. */
export interface WhoChoices {
  /** Nothing where they cannot be named now. */
  readonly items: (who: Who) => readonly MenuItem[];
}

const key = Symbol('who');

/**
 * Lets every chart below offer a menu for marks that name customers (`ChartMark.who`): by a click, or by Enter
 * and Space on the focused mark. To be called while a component is made.
 */
export function provideWho(choices: WhoChoices): void {
  setContext(key, choices);
}

/** What was provided above; undefined where nothing was. */
export function whoChoices(): WhoChoices | undefined {
  return getContext<WhoChoices | undefined>(key);
}
