/** Banks as YAML: a title and questions, or a bare list; answers as letters, as people write them. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import { idTwice, readYaml, schemaProblems, writeYaml } from '@leitai/items/formats/yaml.ts'
import { quizQuestion } from '../material.ts'
import type { QuizMaterial, QuizQuestion } from '../types.ts'
import { Ids, placesOf, truthOf } from '@leitai/items/formats/questions.ts'
import { lettersOf, mostQuestions } from './draft.ts'

export interface YamlBank {
  title: string
  questions: QuizQuestion[]
  problems: CellProblem[]
  bad: number
}

export function readBankYaml(content: Uint8Array): YamlBank {
  const { documents, problems } = readYaml(content)
  const questions: QuizQuestion[] = []
  const ids = new Ids()
  let title = ''
  let bad = problems.length
  for (const document of documents) {
    const bank = bankOf(document.value)
    if (bank === null) {
      problems.push(document.problem([], { zh: '缺少 questions 列表', en: 'There is no list of questions' }))
      bad += 1
      continue
    }
    title ||= bank.title
    for (const [index, given] of bank.list.entries()) {
      const path = [...bank.path, index]
      const parsed = quizQuestion.safeParse(asWritten(given, ids))
      if (!parsed.success) {
        problems.push(...schemaProblems(document, path, parsed.error))
        bad += 1
      } else if (!ids.take(parsed.data.id) && hasId(given)) {
        problems.push(idTwice(document, path, parsed.data.id))
        bad += 1
      } else if (questions.length >= mostQuestions) {
        problems.push(
          document.problem(path, {
            zh: `一个题库最多 ${mostQuestions} 题`,
            en: `A bank holds at most ${mostQuestions} questions`,
          }),
        )
        return { title, questions, problems, bad: bad + 1 }
      } else questions.push(parsed.data)
    }
  }
  return { title, questions, problems, bad }
}

function bankOf(value: unknown): { title: string; list: unknown[]; path: (string | number)[] } | null {
  if (Array.isArray(value)) return { title: '', list: value, path: [] }
  if (typeof value !== 'object' || value === null || !('questions' in value) || !Array.isArray(value.questions))
    return null
  const title = 'title' in value && typeof value.title === 'string' ? value.title.trim() : ''
  return { title, list: value.questions, path: ['questions'] }
}

function hasId(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'id' in given
}

/** Letters become places, 对 and 错 truth, and what has no id gets one. */
function asWritten(given: unknown, ids: Ids): unknown {
  if (typeof given !== 'object' || given === null) return given
  const one: Record<string, unknown> = 'id' in given ? { ...given } : { ...given, id: ids.make() }
  const { kind, answer, options } = one
  if (typeof answer !== 'string') return one
  if (kind === 'trueFalse') return { ...one, answer: truthOf(answer) ?? answer }
  if (kind !== 'single' && kind !== 'multiple') return one
  const places = placesOf(answer, Array.isArray(options) ? options.length : 0)
  if (places === null) return one
  return { ...one, answer: kind === 'multiple' ? places : places.length === 1 ? places[0] : answer }
}

export function writeBankYaml({ title, questions }: QuizMaterial): string {
  return writeYaml({ title, questions: questions.map(written) })
}

function written(question: QuizQuestion): unknown {
  switch (question.kind) {
    case 'single':
      return { ...question, answer: lettersOf([question.answer]) }
    case 'multiple':
      return { ...question, answer: lettersOf(question.answer) }
    case 'trueFalse':
    case 'open':
      return question
  }
}
