import { withRounds } from '@leitai/core/rulebook/rounds.ts'
import { bookOf, drivenContest, organiser, server, stageOf } from '@leitai/core/contest/testing/driven-contest.ts'
import { describe, expect, test } from 'vitest'
import { bare, read } from '../testing.ts'
import { matches } from './matches.ts'

const book = (layers = 0) =>
  withRounds(
    bookOf({
      sealing: { layers },
      stages: [
        stageOf('first', {
          title: { zh: '复赛', en: 'Second round' },
          matches: { by: 'groups', size: { min: 3, max: 4 } },
          advancement: { by: 'perGroup', count: 2, best: 1 },
        }),
        stageOf('final', {
          title: { zh: '决赛', en: 'Final' },
          matches: { by: 'knockout', size: 8 },
          ranking: { tieBreaks: [{ by: 'deliberation' }] },
        }),
      ],
    }),
  )

function contest(layers = 0) {
  const c = drivenContest(book(layers), 12)
  const play = (stage: string, publish: boolean) => {
    c.drawAndPlan(stage)
    c.hold(stage)
    c.must(server, 'closeMarking', { stage })
    const codes = c.state.matches[stage]!.groups.flat().toSorted()
    c.record(stage, Object.fromEntries(codes.map((code, place) => [code, 90 - place])))
    if (publish) c.publish(stage)
    c.must(organiser, 'advance', { stage })
  }
  const subject = () => ({
    contest: { title_zh: '服务之星', title_en: 'Star', place: '', starts_on: null } as never,
    state: c.state,
    version: 1,
    head: 'ab',
    key: 'k',
    now: c.now(),
    base: 'http://localhost',
  })
  return { c, play, subject }
}

describe('C01.second.matches C01.final.matches who meets whom, on paper', () => {
  test('groups with names, delegations and codes, points and who goes on; the seed to draw again', () => {
    const { c, play, subject } = contest()
    play('first', true)
    const { text, pages } = read(matches(subject(), 'first'))
    expect(pages).toBe(1)
    for (const words of ['对阵表', '复赛', '第1组', '第3组', '选手12', 'S12', '甲市', '90.00', '晋级'])
      expect(text).toContain(words)
    expect(text).toContain(c.state.matches['first']!.seed)
  })

  test('a bracket of all rounds: who passed, winners with their points, rounds to come, the match for third place', () => {
    const { play, subject, c } = contest()
    play('first', true)
    play('final-r8', true)
    const quarter = read(matches(subject(), 'final-r8'))
    expect(quarter.pages).toBe(1)
    for (const words of ['八强赛', '半决赛', '冠亚军赛', '轮空', '选手1', '87.00'])
      expect(quarter.text).toContain(words)
    expect(quarter.text).not.toContain('季军赛')
    play('final-r4', true)
    c.drawAndPlan('final-r2')
    const final = read(matches(subject(), 'final-r2'))
    expect(final.pages).toBe(1)
    expect(final.text).toContain('季军赛')
  })

  test('while names are sealed the paper has codes and no names', () => {
    const { subject, c } = contest(1)
    c.drawAndPlan('first')
    const { text } = read(matches(subject(), 'first'))
    expect(text).toContain(bare(c.state.matches['first']!.groups[0]![0]!))
    expect(text).not.toMatch(/选手|甲市|乙市/)
  })

  test('there is no paper before the draw', () => {
    expect(matches(contest().subject(), 'first')).toMatchObject({ code: 'notDrawn' })
    expect(matches(contest().subject(), 'nowhere')).toMatchObject({ code: 'noSuchStage' })
  })
})
