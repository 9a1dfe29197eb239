// The shipped packs are read by organisers as they are: what is wrong in them is wrong in a contest.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const here = dirname(fileURLToPath(import.meta.url))

function load(path: string): unknown {
  return parse(readFileSync(join(here, path), 'utf8'))
}

function yamlFiles(folder: string): string[] {
  return readdirSync(join(here, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`)
}

const about = {
  id: z.string().regex(/^[a-z]+-\d{3}$/),
  stem: z.string().min(6),
  difficulty: z.int().min(1).max(5),
  tags: z.array(z.string().min(1)).min(1),
  explanation: z.string().min(6),
}
const options = z.array(z.string().min(1)).min(3).max(6)

const question = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('single'),
    ...about,
    options,
    key: z.string().regex(/^[A-F]$/),
  }),
  z.strictObject({
    kind: z.literal('multiple'),
    ...about,
    options,
    key: z.string().regex(/^[A-F]{2,6}$/),
  }),
  z.strictObject({ kind: z.literal('trueFalse'), ...about, key: z.boolean() }),
  z.strictObject({
    kind: z.literal('fillIn'),
    ...about,
    blanks: z.array(z.array(z.string().min(1)).min(1)).min(1),
  }),
  z.strictObject({
    kind: z.literal('shortAnswer'),
    ...about,
    model: z.string().min(20),
    points: z.array(z.string().min(2)).min(2),
  }),
])
const chapter = z.strictObject({ chapter: z.string(), questions: z.array(question).min(1) })

const chapters = yamlFiles('service-theory').map((file) => chapter.parse(load(file)))
const bank = chapters.flatMap((one) => one.questions)
const counted = (kind: string): number => bank.filter((one) => one.kind === kind).length

describe('service theory bank', () => {
  it('has at least 250 questions in the promised mix of kinds', () => {
    expect(bank.length).toBeGreaterThanOrEqual(250)
    const share = (kind: string): number => counted(kind) / bank.length
    expect(share('single')).toBeGreaterThan(0.38)
    expect(share('multiple')).toBeGreaterThan(0.17)
    expect(share('trueFalse')).toBeGreaterThan(0.17)
    expect(share('fillIn')).toBeGreaterThan(0.07)
    expect(counted('shortAnswer')).toBeGreaterThanOrEqual(12)
  })

  it('repeats no id, stem or chapter', () => {
    const repeated = (values: string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index)
    expect(repeated(bank.map((one) => one.id))).toEqual([])
    expect(repeated(bank.map((one) => one.stem.replaceAll(/[\s\p{P}]/gu, '')))).toEqual([])
    expect(repeated(chapters.map((one) => one.chapter))).toEqual([])
  })

  it('points every key at options that exist, each once and in order', () => {
    for (const one of bank) {
      if (one.kind !== 'single' && one.kind !== 'multiple') continue
      const letters = [...one.key]
      expect(letters.toSorted(), one.id).toEqual(letters)
      expect(new Set(letters).size, one.id).toBe(letters.length)
      expect(letters.at(-1)!.charCodeAt(0) - 65, one.id).toBeLessThan(one.options.length)
      expect(new Set(one.options).size, one.id).toBe(one.options.length)
    }
  })

  it('gives no letter and neither truth value away by being the likelier key', () => {
    const singles = bank.filter((one) => one.kind === 'single')
    for (const letter of 'ABCD') {
      const share = singles.filter((one) => one.key === letter).length / singles.length
      expect(share, letter).toBeGreaterThan(0.2)
      expect(share, letter).toBeLessThan(0.3)
    }
    const truths = bank.filter((one) => one.kind === 'trueFalse')
    const truthful = truths.filter((one) => one.key).length / truths.length
    expect(truthful).toBeGreaterThan(0.35)
    expect(truthful).toBeLessThan(0.65)
  })

  it('does not let the longest option be the right one too often', () => {
    const singles = bank.filter((one) => one.kind === 'single')
    const given = singles.filter((one) => {
      const lengths = one.options.map((option) => option.length)
      const right = lengths[one.key.charCodeAt(0) - 65]!
      return lengths.filter((length) => length >= right).length === 1
    })
    expect(given.length / singles.length).toBeLessThan(0.5)
  })

  it('has as many blanks in a stem as lists of accepted answers', () => {
    for (const one of bank) {
      if (one.kind !== 'fillIn') continue
      expect(one.stem.match(/_{4,}/g)?.length ?? 0, one.id).toBe(one.blanks.length)
    }
  })

  it('never leans on a neighbour, since papers are drawn and shuffled', () => {
    for (const one of bank) expect(one.stem, one.id).not.toMatch(/上题|上一题|下题|同上/)
  })
})

const text = z.strictObject({ id: z.string(), title: z.string(), text: z.string() })

describe('typing texts', () => {
  const texts = yamlFiles('typing').map((file) => text.parse(load(file)))

  it('are four of 800 to 1500 characters that a keyboard can type', () => {
    expect(texts).toHaveLength(4)
    for (const one of texts) {
      const length = [...one.text.replaceAll('\n', '')].length
      expect(length, one.id).toBeGreaterThanOrEqual(800)
      expect(length, one.id).toBeLessThanOrEqual(1500)
      expect(one.text, one.id).toMatch(/^[\p{Script=Han}A-Za-z0-9\n ，。！？；：、（）“”—….,\-:+%]+$/u)
    }
  })

  it('has one that mixes letters and digits in', () => {
    const mixed = texts.filter((one) => (one.text.match(/[A-Za-z0-9]/g)?.length ?? 0) > 100)
    expect(mixed).toHaveLength(1)
  })
})

const paper = z.strictObject({
  id: z.string(),
  title: z.string(),
  records: z.array(
    z.strictObject({
      id: z.string().regex(/^[ab]\d\d$/),
      name: z.string().regex(/^\p{Script=Han}{2,4}$/u),
      address: z.string().regex(/^\p{Script=Han}+\d+号[\p{Script=Han}A-Z\d]+\d室$/u),
      phone: z.string().regex(/^(16[013489]\d{8}|0\d{2,3}-0\d{7})$/),
      postcode: z.string().regex(/^\d{6}$/),
      email: z.string().regex(/^[a-z0-9._-]+@([a-z]+\.example|example\.(com|net|org))$/),
      audio: z.string(),
    }),
  ),
})

const characters = z.strictObject({
  surnames: z.record(z.string(), z.string()),
  given: z.record(z.string(), z.string()),
  surnamesReadAs: z.record(z.string(), z.string()),
  readAs: z.record(z.string(), z.string()),
})

describe('dictation papers', () => {
  const papers = ['a', 'b'].map((letter) => paper.parse(load(`dictation/paper-${letter}.yaml`)))
  const records = papers.flatMap((one) => one.records)

  it('hold 25 records each, no two alike', () => {
    for (const one of papers) expect(one.records).toHaveLength(25)
    for (const field of ['id', 'name', 'address', 'phone', 'email'] as const) {
      expect(new Set(records.map((record) => record[field])).size, field).toBe(50)
    }
  })

  it("use no number or address that could be somebody's and no surname that is read wrong", () => {
    const table = characters.parse(load('dictation/characters.yaml'))
    for (const record of records) {
      expect(['单', '曾', '解', '仇'], record.id).not.toContain(record.name[0])
      for (const character of record.name) {
        const known = [...Object.keys(table.surnames).join(''), ...Object.keys(table.given)]
        expect(known, record.name).toContain(character)
      }
    }
  })

  it('have every recording, between 20 and 45 seconds, together under 8 MB', () => {
    let bytes = 0
    for (const record of records) {
      const file = join(here, 'dictation', record.audio)
      expect(existsSync(file), record.audio).toBe(true)
      const size = statSync(file).size
      // constant 24 kbit/s
      expect(size / 3000, record.id).toBeGreaterThan(20)
      expect(size / 3000, record.id).toBeLessThan(45)
      bytes += size
    }
    expect(bytes).toBeLessThan(8_000_000)
  })
})

const person = { name: z.string().min(2), gender: z.enum(['female', 'male']) }
const roster = z.strictObject({
  id: z.string(),
  title: z.string(),
  entrants: z.array(
    z.strictObject({
      id: z.string(),
      ...person,
      birthDate: z.string().regex(/^200[6-9]-\d\d-\d\d$/),
      delegation: z.string(),
      school: z.string(),
      studentNo: z.string(),
      coach: z.string(),
    }),
  ),
})
const names = z.strictObject({
  names: z.array(z.strictObject(person)),
  surnames: z.array(z.string()),
  givenNames: z.strictObject({ male: z.array(z.string()), female: z.array(z.string()) }),
})

describe('people', () => {
  const { entrants } = roster.parse(load('people/roster.yaml'))
  const more = names.parse(load('people/names.yaml'))

  it('are 24 entrants, four a delegation, each with a coach of their own', () => {
    expect(entrants).toHaveLength(24)
    const delegations = Map.groupBy(entrants, (one) => one.delegation)
    expect([...delegations.values()].map((members) => members.length)).toEqual([4, 4, 4, 4, 4, 4])
    for (const field of ['id', 'name', 'studentNo', 'coach'] as const) {
      expect(new Set(entrants.map((one) => one[field])).size, field).toBe(24)
    }
  })

  it('are 40 more for rehearsals, and enough parts to make hundreds', () => {
    expect(new Set([...more.names, ...entrants].map((one) => one.name)).size).toBe(64)
    expect(new Set(more.surnames).size).toBe(more.surnames.length)
    const given = [...more.givenNames.male, ...more.givenNames.female]
    expect(new Set(given).size).toBe(given.length)
    expect(more.surnames.length * given.length).toBeGreaterThan(1000)
  })
})
