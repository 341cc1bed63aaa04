/** What a person does who reads or looks elsewhere; a page that scrolls by itself is none of it. */
const deeds = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Told from a moment on whether the person has done anything on the page. */
export interface Waiting {
  /** Whether they only waited; nothing is watched any more after this was asked. */
  ended(): boolean;
}

/**
 * Begins to watch. Who scrolls, clicks or types while something is computed is not to be moved when it ends.
 * @param but what happens within this element is part of waiting: pause, stop
 */
export function waiting(but: () => Element | undefined): Waiting {
  let still = true;
  const done = (event: Event): void => {
    const { target } = event;
    if (!(target instanceof Node && but()?.contains(target) === true)) still = false;
  };
  for (const deed of deeds) window.addEventListener(deed, done, { capture: true, passive: true });
  return {
    ended: () => {
      for (const deed of deeds) window.removeEventListener(deed, done, { capture: true });
      return still;
    },
  };
}

/** Brings the part that begins here into view; calmly where less motion is asked for. */
export function show(start: Element | undefined): void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  start?.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
}

/** Brings a part into view and puts the keyboard on its heading: the first one after its start. */
export function lead(start: Element | undefined): void {
  show(start);
  const heading = start?.nextElementSibling?.querySelector<HTMLElement>('h2');
  if (heading == null) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
