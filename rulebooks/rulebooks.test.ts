import { readFileSync, readdirSync } from 'node:fs'
import { rulebookJsonSchema } from '@leitai/core/rulebook/json-schema.ts'
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import type { Item, Rulebook, SheetLine } from '@leitai/core/rulebook/schema.ts'
import { isJudged, type JudgedItem } from '@leitai/core/scoring/sheet.ts'
import { measuresOf, optionsOf } from '@leitai/items/rules.ts'
import { describe, expect, test } from 'vitest'

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const names = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.yaml'))

function shipped(id: string): Rulebook {
  const { rulebook, problems } = parseRulebook(read(`${id}.yaml`), { optionsOf, measuresOf })
  expect(problems).toBeUndefined()
  return rulebook!
}

const itemsOf = (id: string): Item[] => shipped(id).stages.flatMap(({ items }) => items)

/** `C02.reception`: the judged item of that id. */
function judged(name: string): JudgedItem {
  const [id, itemId] = name.split('.') as [string, string]
  const item = itemsOf(id).find((one) => one.id === itemId)
  if (item === undefined || !isJudged(item)) throw new Error(`no judged item ${name}`)
  return item
}

/** The most that a line gives. */
function worth(line: SheetLine): string {
  switch (line.kind) {
    case 'points':
    case 'measured':
      return line.max
    case 'levels':
      return line.levels.at(-1)!.points
    case 'deduction':
      return line.from
    case 'weight':
      return `${line.percent} %`
    case 'overtime':
      return `-${line.each} per ${line.perSeconds} s over ${line.overSeconds} s`
  }
}

const lines = (name: string) => judged(name).marking.sheet.map((line) => `${line.id} ${worth(line)}`)

describe.each(names)('%s', (name) => {
  const id = name.replace('.yaml', '')

  test('is in order, and its id is its file’s name', () => {
    expect(shipped(id).id).toBe(id)
  })

  test('names the JSON Schema, so that editors complete', () => {
    expect(read(name).split('\n')[0]).toBe('# yaml-language-server: $schema=./rulebook.schema.json')
  })

  test('every rule has a clause of this rulebook, and no clause stands twice', () => {
    const clauses = [...read(name).matchAll(/clause: ([\w.]+)/g)].map((match) => match[1]!)
    expect(clauses.filter((clause) => !clause.startsWith(`${id}.`))).toEqual([])
    expect(clauses.filter((clause, index) => clauses.indexOf(clause) < index)).toEqual([])
    const { entrants, sealing, checkIn, conduct, stages, awards, review, appeals, training } = shipped(id)
    const rules: { clause?: string | undefined }[] = [
      entrants,
      ...entrants.eligibility,
      sealing,
      checkIn,
      conduct,
      ...(training ?? []),
      ...awards,
      ...(review ? [review] : []),
      ...(appeals ? [appeals] : []),
    ]
    for (const stage of stages) {
      rules.push(
        ...(stage.matches ? [stage.matches] : []),
        ...(stage.rounds ?? []).flatMap((round) => [round, ...(round.advancement ? [round.advancement] : [])]),
      )
      rules.push(stage, stage.ranking, ...stage.ranking.tieBreaks, ...(stage.advancement ? [stage.advancement] : []))
      for (const item of stage.items)
        rules.push(item, item.marking, ...(item.marking.by === 'judges' ? item.marking.sheet : []))
    }
    expect(rules.filter((rule) => rule.clause === undefined)).toEqual([])
  })

  test('every text is there in both languages', () => {
    const texts: { zh: string; en: string }[] = []
    const collect = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      if ('zh' in value && 'en' in value) texts.push(value as { zh: string; en: string })
      else for (const each of Object.values(value)) collect(each)
    }
    collect(shipped(id))
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.filter(({ zh, en }) => !/\p{Script=Han}/u.test(zh) || /\p{Script=Han}/u.test(en))).toEqual([])
  })

  test('what is performed is called one after another, in turns that hold the times of its options', () => {
    for (const item of itemsOf(id).filter(({ type }) => type === 'roleplay')) {
      const { study, performance } = item.options as {
        study?: { minutes: number }
        performance: { minutes: number; mostOverSeconds: number }
      }
      expect(item.start, item.id).toBe('turn')
      const longest = (study?.minutes ?? 0) + performance.minutes + performance.mostOverSeconds / 60
      expect(item.minutes, item.id).toBeGreaterThanOrEqual(longest)
    }
  })
})

test.each(['C05', 'C08', 'C12', 'C14', 'C18', 'C20', 'C21'])('%s is out of 100 points in every stage', (id) => {
  for (const stage of shipped(id).stages)
    expect(stage.items.reduce((sum, item) => sum + Number(item.points), 0)).toBe(100)
})

test('C01 the plan’s stages, weights, teams and video', () => {
  const book = shipped('C01')
  expect(book.entrants).toMatchObject({ kind: 'team', teamSize: { min: 3, max: 3 }, entry: ['list', 'form'] })
  const [audition, ...rounds] = book.stages
  expect(audition).toMatchObject({
    items: [{ type: 'submission', start: 'entrant', marking: { by: 'judges' } }],
    advancement: { by: 'decision' },
  })
  expect((audition!.items[0]!.options as { parts: unknown[] }).parts).toContainEqual(
    expect.objectContaining({ kind: 'file', accept: ['video'], mostSeconds: 300, mostMegabytes: 2048, required: true }),
  )
  expect(rounds.map(({ advancement }) => [advancement?.by, advancement?.by === 'top' && advancement.count])).toEqual([
    ['top', 24],
    ['perGroup', false],
    [undefined, false],
  ])
  expect(rounds.map(({ matches }) => matches)).toMatchObject([
    { by: 'groups', size: { min: 3, max: 5 }, seeding: 'draw' },
    { by: 'groups', size: { min: 3, max: 5 }, seeding: 'rank' },
    { by: 'knockout', size: 8, seeding: 'rank', thirdPlace: true },
  ])
  for (const { items } of rounds) expect(items.map(({ start }) => start)).toEqual(['match', 'match', 'turn'])
  for (const { items } of rounds) {
    expect(items.map(({ type, weight }) => [type, weight])).toEqual([
      ['quiz', '25'],
      ['lookup', '25'],
      ['roleplay', '50'],
    ])
    // Material, a limited time to read it, and it may be kept: the three rounds are marked on one sheet.
    expect(items[2]!.options).toMatchObject({ study: { minutes: 10, keepHandout: true } })
  }
  const sheets = rounds.map(({ items }) => lines(`C01.${items[2]!.id}`))
  expect(sheets[1]).toEqual(sheets[0])
  expect(sheets[2]).toEqual(sheets[0])
  expect(book.awards.map(({ id, by }) => [id, by])).toEqual([
    ['champion', 'rank'],
    ['runnerUp', 'rank'],
    ['third', 'rank'],
    ['finalist', 'rank'],
    ['bestIndividual', 'decision'],
  ])
})

test('C02 items, weights and the lines of the plan', () => {
  expect(itemsOf('C02').map(({ id, points, weight }) => [id, points, weight])).toEqual([
    ['theory', '100', '30'],
    // 30, 30 and 40 of the practice, which is 70 % of the total
    ['presence', '30', '21'],
    ['reception', '30', '21'],
    ['phone', '40', '28'],
  ])
  const presence = judged('C02.presence').marking.sheet
  expect(presence.filter(({ kind }) => kind === 'deduction')).toMatchObject([
    { id: 'posture', from: '5', each: '1', most: '5' },
    { id: 'movement', from: '5', each: '1', most: '5' },
  ])
  expect(presence.at(-1)).toMatchObject({
    kind: 'overtime',
    overSeconds: 300,
    each: '1',
    perSeconds: 10,
    measure: 'performanceSeconds',
  })
  // norms 15, of which appearance 6 as three 2s; then skill 15 in lines of 2 and 3
  const reception = lines('C02.reception')
  expect(reception).toEqual([
    'grooming 2',
    'uniform 2',
    'expression 2',
    'greeting 3',
    'address 2',
    'handing 2',
    'farewell 2',
    'listening 2',
    'need 2',
    'procedure 3',
    'knowledge 3',
    'calming 3',
    'followUp 2',
  ])
  const sum = (part: readonly string[]) => part.reduce((total, line) => total + Number(line.split(' ')[1]), 0)
  expect([sum(reception.slice(0, 7)), sum(reception.slice(7))]).toEqual([15, 15])
  expect(lines('C02.phone')).toEqual(expect.arrayContaining(['tone 3', 'clarity 3', 'courtesy 5']))
  for (const name of ['presence', 'reception', 'phone']) expect(judged(`C02.${name}`).marking.judges).toBe(5)
  expect(itemsOf('C02').map(({ options }) => options.draw)).toEqual([undefined, 'none', 'entrant', 'none'])
  expect(itemsOf('C02')[3]!.options.questions).toBe(3)
})

test('C03 team show and etiquette are the mean of the judges; the knowledge contest keeps the plan’s rounds', () => {
  const book = shipped('C03')
  expect(book.entrants).toMatchObject({ kind: 'team', teamSize: { min: 3 } })
  for (const name of ['show', 'etiquette'])
    expect(judged(`C03.${name}`)).toMatchObject({
      points: '10',
      marking: { aggregate: 'mean', dropHighest: 0, dropLowest: 0 },
    })
  expect(judged('C03.show').options).toMatchObject({ draw: 'none', performance: { minutes: 2 } })
  expect(judged('C03.simulation').options).toMatchObject({ study: { minutes: 2 } })
  expect(itemsOf('C03').find(({ id }) => id === 'contest')!.options).toMatchObject({
    rounds: [
      { kind: 'inTurn', questionsPerTeam: 3, seconds: 30, right: 10, wrong: 0 },
      { kind: 'buzzer', questions: 20, seconds: 30, right: 10, wrong: -10, opens: 'host' },
      { kind: 'risk', packQuestions: [5, 10, 15], wrong: 'loseRound' },
    ],
  })
})

test('C05 the best ten go on; theory 50, practice 50; one highest and one lowest dropped, the rest summed', () => {
  const book = shipped('C05')
  expect(book.stages[0]!.advancement).toMatchObject({ by: 'top', count: 10 })
  expect(book.stages[1]!.items.map(({ id, type, points }) => [id, type, points])).toEqual([
    ['written', 'exam', '40'],
    ['oral', 'roleplay', '10'],
    ['typing', 'typing', '10'],
    ['client', 'roleplay', '30'],
    ['etiquette', 'roleplay', '10'],
  ])
  for (const name of ['oral', 'client', 'etiquette'])
    expect(judged(`C05.${name}`).marking).toMatchObject({
      judges: 5,
      aggregate: 'sum',
      dropHighest: 1,
      dropLowest: 1,
      onTheSpot: true,
    })
  // The call 15 and the system 15 of 30: 5 and 5 of the 10 that each judge marks.
  const client = judged('C05.client').marking.sheet
  const of = (part: string) =>
    client
      .filter(({ clause }) => clause!.startsWith(`C05.client.${part}.`))
      .reduce((total, line) => total + Number(worth(line)), 0)
  expect([of('call'), of('system')]).toEqual([5, 5])
  expect(client.every(({ kind }) => kind === 'deduction')).toBe(true)
  expect(book.stages[1]!.ranking.tieBreaks).toMatchObject([{ by: 'deliberation' }])
  expect(book.awards.map((award) => (award.by === 'count' ? award.count : null))).toEqual([1, 2, 3, 4])
})

test('C08 spoken and written first, the top 20 % go on; then test, system and co-operation, told on the spot', () => {
  const [first, final] = shipped('C08').stages
  expect(first!.items.map(({ type }) => type)).toEqual(['roleplay', 'submission'])
  expect(first!.advancement).toMatchObject({ by: 'percent', percent: '20' })
  expect(final!.items.map(({ id, type }) => [id, type])).toEqual([
    ['product', 'exam'],
    ['system', 'roleplay'],
    ['cooperation', 'roleplay'],
  ])
  for (const name of ['spoken', 'system', 'cooperation']) expect(judged(`C08.${name}`).marking.onTheSpot).toBe(true)
})

test('C11 teams of at most six with an agreement: a challenge with help, drawn cases, a prize for each part', () => {
  const book = shipped('C11')
  expect(book.entrants).toMatchObject({
    kind: 'team',
    teamSize: { max: 6 },
    eligibility: [{ rule: 'requiredField', field: 'agreement' }],
  })
  expect(itemsOf('C11')).toMatchObject([
    { id: 'challenge', type: 'quiz', start: 'match', options: { rounds: [{ kind: 'challenge', lifelines: ['ask'] }] } },
    { id: 'cases', type: 'roleplay', options: { draw: 'entrant', study: { minutes: 10 } } },
  ])
  expect(judged('C11.cases').marking.sheet.map(({ id }) => id)).toEqual(['completeness', 'correctness', 'originality'])
  expect(book.awards.flatMap((award) => (award.by === 'item' ? [award.item] : []))).toEqual(['challenge', 'cases'])
})

test('C12 five minutes of quick answers and service one to many, 20 go on; then live service and slides, top 3', () => {
  const [first, final] = shipped('C12').stages
  expect(first!.items).toMatchObject([
    { type: 'quiz', start: 'match', options: { rounds: [{ kind: 'rapid', seconds: 300 }] } },
    { type: 'roleplay', start: 'turn' },
  ])
  expect(first!.advancement).toMatchObject({ by: 'top', count: 20 })
  expect(final!.items.map(({ id }) => id)).toEqual(['live', 'presentation'])
  expect(shipped('C12').awards.map((award) => (award.by === 'rank' ? award.to : null))).toEqual([1, 2, 3])
})

test('C14 teams of five to seven: phone answering with a recording, a quiz, a free show', () => {
  expect(shipped('C14').entrants).toMatchObject({ kind: 'team', teamSize: { min: 5, max: 7 } })
  expect(itemsOf('C14').map(({ id, type, options }) => [id, type, options.recording])).toEqual([
    ['phone', 'roleplay', 'required'],
    ['product', 'quiz', undefined],
    ['show', 'roleplay', 'optional'],
  ])
})

test('C18 items, points, minutes, criteria and weights are those of the plan', () => {
  const [stage] = shipped('C18').stages
  expect(
    stage!.items.map((item) => [
      item.id,
      item.points,
      item.minutes,
      item.marking.by === 'judges'
        ? item.marking.sheet.map((line) => `${line.id} ${line.kind === 'weight' ? line.percent : '?'}`).join(' ')
        : 'system',
    ]),
  ).toEqual([
    ['dictation', '20', 20, 'system'],
    ['inbound', '15', 20, 'phrases 15 voice 10 process 35 knowledge 35 initiative 5'],
    ['outbound', '30', 40, 'process 15 knowledge 50 initiative 5 closing 5 technique 25'],
    ['online', '20', 30, 'phrases 15 knowledge 30 deal 25 figures 30'],
    ['data', '15', 60, 'entry 10 format 25 formula 35 chart 10 proposal 20'],
  ])
  for (const { marking } of stage!.items) {
    if (marking.by === 'judges')
      expect(marking).toMatchObject({ judges: 3, aggregate: 'mean', dropHighest: 0, dropLowest: 0 })
  }
})

test('C21 is open to everybody with a link, alone, with the result at once', () => {
  const book = shipped('C21')
  expect(book.entrants.entry).toEqual(['openLink'])
  expect(book.sealing.layers).toBe(0)
  expect(book.stages.flatMap((stage) => stage.items)).toMatchObject([
    { type: 'exam', start: 'entrant', feedback: 'answers' },
  ])
})

test('C01.training those who go on are trained before the second round and before the final', () => {
  expect(shipped('C01').training?.map(({ before, clause }) => [before, clause])).toEqual([
    ['second', 'C01.training.1'],
    ['final', 'C01.training.2'],
  ])
})

test('rulebook.schema.json is current: leitai check --schema > rulebooks/rulebook.schema.json', () => {
  expect(JSON.parse(read('rulebook.schema.json'))).toEqual(JSON.parse(JSON.stringify(rulebookJsonSchema())))
})
