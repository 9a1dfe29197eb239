/**
 * Banks in GIFT, Moodle's text format. Read: choice with one or several right options, weights, true/false, short answer,
 * numbers without tolerance, essay, missing word, titles, categories, comments, escapes, feedback (the general one is the
 * explanation). Matching and numbers with tolerance have no place in a bank here and are named with their line.
 *
 * What GIFT has no word for travels in comments that Moodle passes over: `// [id:q1] [tag:投诉] [difficulty:3] [worth:2]`.
 */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { Text } from '@leitai/core/score.ts'
import { letterAt, letterIndex, mostOptions, mostQuestions } from '../material.ts'
import type { ExamMaterial, Question } from '../types.ts'
import { Ids } from '@leitai/items/formats/questions.ts'
import { check, keyProblem } from './draft.ts'

export function readGift(text: string): { questions: Question[]; problems: CellProblem[]; bad: number } {
  const questions: Question[] = []
  const problems: CellProblem[] = []
  const ids = new Ids()
  let bad = 0
  for (const block of blocks(text)) {
    const read: { question: Question } | { problem: Text } =
      questions.length < mostQuestions
        ? readBlock(block, ids)
        : { problem: { zh: `一个题库最多 ${mostQuestions} 题`, en: `A bank holds at most ${mostQuestions} questions` } }
    if ('question' in read) questions.push(read.question)
    else {
      problems.push({ row: block.line, column: '', value: block.text.slice(0, 200), problem: read.problem })
      bad += 1
    }
  }
  return { questions, problems, bad }
}

interface Block {
  /** Where it begins, from 1. */
  line: number
  text: string
  category: string
  marks: ReadonlyMap<string, string[]>
}

/** Questions are apart by empty lines; comments and categories stand on lines of their own. */
function blocks(text: string): Block[] {
  const out: Block[] = []
  let category = ''
  let marks = new Map<string, string[]>()
  let open: { line: number; lines: string[] } | null = null
  const finish = () => {
    if (open !== null) {
      out.push({ line: open.line, text: open.lines.join('\n').trim(), category, marks })
      marks = new Map()
    }
    open = null
  }
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const trimmed = line.trim()
    if (trimmed.startsWith('//')) {
      for (const [, name, value] of trimmed.matchAll(/\[(id|tag|difficulty|worth):((?:\\.|[^\]\\])*)\]/g))
        marks.set(name!, [...(marks.get(name!) ?? []), unescape(value!)])
    } else if (trimmed === '') finish()
    else if (open === null && trimmed.startsWith('$CATEGORY:')) {
      category = categoryName(trimmed.slice('$CATEGORY:'.length))
      marks = new Map()
    } else if (open === null) open = { line: i + 1, lines: [line] }
    else (open as { lines: string[] }).lines.push(line)
  }
  finish()
  return out
}

/** The last part of `$course$/top/客服/沟通`; `//` is a slash within a name. */
function categoryName(path: string): string {
  const parts = path
    .trim()
    .replaceAll('//', '\0')
    .split('/')
    .map((part) => part.replaceAll('\0', '/').trim())
  return parts.filter((part) => !/^\$.*\$$|^top$/.test(part)).at(-1) ?? ''
}

const escaped = /\\([~=#{}:\\nN[\]])/g
const unescape = (text: string): string =>
  text.replaceAll(escaped, (_, one: string) => (one.toLowerCase() === 'n' ? '\n' : one))
const escape = (text: string): string => text.replaceAll(/[~=#{}:\\]/g, (one) => `\\${one}`).replaceAll('\n', '\\n')

/** Where the character stands first without a backslash before it, from `from` on; −1 where it does not. */
function find(text: string, characters: string, from = 0): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (characters.includes(text[at]!)) return at
  }
  return -1
}

/** Text of a person: escapes undone, and markup reduced to lines. */
function worded(text: string, html: boolean): string {
  const plain = unescape(text)
  const stripped = html
    ? plain
        .replaceAll(/<br\s*\/?>|<\/(p|div|li)>/gi, '\n')
        .replaceAll(/<\/?[a-z][^<>]*>/gi, '')
        .replaceAll(
          /&(nbsp|lt|gt|quot|amp);/g,
          (_, name: string) => ({ nbsp: ' ', lt: '<', gt: '>', quot: '"', amp: '&' })[name]!,
        )
    : plain
  return stripped.replaceAll(/\n{2,}/g, '\n').trim()
}

const refused = (zh: string, en: string): { problem: Text } => ({ problem: { zh, en } })

function readBlock(block: Block, ids: Ids): { question: Question } | { problem: Text } {
  let rest = block.text
  let title = ''
  if (rest.startsWith('::')) {
    let end = find(rest, ':', 2)
    while (end >= 0 && rest[end + 1] !== ':') end = find(rest, ':', end + 1)
    if (end < 0) return refused('标题缺少结尾的 ::', 'The title lacks its closing ::')
    title = unescape(rest.slice(2, end)).trim()
    rest = rest.slice(end + 2).trimStart()
  }
  const format = /^\[(html|moodle|plain|markdown)\]/.exec(rest)
  if (format) rest = rest.slice(format[0].length)
  const html = format?.[1] === 'html' || format?.[1] === 'moodle'
  const from = find(rest, '{')
  if (from < 0) return refused('缺少花括号 { } 中的答案', 'There is no answer in braces { }')
  const to = find(rest, '}', from)
  if (to < 0)
    return refused(
      '花括号 { 没有闭合（题目内不能有空行）',
      'The brace { is not closed (no empty lines within a question)',
    )
  if (find(rest, '{', to) >= 0) return refused('一道题只能有一组花括号 { }', 'A question has one pair of braces { }')
  const before = worded(rest.slice(0, from), html)
  const after = worded(rest.slice(to + 1), html)
  const { answer, feedback } = splitFeedback(rest.slice(from + 1, to).trim())
  const explanation = worded(feedback, html)
  const read = readAnswer(answer, html, blanksIn(before))
  if (read.problem) return read

  const open = read.kind === 'shortAnswer' ? essayParts(explanation) : {}
  const stem = joined(before, after, read.kind)
  const given = block.marks.get('id')?.[0] ?? (/^[A-Za-z][\w.-]{0,59}$/.test(title) ? title : '')
  const [difficulty] = block.marks.get('difficulty') ?? []
  const [worth] = block.marks.get('worth') ?? []
  const checked = check({
    ...read,
    id: given === '' ? ids.make() : given,
    stem,
    difficulty: difficulty === undefined ? undefined : Number(difficulty),
    tags: block.marks.get('tag') ?? [],
    chapter: block.category,
    explanation,
    ...open,
    ...(worth === undefined ? {} : { worth }),
  })
  if ('wrong' in checked) return { problem: checked.wrong[0]!.problem }
  if (given !== '' && !ids.take(given)) return refused(`编号 ${given} 重复，须不重复`, `The id ${given} is there twice`)
  return checked
}

const blanksIn = (text: string): number => text.match(/_{4,}/g)?.length ?? 0

/** Text on both sides of the braces makes a missing word. */
function joined(before: string, after: string, kind: Question['kind']): string {
  if (kind === 'fillIn') return blanksIn(before) + blanksIn(after) > 0 ? `${before}${after}` : `${before}____${after}`
  return after === '' ? before : `${before}____${after}`
}

function splitFeedback(body: string): { answer: string; feedback: string } {
  for (let at = find(body, '#'); at >= 0; at = find(body, '#', at + 1)) {
    if (body.startsWith('####', at)) return { answer: body.slice(0, at).trim(), feedback: body.slice(at + 4) }
  }
  return { answer: body, feedback: '' }
}

type Answer = { kind: Question['kind']; problem?: never } & Record<string, unknown>

function readAnswer(answer: string, html: boolean, blankCount: number): Answer | { problem: Text } {
  if (answer === '') return { kind: 'shortAnswer' }
  if (answer.startsWith('#')) return readNumber(answer.slice(1).trim())
  const truth = /^(T|TRUE|F|FALSE)\s*(#|$)/i.exec(answer)
  if (truth) return { kind: 'trueFalse', key: truth[1]!.toUpperCase().startsWith('T') }
  const choices = readChoices(answer, html)
  if (choices === null) return refused('答案须以 = 或 ~ 开头，或为 T、F', 'An answer begins with = or ~, or is T or F')
  if (choices.some(({ text }) => text === '')) return refused('选项或答案不能为空', 'An option or answer is empty')
  return choices.some(({ marker }) => marker === '~') ? readOptions(choices) : readAccepted(choices, blankCount)
}

interface Choice {
  marker: '=' | '~'
  /** Percent; 100 for `=`, 0 for `~` where nothing is said. */
  weight: number
  text: string
  /** As it stands, for what is told by unescaped signs. */
  raw: string
}

function readChoices(answer: string, html: boolean): Choice[] | null {
  if (answer[0] !== '=' && answer[0] !== '~') return null
  const out: Choice[] = []
  for (let at = 0; at >= 0;) {
    const marker = answer[at] as Choice['marker']
    const next = find(answer, '=~', at + 1)
    const raw = answer.slice(at + 1, next < 0 ? answer.length : next)
    const feedback = find(raw, '#')
    const body = (feedback < 0 ? raw : raw.slice(0, feedback)).trim()
    const weighted = /^%(-?\d{1,3}(?:\.\d+)?)%/.exec(body)
    const text = weighted ? body.slice(weighted[0].length) : body
    out.push({
      marker,
      weight: weighted ? Number(weighted[1]) : marker === '=' ? 100 : 0,
      text: worded(text.replace(/^\s*\[(html|moodle|plain|markdown)\]/, ''), html),
      raw: text,
    })
    at = next
  }
  return out
}

function readOptions(choices: readonly Choice[]): Answer | { problem: Text } {
  if (choices.length > mostOptions) return refused(`选项最多 ${mostOptions} 个`, `At most ${mostOptions} options`)
  const key = choices.flatMap(({ weight }, i) => (weight > 0 ? [letterAt(i)] : [])).join('')
  // Several right options that share the points, or several that are each right: both are marked by ticking all of them.
  const kind =
    key.length > 1 || (key.length === 1 && !choices.some(({ marker, weight }) => marker === '=' || weight === 100))
      ? 'multiple'
      : 'single'
  if (key === '') return { problem: keyProblem({ kind, options: choices }) }
  return { kind, options: choices.map(({ text }) => text), key }
}

function readAccepted(choices: readonly Choice[], blankCount: number): Answer | { problem: Text } {
  if (choices.some(({ raw }) => raw.includes('->')))
    return refused('不支持配对题', 'Matching questions are not supported')
  if (choices.some(({ weight }) => weight !== 100))
    return refused('填空题不支持部分得分的答案', 'A fill-in takes no answers for a part of the points')
  const accepted = choices.map(({ text }) => text)
  if (blankCount < 2) return { kind: 'fillIn', blanks: [[...new Set(accepted)]] }
  // Several blanks: their answers stand in one, apart by semicolons.
  const parts = accepted.map((text) => text.split(/[;；]/).map((part) => part.trim()))
  if (parts.some(({ length }) => length !== blankCount))
    return refused(
      `题干有 ${blankCount} 空，各空答案须用分号隔开`,
      `The stem has ${blankCount} blanks: their answers are set apart by semicolons`,
    )
  return {
    kind: 'fillIn',
    blanks: Array.from({ length: blankCount }, (_, i) => [...new Set(parts.map((each) => each[i]!))]),
  }
}

function readNumber(answer: string): Answer | { problem: Text } {
  const one = /^=?\s*(-?\d+(?:\.\d+)?)\s*(?::\s*0(?:\.0+)?)?\s*(#.*)?$/s.exec(answer)
  return one
    ? { kind: 'fillIn', blanks: [[one[1]!]] }
    : refused('不支持带误差或范围的数值题', 'Numbers with tolerance or range are not supported')
}

const essayMarks = { model: '参考答案：', points: '评分要点：', explanation: '解析：' }

/** An essay's general feedback holds model, points and explanation, each behind its word; without them it is the model. */
function essayParts(feedback: string): { model: string; points: string[]; explanation: string } {
  const parts = { model: '', points: [] as string[], explanation: '' }
  let part: keyof typeof parts = 'model'
  for (const line of feedback.split('\n')) {
    let text = line
    for (const name of ['model', 'points', 'explanation'] as const) {
      if (!line.startsWith(essayMarks[name])) continue
      part = name
      text = line.slice(essayMarks[name].length)
    }
    if (part === 'points')
      parts.points.push(
        ...text
          .split(/[;；]/)
          .map((one) => one.trim())
          .filter((one) => one !== ''),
      )
    else parts[part] = `${parts[part]}\n${text}`.trim()
  }
  return parts
}

export function writeGift({ questions }: ExamMaterial): string {
  const out: string[] = []
  let category = ''
  for (const question of questions) {
    if (question.chapter !== category) {
      category = question.chapter
      out.push(`$CATEGORY: ${category === '' ? 'top' : category.replaceAll('/', '//')}\n`)
    }
    const mark = (name: string, value: string) => `[${name}:${value.replaceAll(/[\\[\]]/g, (one) => `\\${one}`)}]`
    const marks = [
      mark('id', question.id),
      ...question.tags.map((tag) => mark('tag', tag)),
      mark('difficulty', String(question.difficulty)),
      ...(question.worth === undefined ? [] : [mark('worth', question.worth)]),
    ]
    out.push(`// ${marks.join(' ')}\n::${escape(question.id)}::${writeBody(question)}\n`)
  }
  return out.join('\n')
}

function writeBody(question: Question): string {
  const stem = escape(question.stem)
  const feedback = (text: string) => (text === '' ? '' : ` ####${escape(text)}`)
  switch (question.kind) {
    case 'single':
      return `${stem} {${question.options.map((option, i) => ` ${letterIndex(question.key) === i ? '=' : '~'}${escape(option)}`).join('')}${feedback(question.explanation)} }`
    case 'multiple': {
      const share = question.key.length === 1 ? '50' : String(Math.round(100_000 / question.key.length) / 1000)
      return `${stem} {${question.options.map((option, i) => ` ~%${question.key.includes(letterAt(i)) ? share : '-100'}%${escape(option)}`).join('')}${feedback(question.explanation)} }`
    }
    case 'trueFalse':
      return `${stem} {${question.key ? 'TRUE' : 'FALSE'}${feedback(question.explanation)}}`
    case 'fillIn':
      return `${stem} {${combinations(question.blanks)
        .map((answer) => ` =${escape(answer)}`)
        .join('')}${feedback(question.explanation)} }`
    case 'shortAnswer': {
      const parts = [
        ...(question.model === '' ? [] : [essayMarks.model + question.model]),
        ...(question.points.length === 0 ? [] : [essayMarks.points + question.points.join('；')]),
        ...(question.explanation === '' ? [] : [essayMarks.explanation + question.explanation]),
      ]
      return `${stem} {${feedback(parts.join('\n'))}}`
    }
  }
}

const mostCombinations = 200

/** Every way to fill all blanks, as one answer each: GIFT has no other word for several blanks. */
function combinations(blanks: readonly (readonly string[])[]): string[] {
  const longest = Math.max(...blanks.map(({ length }) => length))
  const all = blanks.reduce<string[][]>(
    (ways, accepted) =>
      ways.length * accepted.length > mostCombinations
        ? []
        : ways.flatMap((way) => accepted.map((one) => [...way, one])),
    [[]],
  )
  // Too many to write out: each accepted text at least once, which reads back the same here.
  const ways =
    all.length > 0
      ? all
      : Array.from({ length: longest }, (_, i) => blanks.map((accepted) => accepted[Math.min(i, accepted.length - 1)]!))
  return ways.map((way) => way.join('；'))
}
