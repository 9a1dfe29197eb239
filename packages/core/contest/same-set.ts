/** Whether two lists name the same, in whatever order; a list that names something twice is no set. */
export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const known = new Set(b)
  return a.length === b.length && new Set(a).size === a.length && a.every((one) => known.has(one))
}
