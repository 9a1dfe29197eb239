/** The list with one of its members at another place; the others keep their order. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, index) => index !== from)
  const place = Math.max(0, Math.min(to, rest.length))
  return from in list ? [...rest.slice(0, place), list[from]!, ...rest.slice(place)] : [...list]
}

/** One takes another's place. */
export function movedTo(order: readonly string[], id: string, target: string): string[] {
  const to = order.indexOf(target)
  return to < 0 ? [...order] : moved(order, order.indexOf(id), to)
}
