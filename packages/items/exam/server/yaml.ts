/** Banks as YAML: `questions` with an optional `chapter` for all of them, one or more documents a file. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import { idTwice, readYaml, schemaProblems, writeYaml, type YamlDocument } from '@leitai/items/formats/yaml.ts'
import { mostQuestions, question as questionSchema } from '../material.ts'
import type { ExamMaterial, Question } from '../types.ts'

export function readBankYaml(content: Uint8Array): { questions: Question[]; problems: CellProblem[]; bad: number } {
  const { documents, problems } = readYaml(content)
  const questions: Question[] = []
  const seen = new Set<string>()
  let bad = problems.length
  for (const document of documents) {
    const chapters = chaptersOf(document.value)
    if (chapters === null) {
      problems.push(document.problem([], { zh: '缺少 questions 列表', en: 'There is no list of questions' }))
      bad += 1
      continue
    }
    for (const { chapter, list, path } of chapters) {
      for (const [i, given] of list.entries()) {
        const wrong = take(document, [...path, i], chapter, given)
        problems.push(...wrong)
        if (wrong.length > 0) bad += 1
      }
    }
  }
  return { questions, problems, bad }

  function take(document: YamlDocument, path: (string | number)[], chapter: string, given: unknown): CellProblem[] {
    const parsed = questionSchema.safeParse(
      typeof given === 'object' && given !== null && !('chapter' in given) ? { ...given, chapter } : given,
    )
    if (!parsed.success) return schemaProblems(document, path, parsed.error)
    const { id } = parsed.data
    if (seen.has(id)) return [idTwice(document, path, id)]
    if (questions.length >= mostQuestions)
      return [
        document.problem(path, {
          zh: `一个题库最多 ${mostQuestions} 题`,
          en: `A bank holds at most ${mostQuestions} questions`,
        }),
      ]
    seen.add(id)
    questions.push(parsed.data)
    return []
  }
}

interface Chapter {
  chapter: string
  list: unknown[]
  path: (string | number)[]
}

/** `{chapter?, questions}`, a list of those, or a bare list of questions. */
function chaptersOf(value: unknown): Chapter[] | null {
  if (Array.isArray(value)) {
    const each = value.map((one, i) => chapterOf(one, [i, 'questions']))
    return each.every((one) => one !== null) ? each : [{ chapter: '', list: value, path: [] }]
  }
  const one = chapterOf(value, ['questions'])
  return one === null ? null : [one]
}

function chapterOf(value: unknown, path: (string | number)[]): Chapter | null {
  if (typeof value !== 'object' || value === null || !('questions' in value) || !Array.isArray(value.questions))
    return null
  const chapter = 'chapter' in value && typeof value.chapter === 'string' ? value.chapter : ''
  return { chapter, list: value.questions, path }
}

/** One document a chapter, in the order in which the chapters first come. */
export function writeBankYaml({ questions }: ExamMaterial): string {
  const chapters = new Map<string, Omit<Question, 'chapter'>[]>()
  for (const { chapter, ...question } of questions) {
    const inChapter = chapters.get(chapter)
    if (inChapter) inChapter.push(question)
    else chapters.set(chapter, [question])
  }
  return [...chapters]
    .map(([chapter, inChapter]) =>
      writeYaml(chapter === '' ? { questions: inChapter } : { chapter, questions: inChapter }),
    )
    .join('---\n')
}
