/** How what contradicts itself is named: where it stands, and a sentence in both languages. */
import type { Text } from '../score.ts'

export interface Contradiction {
  path: PropertyKey[]
  message: Text
}

export type Report = (path: PropertyKey[], zh: string, en: string) => void

export function twice(values: readonly string[], path: (index: number) => PropertyKey[], report: Report): void {
  values.forEach((value, i) => {
    if (values.indexOf(value) < i) report(path(i), `“${value}”重复`, `"${value}" occurs twice`)
  })
}
