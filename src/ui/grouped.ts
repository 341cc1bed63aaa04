/** Things by their group, groups in the order in which they first appear. (`Map.groupBy` is younger than some browsers.) */
export function grouped<T extends { readonly group: string }>(
  things: readonly T[],
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(thing.group);
    if (group === undefined) groups.set(thing.group, [thing]);
    else group.push(thing);
  }
  return [...groups];
}
