/** Banks of questions as files: ids, answers as people write them, one question a row of a spreadsheet. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { readTableFile, type Column, type TableRow } from './table.ts'

/** Ids for questions that bring none, and a word about those that come twice. */
export class Ids {
  readonly #used = new Set<string>()
  #next = 1

  /** False: taken before. */
  take(id: string): boolean {
    if (this.#used.has(id)) return false
    this.#used.add(id)
    return true
  }

  make(): string {
    for (;;) {
      const id = `q${String(this.#next).padStart(3, '0')}`
      this.#next += 1
      if (this.take(id)) return id
    }
  }
}

const truths = new Map<string, boolean>()
for (const word of ['对', '正确', '√', '✓', '是', 't', 'true', 'y', 'yes', '1', 'a']) truths.set(word, true)
for (const word of ['错', '错误', '×', '✗', 'x', '否', 'f', 'false', 'n', 'no', '0', 'b']) truths.set(word, false)

/** 对, 正确, √, T, … ; undefined: neither. */
export function truthOf(written: string): boolean | undefined {
  return truths.get(written.normalize('NFKC').trim().toLowerCase())
}

/** `A,C d` as places of options, each once, in order; null: not letters of these options. */
export function placesOf(written: string, options: number): number[] | null {
  const plain = written
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s,、;./]/g, '')
  const places = [...new Set(plain)]
    .map((letter) => (letter.length === 1 ? letter.charCodeAt(0) - 65 : -1))
    .toSorted((a, b) => a - b)
  return places.length === 0 || places.some((place) => place < 0 || place >= options) ? null : places
}

/** The options of a row, without the empty ones at its end. */
export function optionsIn<Key extends string>(row: TableRow<Key>, keys: readonly Key[]): string[] {
  const options = keys.map((key) => row.cell(key))
  while (options.at(-1) === '') options.pop()
  return options
}

export interface Wrong<Part extends string> {
  part: Part
  problem: Text
}

export type ReadQuestion<Question, Part extends string> = { question: Question } | { wrong: Wrong<Part>[] }

/** One question a row, as many as a bank holds; each part that is wrong is named by its cell. */
export async function readQuestionRows<Key extends string, Question, Part extends string>(
  content: Uint8Array,
  columns: readonly Column<Key>[],
  {
    most,
    text,
    cellOf,
    read,
  }: {
    most: number
    /** The column of the question itself. */
    text: Key
    cellOf(part: Part): Key
    read(row: TableRow<Key>, ids: Ids): ReadQuestion<Question, Part>
  },
): Promise<{ questions: Question[]; problems: CellProblem[]; bad: number }> {
  const table = await readTableFile(content, columns)
  const problems = [...table.problems]
  const questions: Question[] = []
  const ids = new Ids()
  for (const row of table.rows) {
    if (questions.length >= most) {
      problems.push(row.problem(text, { zh: `一个题库最多 ${most} 题`, en: `A bank holds at most ${most} questions` }))
      break
    }
    const one = read(row, ids)
    if ('question' in one) questions.push(one.question)
    else problems.push(...one.wrong.map(({ part, problem }) => row.problem(cellOf(part), problem)))
  }
  return { questions, problems, bad: new Set(problems.map(({ row }) => row)).size }
}

/** The kind that a cell names, in one of the words that people use for it. */
export function kindIn<Kind extends string>(
  written: string,
  words: Readonly<Record<Kind, readonly string[]>>,
): Kind | undefined {
  const word = written.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
  return (Object.keys(words) as Kind[]).find((kind) => words[kind].includes(word))
}

/** What was found wrong by hand first; of the same part the schema’s word adds nothing. */
export function together<Question, Part extends string>(
  wrong: readonly Wrong<Part>[],
  checked: ReadQuestion<Question, Part>,
): ReadQuestion<Question, Part> {
  if (!('wrong' in checked)) return wrong.length > 0 ? { wrong: [...wrong] } : checked
  const known = new Set(wrong.map(({ part }) => part))
  return { wrong: [...wrong, ...checked.wrong.filter(({ part }) => !known.has(part))] }
}
