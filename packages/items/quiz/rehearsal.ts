/** A simulated quiz: the host goes on step by step, teams press, choose and answer by their skill. */
import type { ItemRehearsal, MatchMove, MatchRehearsal } from '@leitai/items/plug.ts'
import type { Chance } from '@leitai/core/seed.ts'
import { keyOf, optionCount } from './play.ts'
import type { LeadPlay, QuizMaterial, QuizQuestion, ShownQuestion, TeamPlay } from './types.ts'

/** The host reads a question out; a team thinks; people look at the screen. */
const readsMs = 4000
const thinksMs = 2500
const looksMs = 2000

export const rehearsal: ItemRehearsal = {
  type: 'quiz',
  // Nobody sits it alone.
  plan: () => [],

  play(input) {
    const lead = input.host.work.play as LeadPlay
    if (lead.next === 'finish') return [{ by: 'host', afterMs: looksMs, name: 'finish', payload: {} }]
    if (lead.next === 'closeQuestion' || lead.next === null) return waiting(input, lead)
    const afterMs = lead.next === 'reveal' ? looksMs : readsMs
    return [{ by: 'host', afterMs, name: 'step', payload: { step: lead.next } }]
  },
}

/** It waits for a team, a ruling or the clock. */
function waiting(input: MatchRehearsal, lead: LeadPlay): MatchMove[] {
  const { chance, skillOf } = input
  if (lead.rapid !== null) return rapid(input)
  if (lead.packs !== null && lead.packs.asks === 'choose') return [choosePack(lead, chance)]
  if (lead.packs !== null && lead.packs.asks === 'decide') {
    const { team } = lead.packs
    const goesOn = chance.below(100) < skillOf(team) * 80
    return [{ by: { seat: team }, afterMs: thinksMs, name: goesOn ? 'goOn' : 'stop', payload: {} }]
  }
  const question = lead.question
  if (question === null) return []
  switch (question.phase) {
    case 'armed':
      return lead.everybody !== null ? everybody(input, lead) : presses(input, lead)
    case 'answering':
    case 'judging': {
      const team = question.team!
      const right = chance.below(100) < skillOf(team) * 100
      if (question.answerMode === 'keys' && question.phase === 'answering')
        return [
          {
            by: { seat: team },
            afterMs: thinksMs,
            name: 'answer',
            payload: { no: question.no, choice: choiceFor(question.question, lead.key!.places, right) },
          },
        ]
      return [{ by: 'judge', afterMs: thinksMs, name: 'rule', payload: { no: question.no, right } }]
    }
    default:
      return []
  }
}

/** Those who know it press, the skilled sooner; now and then somebody presses before the light. */
function presses({ chance, skillOf, teams }: MatchRehearsal, lead: LeadPlay): MatchMove[] {
  const buzz = lead.question!.buzz!
  const able = Object.keys(teams).filter(
    (code) =>
      !buzz.out.includes(code) &&
      (buzz.eligible === null || buzz.eligible.includes(code)) &&
      mayPress(teams[code]!.work.play as TeamPlay),
  )
  return able
    .filter((code) => chance.below(100) < 30 + skillOf(code) * 60)
    .map((code) => ({
      code,
      after: chance.below(40) === 0 ? 20 : 700 + chance.below(900) - Math.round(skillOf(code) * 200),
    }))
    .toSorted((a, b) => a.after - b.after)
    .map(({ code, after }, index, all) => ({
      by: { seat: code },
      afterMs: index === 0 ? after : after - all[index - 1]!.after,
      name: 'press',
      payload: {},
      mayFail: true,
    }))
}

function mayPress(play: TeamPlay): boolean {
  return play.own.may.includes('press')
}

function choosePack({ packs }: LeadPlay, chance: Chance): MatchMove {
  const free = packs!.packs.filter(({ taken }) => taken === null)
  const { number } = free[chance.below(free.length)]!
  const member = packs!.members.length === 0 ? null : packs!.members[chance.below(packs!.members.length)]!
  return { by: { seat: packs!.team }, afterMs: thinksMs, name: 'choosePack', payload: { pack: number, member } }
}

function everybody({ chance, skillOf, teams }: MatchRehearsal, lead: LeadPlay): MatchMove[] {
  const { no, question } = lead.question!
  const moves = Object.keys(teams)
    .filter((code) => (teams[code]!.work.play as TeamPlay).own.may.includes('answer'))
    .map((code): MatchMove => ({
      by: { seat: code },
      afterMs: 200 + chance.below(400),
      name: 'answer',
      payload: { no, choice: choiceFor(question, lead.key!.places, chance.below(100) < skillOf(code) * 100) },
      mayFail: true,
    }))
  return moves.length > 0
    ? moves
    : [{ by: 'host', afterMs: thinksMs, name: 'step', payload: { step: 'closeQuestion' }, mayFail: true }]
}

/** One question each, then it is looked at anew: the clock may have ended it. */
function rapid({ chance, skillOf, teams, material }: MatchRehearsal): MatchMove[] {
  const bank = (material as QuizMaterial).questions
  return Object.entries(teams).flatMap(([code, { work }]): MatchMove[] => {
    const now = (work.play as TeamPlay).own.rapid
    if (now === null) return []
    const question = bank.find((one) => one.text === now.question.text)!
    const right = chance.below(100) < skillOf(code) * 100
    return [
      {
        by: { seat: code },
        afterMs: 300 + chance.below(700),
        name: 'answer',
        payload: { no: now.number, choice: choiceFor(question, keyOf(question), right) },
        mayFail: true,
      },
    ]
  })
}

/** The right one, or another that is not. */
function choiceFor(question: QuizQuestion | ShownQuestion, key: readonly number[], right: boolean): number[] {
  if (right) return [...key]
  const count =
    'answer' in question ? optionCount(question) : question.kind === 'trueFalse' ? 2 : question.options.length
  const other = Array.from({ length: count }, (_, place) => place).find((place) => key.length !== 1 || place !== key[0])
  return [other ?? 0]
}
