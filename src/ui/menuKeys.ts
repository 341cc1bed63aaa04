/** The entries of a menu that can be chosen, in order: plain, checkable and of a group. */
export function menuEntries(menu: HTMLElement | undefined): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)') ?? [])];
}

/** Moves through an open menu as its pattern of ARIA says: arrows go round, Home and End to the ends, Tab closes it. */
export function onMenuKey(event: KeyboardEvent, menu: HTMLElement | undefined): void {
  const entries = menuEntries(menu);
  const now = entries.findIndex((e) => e === document.activeElement);
  const moves: Readonly<Record<string, number | undefined>> = {
    ArrowDown: (now + 1) % entries.length,
    ArrowUp: (now - 1 + entries.length) % entries.length,
    Home: 0,
    End: entries.length - 1,
  };
  if (event.key === 'Tab') menu?.hidePopover();
  const next = moves[event.key];
  if (next === undefined) return;
  event.preventDefault();
  entries[next]?.focus();
}
