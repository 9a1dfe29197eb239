/** Of some measurements: the one that so much of them does not exceed. */
export function within(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}

export function tenth(ms: number): number {
  return Math.round(ms * 10) / 10
}
