import type { Target } from './target';

/** How long an exhibit may take to be computed before the link gives up finding it. */
const PATIENCE = 15_000;

/**
 * Goes to the room by its address and, once it stands there, brings the exhibit into view and puts the focus on
 * it. Ends without it when the person has gone elsewhere.
 */
export function jump({ room, anchor }: Target): void {
  const hash = new URLSearchParams(window.location.hash.slice(1));
  hash.set('room', room);
  window.location.hash = hash.toString();
  const until = performance.now() + PATIENCE;
  const look = (): void => {
    const there = new URLSearchParams(window.location.hash.slice(1)).get('room') === room;
    const exhibit = document.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(anchor)}"]`);
    if (there && exhibit !== null) {
      exhibit.tabIndex = -1;
      exhibit.scrollIntoView({ block: 'start' });
      exhibit.focus({ preventScroll: true });
    } else if (there && performance.now() < until) setTimeout(look, 100);
  };
  setTimeout(look, 50);
}
