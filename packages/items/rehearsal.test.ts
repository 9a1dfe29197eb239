// Every item type has a simulated entrant whose plan its own rules take, in time, and whose skill shows in the score.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isRefusal } from '@leitai/core/run.ts'
import { chance } from '@leitai/core/seed.ts'
import { code, Play } from '@leitai/core/sitting/testing/play.ts'
import { itemRehearsals, rehearsalOf } from './rehearsal.ts'
import { itemRules, rulesOf } from './rules.ts'
import { itemServerOf } from './server.ts'

const content = (path: string): unknown => parse(readFileSync(join(import.meta.dirname, '../../content', path), 'utf8'))

const settings: Record<string, { options: object; seconds: number; material: unknown }> = {
  exam: {
    options: {
      paper: {
        by: 'rule',
        draw: [
          { kind: 'single', count: 30, points: 1 },
          { kind: 'multiple', count: 15, points: 2 },
          { kind: 'trueFalse', count: 15, points: 1 },
          { kind: 'fillIn', count: 8, points: 2 },
          { kind: 'shortAnswer', count: 2, points: 5 },
        ],
      },
    },
    seconds: 3600,
    material: {
      questions: readdirSync(join(import.meta.dirname, '../../content/service-theory'))
        .filter((name) => name.endsWith('.yaml'))
        .flatMap((name) => {
          const { chapter, questions } = content(`service-theory/${name}`) as { chapter: string; questions: object[] }
          return questions.map((question) => ({ ...question, chapter }))
        }),
    },
  },
  dictation: {
    options: { records: 20 },
    seconds: 1200,
    material: {
      records: (content('dictation/paper-a.yaml') as { records: object[] }).records.map((record) => ({
        ...record,
        audio: { hash: 'a'.repeat(64), mime: 'audio/mpeg', bytes: 9 },
      })),
    },
  },
  typing: { options: {}, seconds: 300, material: { texts: [content('typing/typing-1.yaml')] } },
}

/** Types that a host conducts: their entrants perform, and send nothing. */
const conducted: Record<string, { options: object; material: unknown; called: readonly string[] }> = {
  roleplay: {
    options: { study: { minutes: 2 }, performance: { minutes: 5 } },
    material: { scenes: [{ id: 'a', title: '缴费', entrant: '你是前台' }] },
    called: ['call', 'beginStudy', 'endStudy', 'beginPerformance'],
  },
}

function rehearse(type: string, skill: number, seed: string) {
  const { options, seconds, material } = settings[type]!
  const run = new Play(rulesOf(type)!, { options, setup: { seconds }, material, seed })
  run.take('open')
  const steps = rehearsalOf(type)!.plan({
    view: run.view({ as: 'contestant', code })!,
    material: rulesOf(type)!.material.parse(material),
    skill,
    chance: chance(seed),
  })
  const refused = steps.flatMap(({ afterMs, name, payload }) => {
    const answer = run.send(name, payload, undefined, afterMs)
    return isRefusal(answer) ? [answer] : []
  })
  run.take('submit')
  return { run, steps, refused, points: Number(run.score().points) }
}

it('every type has rules, formats and a simulated entrant', () => {
  const types = itemRules.map(({ type }) => type)
  expect(itemRehearsals.map(({ type }) => type)).toEqual(types)
  expect(types.map((type) => itemServerOf(type)?.type)).toEqual(types)
  expect(new Set(types).size).toBe(types.length)
  expect(rulesOf('voice')).toBeNull()
})

describe.each(Object.keys(settings))('%s', (type) => {
  it.each([0, 0.5, 0.9, 1])('an entrant of skill %d is taken by the rules and is done in time', (skill) => {
    const { run, steps, refused } = rehearse(type, skill, `seed ${skill}`)
    expect(refused).toEqual([])
    expect(steps.length).toBeGreaterThan(20)
    expect(steps.every(({ afterMs }) => Number.isInteger(afterMs) && afterMs >= 0)).toBe(true)
    expect(run.state.closed).toMatchObject({ how: 'submitted' })
    expect(run.state.incidents).toEqual([])
  })

  it('skill shows in the score', () => {
    const mean = (skill: number) => ['a', 'b', 'c'].reduce((sum, seed) => sum + rehearse(type, skill, seed).points, 0)
    const [weak, fair, strong] = [0.2, 0.6, 1].map(mean)
    expect(weak!).toBeLessThan(fair!)
    expect(fair!).toBeLessThan(strong!)
  })

  it('the same chance gives the same plan', () => {
    expect(rehearse(type, 0.5, 'x').steps).toEqual(rehearse(type, 0.5, 'x').steps)
  })

  it('plans nothing before the sitting is open', () => {
    const { options, seconds, material } = settings[type]!
    const run = new Play(rulesOf(type)!, { options, setup: { seconds }, material })
    expect(
      rehearsalOf(type)!.plan({ view: run.view({ as: 'contestant', code })!, material, skill: 1, chance: chance('x') }),
    ).toEqual([])
  })
})

it.each(Object.keys(conducted))('%s: an entrant plans nothing, whatever it sees', (type) => {
  const { options, material, called } = conducted[type]!
  const run = new Play(rulesOf(type)!, { options, material })
  for (const name of ['open', ...called]) {
    const answer = run.send(name, {}, { kind: 'server' }, 1000)
    expect(isRefusal(answer), name).toBe(false)
    const view = run.view({ as: 'contestant', code })!
    expect(rehearsalOf(type)!.plan({ view, material, skill: 1, chance: chance('x') }), name).toEqual([])
  }
  expect(run.state.phase).toBe('open')
})
