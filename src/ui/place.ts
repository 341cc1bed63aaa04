/** An element, or a point of the window. */
export type Anchor = Pick<Element, 'getBoundingClientRect'>;

/**
 * Puts a floating box beside its trigger: under it, or above where there is no room, and always 8 px inside
 * the window. The box is in the top layer, so window coordinates serve.
 */
export function place(box: HTMLElement, trigger: Anchor, align: 'start' | 'end' = 'start'): void {
  const at = trigger.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = box;
  const wanted = align === 'start' ? at.left : at.right - width;
  const left = Math.max(8, Math.min(wanted, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + 6;
  const top = below + height <= window.innerHeight - 8 ? below : Math.max(8, at.top - height - 6);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}
