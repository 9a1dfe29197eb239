// A question is read out before a full hall: a second right answer or a key that can be guessed decides a contest.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import { isRefusal } from '@leitai/core/run.ts'
import { quizMaterial } from '@leitai/items/quiz/material.ts'
import { optionsOf } from '@leitai/items/rules.ts'
import { itemServerOf } from '@leitai/items/server.ts'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const here = dirname(fileURLToPath(import.meta.url))

/** How many of each: levels 1 to 3, and the least of each level. */
const promised = [
  { name: 'service', prefix: 'svc', single: 144, trueFalse: 36, multiple: 24, open: 36, ofLevel: [60, 60, 60] },
  { name: 'property', prefix: 'prp', single: 90, trueFalse: 22, multiple: 15, open: 23, ofLevel: [40, 40, 40] },
  { name: 'bank-service', prefix: 'bnk', single: 72, trueFalse: 18, multiple: 12, open: 18, ofLevel: [35, 35, 35] },
]
const banks = promised.map((bank) => {
  const content = readFileSync(join(here, `${bank.name}.yaml`))
  return { ...bank, content, ...quizMaterial.parse(parse(content.toString('utf8'))) }
})
type Question = (typeof banks)[number]['questions'][number]

const length = (text: string) => [...text].length

/** What a right answer says, for comparing two questions. */
function keyOf(question: Question): string {
  switch (question.kind) {
    case 'single':
      return question.options[question.answer]!
    case 'multiple':
      return question.answer
        .map((place) => question.options[place])
        .toSorted()
        .join('、')
    case 'trueFalse':
    case 'open':
      return String(question.answer)
  }
}

/** How many of the pairs of neighbouring characters two texts share: 1 for the same text. */
function likeness(one: string, other: string): number {
  const pairs = (text: string) => new Set([...text].slice(1).map((character, at) => [...text][at]! + character))
  const [first, second] = [pairs(one), pairs(other)]
  return (2 * first.intersection(second).size) / (first.size + second.size)
}

describe.each(banks)('the bank $name', ({ questions, prefix, ofLevel, ...bank }) => {
  const singles = questions.filter((one) => one.kind === 'single')
  const multiples = questions.filter((one) => one.kind === 'multiple')

  it('has as many questions of each kind and level as it promises', () => {
    for (const kind of ['single', 'trueFalse', 'multiple', 'open'] as const)
      expect(questions.filter((one) => one.kind === kind).length, kind).toBe(bank[kind])
    ofLevel.forEach((least, index) =>
      expect(questions.filter((one) => one.level === index + 1).length, `level ${index + 1}`).toBeGreaterThanOrEqual(
        least,
      ),
    )
  })

  it('has easy, medium and hard ones of every kind', () => {
    for (const kind of ['single', 'trueFalse', 'multiple', 'open'] as const)
      for (const level of [1, 2, 3])
        expect(
          questions.filter((one) => one.kind === kind && one.level === level).length,
          `${kind} ${level}`,
        ).toBeGreaterThanOrEqual(2)
  })

  it('numbers its questions in order and says what each is about and why', () => {
    questions.forEach(({ id, topic, explanation }, index) => {
      expect(id).toBe(`${prefix}-${String(index + 1).padStart(3, '0')}`)
      expect(length(topic), id).toBeGreaterThanOrEqual(2)
      expect(length(explanation), id).toBeGreaterThanOrEqual(6)
      // a host may show the options in another order
      expect(explanation, id).not.toMatch(/选项|[A-D]项|选[A-D]/)
    })
  })

  it('asks what can be read out in one breath and answered in a few words', () => {
    for (const question of questions) {
      expect(length(question.text), question.id).toBeGreaterThanOrEqual(8)
      expect(length(question.text), question.id).toBeLessThanOrEqual(40)
      expect(question.text, question.id).toMatch(question.kind === 'trueFalse' ? /。$/ : /[？。]$/)
      expect(length(question.explanation), question.id).toBeLessThanOrEqual(60)
      if (question.kind === 'open') expect(length(question.answer), question.id).toBeLessThanOrEqual(24)
      if (question.kind === 'single' || question.kind === 'multiple')
        for (const option of question.options) expect(length(option), question.id).toBeLessThanOrEqual(16)
    }
  })

  it('gives four options, no two alike, and none that speaks of the others', () => {
    for (const { id, options } of [...singles, ...multiples]) {
      expect(options, id).toHaveLength(4)
      expect(new Set(options).size, id).toBe(4)
      for (const option of options) expect(option, id).not.toMatch(/^以上|都对|都不对/)
    }
  })

  it('does not say the answer in the question', () => {
    const said = questions.filter((question) => {
      if (question.kind !== 'single' && question.kind !== 'open') return false
      const key = keyOf(question).replace(/（.*/, '')
      return length(key) > 2 && question.text.includes(key)
    })
    expect(said.map(({ id }) => id)).toEqual([])
  })

  it('spreads the right option evenly and leans to neither truth value', () => {
    for (const place of [0, 1, 2, 3]) {
      const share = singles.filter((one) => one.answer === place).length / singles.length
      expect(share, `place ${place}`).toBeGreaterThan(0.22)
      expect(share, `place ${place}`).toBeLessThan(0.28)
    }
    const truths = questions.filter((one) => one.kind === 'trueFalse')
    const truthful = truths.filter((one) => one.answer).length / truths.length
    expect(truthful).toBeGreaterThanOrEqual(0.4)
    expect(truthful).toBeLessThanOrEqual(0.6)
  })

  it('does not let the longest option be the right one too often', () => {
    const given = singles.filter(({ options, answer }) =>
      options.every((option, place) => place === answer || length(option) < length(options[answer]!)),
    )
    expect(given.length / singles.length).toBeLessThan(0.45)
  })

  it('has two to four right options where several are right, in order, each once, and not always as many', () => {
    for (const { id, answer } of multiples) {
      expect(answer.length, id).toBeGreaterThanOrEqual(2)
      expect([...new Set(answer)].toSorted(), id).toEqual(answer)
    }
    for (const count of [2, 3, 4])
      expect(multiples.filter(({ answer }) => answer.length === count).length, `${count} right`).toBeGreaterThan(0)
    const usual = multiples.filter(({ answer }) => answer.length === 3).length
    expect(usual / multiples.length).toBeLessThan(0.7)
  })

  it('asks nothing twice, not in other words either', () => {
    const alike: string[] = []
    questions.forEach((one, index) => {
      for (const other of questions.slice(0, index)) {
        const similar = likeness(one.text, other.text)
        if (similar > 0.95 || (similar > 0.5 && one.kind !== 'trueFalse' && keyOf(one) === keyOf(other)))
          alike.push(`${other.id} ${one.id}`)
      }
    })
    expect(alike).toEqual([])
  })

  it('comes in through the import as it is', async () => {
    const read = await itemServerOf('quiz')!
      .imports.find(({ format }) => format === 'yaml')!
      .read(bank.content, {
        filename: `${bank.name}.yaml`,
        store: () => Promise.reject(new Error('nothing to store')),
      })
    expect(read.problems).toEqual([])
    expect(read.body).toEqual({ title: bank.title, questions })
  })
})

describe('the banks together', () => {
  const all = banks.flatMap(({ questions }) => questions)

  it('share no id and no text', () => {
    for (const field of ['id', 'text'] as const)
      expect(
        all.map((one) => one[field]).filter((value, index, list) => list.indexOf(value) !== index),
        field,
      ).toEqual([])
  })

  it('are enough for every quiz of the shipped rulebooks, the special ones for the fields they are written for', () => {
    const special: Record<string, string> = { 'C03.contest': 'property', 'C11.challenge': 'bank-service' }
    const folder = join(here, '..', '..', 'rulebooks')
    const quizzes = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => {
        const { rulebook } = parseRulebook(readFileSync(join(folder, name), 'utf8'), { optionsOf })
        return rulebook!.stages
          .flatMap(({ items }) => items)
          .filter(({ type }) => type === 'quiz')
          .map((item) => ({ name: `${rulebook!.id}.${item.id}`, options: item.options }))
      })
    expect(quizzes.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(special)))
    for (const { name, options } of quizzes) {
      const { title, questions } = banks.find((bank) => bank.name === (special[name] ?? 'service'))!
      const made = itemServerOf('quiz')!.material({ title, questions }, options)
      expect(isRefusal(made) ? made.zh : '', name).toBe('')
    }
  })
})
