/** A platform as YAML: `{company, about, articles, questions}`, any of them, in one or more documents. */
import { readYaml, writeYaml } from '@leitai/items/formats/yaml.ts'
import type { LookupMaterial } from '../types.ts'
import type { Draft, Place } from './draft.ts'

/** `file`: its name in a zip. */
export function readPlatformYaml(content: Uint8Array, draft: Draft, file?: string): void {
  const { documents, problems } = readYaml(content)
  const named = file === undefined ? {} : { sheet: file }
  if (problems.length > 0) draft.say(...problems.map((problem) => ({ ...problem, ...named })))
  for (const document of documents) {
    const { value } = document
    const place: Place = (path, problem) => ({ ...document.problem(path, problem), ...named })
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      draft.say(place([], { zh: '缺少 articles 或 questions 列表', en: 'There is no list of articles or questions' }))
      continue
    }
    const { articles, questions, ...about } = value as Record<string, unknown>
    draft.describe(about, place)
    for (const [i, given] of listed(articles)) draft.addArticle(given, under(['articles', i], place))
    for (const [i, given] of listed(questions)) draft.addQuestion(textual(given), under(['questions', i], place))
  }
}

const listed = (value: unknown): [number, unknown][] =>
  Array.isArray(value) ? value.map((one, i): [number, unknown] => [i, one]) : []

const under =
  (path: readonly (string | number)[], place: Place): Place =>
  (rest, problem) =>
    place([...path, ...rest], problem)

/** `answers: [60]`: YAML makes numbers of what people mean as words. */
function textual(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given
  const { answers, ...rest } = given as Record<string, unknown>
  const words = Array.isArray(answers)
    ? answers.map((one: unknown) => (typeof one === 'number' || typeof one === 'boolean' ? String(one) : one))
    : answers
  return { ...rest, ...(words === undefined ? {} : { answers: words }) }
}

export function writePlatformYaml(material: LookupMaterial): string {
  return writeYaml(material)
}
