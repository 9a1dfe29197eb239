// The shipped packs are read by organisers as they are: what is wrong in them is wrong in a contest.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import type { Item } from '@leitai/core/rulebook/schema.ts'
import { isRefusal } from '@leitai/core/run.ts'
import { optionsOf } from '@leitai/items/rules.ts'
import { itemServerOf } from '@leitai/items/server.ts'
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

/** Both languages, and each of them in its own script. */
const both = z.strictObject({
  zh: z.string().regex(/\p{Script=Han}/u),
  en: z
    .string()
    .min(2)
    // Only names of what the other language shows are quoted in it.
    .regex(/^\P{Script=Han}+$/u),
})
const asked = z.strictObject({ text: both, key: both })
const pool = z.strictObject({
  title: both,
  scenes: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      title: both,
      audience: both,
      entrant: both,
      judges: both,
      handout: z.array(z.strictObject({ title: both, text: both })),
      questions: z.array(asked),
    }),
  ),
  questions: z.array(asked),
})

describe('scenes', () => {
  const pools = Object.fromEntries(
    yamlFiles('scenes').map((file) => [file.replace(/^.*\/|\.yaml$/g, ''), pool.parse(load(file))]),
  )
  const counts = Object.entries(pools).map(([name, { scenes, questions }]) => [name, scenes.length, questions.length])
  const scenes = Object.values(pools).flatMap((one) => one.scenes)

  it('are at least eight in every pool that scenes are drawn from, and enough questions where those are drawn', () => {
    expect(counts).toEqual([
      ['complaints', 8, 0],
      ['heating', 8, 20],
      ['introductions', 0, 8],
      ['property', 9, 16],
      ['telecom', 8, 0],
    ])
  })

  it('repeat no id, title or question', () => {
    const questions = Object.values(pools).flatMap((one) => [
      ...one.questions,
      ...one.scenes.flatMap((scene) => scene.questions),
    ])
    for (const all of [
      scenes.map((one) => one.id),
      scenes.map((one) => one.title.zh),
      scenes.map((one) => one.title.en),
      questions.map((one) => one.text.zh),
    ])
      expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([])
  })

  it('tell whoever plays the customer who that is, what is held back and what must be heard', () => {
    for (const { id, judges } of scenes) {
      expect(judges.zh, id).toMatch(/^您扮演.*不主动说的：.*须听到：/)
      expect(judges.en, id).toMatch(/^You are .*[Hh]eld back: .*Must be heard: /)
    }
  })

  it('keep from hall and entrant what only the player of the customer knows', () => {
    for (const { id, audience, entrant, judges } of scenes) {
      const secret = [...judges.zh.match(/不主动说的：(.+?)。/)![1]!]
      const told = secret.map((_, at) => secret.slice(at, at + 6).join('')).slice(0, -5)
      expect(
        told.filter((six) => (audience.zh + entrant.zh).includes(six)),
        id,
      ).toEqual([])
      expect([...audience.zh].length, id).toBeLessThan(60)
    }
  })

  it('of complaints bring the company’s papers and two hard questions', () => {
    for (const { id, handout, questions } of pools.complaints!.scenes)
      expect([handout.length, questions.length], id).toEqual([2, 2])
    for (const { id, handout } of pools.telecom!.scenes) expect(handout, id).toEqual(pools.telecom!.scenes[0]!.handout)
  })

  it('of property stewards cover the four kinds of the plan (C02.reception)', () => {
    const kinds = pools.property!.scenes.map(({ title }) => title.zh.split('：')[0])
    expect([...new Set(kinds)]).toEqual(['前台缴费', '报修', '途中偶遇', '前台投诉'])
    for (const kind of kinds) expect(kinds.filter((one) => one === kind).length, kind).toBeGreaterThanOrEqual(2)
  })
})

const tasks = z.strictObject({
  title: both,
  tasks: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z][a-z0-9-]*$/),
      title: both,
      text: both,
      attachments: z.array(z.never()),
      lookFor: both,
    }),
  ),
})

describe('tasks', () => {
  const files = Object.fromEntries(
    yamlFiles('tasks').map((file) => [file.replace(/^.*\/|\.yaml$/g, ''), tasks.parse(load(file)).tasks]),
  )

  it('are there for C18’s four items, C08’s e-mail and C01’s introduction, with another where papers are exchanged', () => {
    expect(Object.entries(files).map(([name, list]) => [name, list.length])).toEqual([
      ['data-analysis', 2],
      ['email-reply', 2],
      ['introduction-video', 1],
      ['online-service', 2],
      ['voice-inbound', 2],
      ['voice-outbound', 2],
    ])
  })

  it('repeat no id, fit into the screens, and do not hand the judges’ answer to those who write', () => {
    const all = Object.values(files).flat()
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length)
    for (const { id, text, lookFor } of all) {
      expect([...text.zh].length, id).toBeLessThan(2000)
      expect([...lookFor.zh].length, id).toBeGreaterThan(50)
      expect(text.zh, id).not.toContain(lookFor.zh.slice(0, 20))
    }
  })

  it('ask for a reply to fifteen messages of three customers, as many as C18.online takes', () => {
    for (const { id, text } of files['online-service']!)
      expect([...text.zh.matchAll(/[ABC][1-5]：/g)].length, id).toBe(15)
  })

  it('of data have the results that judges are given', () => {
    const table = (id: string) =>
      files['data-analysis']!.find((one) => one.id === id)!
        .text.zh.split('\n')
        .filter((line) => /^[^,，]+(,\d+){5,}$/.test(line))
        .map((line) => line.split(',').slice(1).map(Number))
    const sum = (rows: number[][], column: number) => rows.reduce((total, row) => total + row[column]!, 0)
    const given = (id: string) => files['data-analysis']!.find((one) => one.id === id)!.lookFor.zh

    const week = table('week-23')
    expect(week).toHaveLength(7)
    const [offered, answered, within] = [0, 1, 2].map((column) => sum(week, column)) as [number, number, number]
    const handling = sum(week, 4) + sum(week, 5) + sum(week, 6)
    for (const text of [
      `来电 ${offered}、接起 ${answered}`,
      `接通率 ${((answered / offered) * 100).toFixed(2)} %`,
      `服务水平 ${((within / offered) * 100).toFixed(2)} %`,
      `AHT = ${handling} ÷ ${answered} ≈ ${(handling / answered).toFixed(1)} 秒`,
      `满意度 ${((sum(week, 8) / sum(week, 7)) * 100).toFixed(2)} %`,
    ])
      expect(given('week-23')).toContain(text)

    const agents = table('agents')
    expect(agents).toHaveLength(8)
    agents.forEach((row, index) => {
      // 40, 30 and 30 % of whole numbers: tenths
      const tenths = row[3]! * 4 + row[4]! * 3 + row[5]! * 3
      expect(given('agents')).toContain(`0${index + 1} ${(tenths / 10).toFixed(1)}`)
    })
    expect(given('agents')).toContain(`处理量合计 ${sum(agents, 0)}、销售额合计 ${sum(agents, 6)}`)
  })
})

describe('scenes and tasks fit the shipped rulebooks', () => {
  const rulebooks = join(here, '..', 'rulebooks')
  /** `C02.reception` → the item. */
  const handled = new Map<string, Item>(
    readdirSync(rulebooks)
      .filter((name) => name.endsWith('.yaml'))
      .flatMap((name) => {
        const { rulebook } = parseRulebook(readFileSync(join(rulebooks, name), 'utf8'), { optionsOf })
        return rulebook!.stages
          .flatMap(({ items }) => items)
          .filter(({ type }) => type === 'roleplay' || type === 'submission')
          .map((item) => [`${rulebook!.id}.${item.id}`, item] as const)
      }),
  )
  /** What the README's table says: file → items. */
  const said = [
    ...readFileSync(join(here, 'README.md'), 'utf8').matchAll(/^\| `((?:scenes|tasks)\/\S+)` +\|(.*)\|$/gm),
  ].map(([, file, cell]) => [file!, [...cell!.matchAll(/`([A-Z]\w+\.\w+)`/g)].map((match) => match[1]!)] as const)

  it('and the README says which for every item that needs them', () => {
    expect(said.flatMap(([, items]) => items).toSorted()).toEqual([...handled.keys()].toSorted())
    expect(said.map(([file]) => file).toSorted()).toEqual([...yamlFiles('scenes'), ...yamlFiles('tasks')].toSorted())
  })

  it.each(said)('%s is read without a problem, for %j', async (file, items) => {
    for (const name of items) {
      const { type, options } = handled.get(name)!
      const server = itemServerOf(type)!
      const read = await server.imports
        .find(({ format }) => format === 'yaml')!
        .read(readFileSync(join(here, file)), {
          filename: file,
          store: () => Promise.reject(new Error('nothing to store')),
        })
      expect(read.problems, name).toEqual([])
      expect(read.bad, name).toBe(0)
      const made = server.material(read.body, options)
      expect(isRefusal(made) ? made.zh : '', name).toBe('')
    }
  })
})
