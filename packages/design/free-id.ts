/** An id for what is new in a material: the first of `name(from)`, `name(from + 1)` … that is not taken. */
export function freeId(
  there: readonly { id: string }[],
  name: (n: number) => string,
  from: number = there.length + 1,
): string {
  const taken = new Set(there.map(({ id }) => id))
  let n = from
  while (taken.has(name(n))) n += 1
  return name(n)
}
