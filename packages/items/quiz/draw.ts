/** Which questions a match gets: those of its rounds, its packs, and some in reserve. */
import { passedOver, shuffledBank } from '@leitai/core/match/draw.ts'
import type { MatchSetup } from '@leitai/core/match/types.ts'
import { deriveSeed } from '@leitai/core/seed.ts'
import type { PlannedRound, Play } from './play.ts'
import type { QuizMaterial, QuizOptions, QuizQuestion, QuizRound } from './types.ts'

/** 4 packs for 3 teams: the last one to choose has a choice, too. */
const packsToSpare = 1

interface Need {
  count: number
  /** Whether it is answered with keys: open questions cannot be. */
  keys: boolean
  level?: number
}

export function prepare(
  options: QuizOptions,
  material: QuizMaterial,
  setup: MatchSetup,
  { itemSeed }: { itemSeed: string },
): Play {
  const seed = deriveSeed(itemSeed, 'questions')
  const shuffled = shuffledBank(material.questions, seed)
  const teams = setup.teams.map(({ code }) => code)
  const drawer = new Drawer(shuffled, passedOver(options.draw, setup))
  const plan = options.rounds.map((round) => planRound(round, teams.length, drawer))
  const anyKeys = options.rounds.every((round) => usesKeys(round))
  const finals =
    options.suddenDeath === undefined ? [] : drawer.take({ count: options.suddenDeath.questions, keys: anyKeys })
  const spares = drawer.take({ count: options.spares, keys: anyKeys })
  return {
    options,
    seed,
    teams,
    members: Object.fromEntries(setup.teams.map(({ code, members }) => [code, members])),
    plan,
    spares,
    finals,
    rounds: options.rounds,
    round: -1,
    at: 'before',
    turn: 0,
    extras: [],
    asked: [],
    risk: null,
    challenge: null,
    rapid: null,
    lines: [],
    used: {},
    withdrawn: [],
    sudden: null,
    crowd: options.crowd ? { points: {}, ranks: {}, top: [] } : null,
  }
}

export function usesKeys(round: QuizRound): boolean {
  return round.kind === 'rapid' || round.kind === 'everybody' || round.answer === 'keys'
}

/** How many questions a match of so many teams takes from the bank, spares among them. */
export function needOf(options: QuizOptions, teams: number): number {
  const rounds = options.rounds.reduce((sum, round) => sum + roundNeed(round, teams), 0)
  return rounds + options.spares + (options.suddenDeath?.questions ?? 0)
}

function roundNeed(round: QuizRound, teams: number): number {
  switch (round.kind) {
    case 'inTurn':
      return round.questionsPerTeam * teams
    case 'buzzer':
    case 'everybody':
      return round.questions
    case 'risk':
      return round.packQuestions.length * (teams + packsToSpare)
    case 'challenge':
      return round.duelQuestions * Math.max(1, teams - 1)
    case 'rapid':
      return round.questions ?? 60
    case 'suddenDeath':
      return 0
  }
}

function planRound(round: QuizRound, teams: number, drawer: Drawer): PlannedRound {
  const keys = usesKeys(round)
  if (round.kind !== 'risk') return { questions: drawer.take({ count: roundNeed(round, teams), keys }), packs: [] }
  const steps = round.packQuestions.length
  const packs = Array.from({ length: teams + packsToSpare }, () =>
    round.packQuestions.flatMap((_, step) =>
      drawer.take({ count: 1, keys, level: steps === 1 ? 3 : 1 + Math.round((step * 2) / (steps - 1)) }),
    ),
  ).filter((pack) => pack.length === steps)
  return { questions: [], packs }
}

/** Takes from a shuffled bank: what nobody had yet, of the level that is asked for; where that is used up, what there is. */
class Drawer {
  readonly #bank: readonly QuizQuestion[]
  readonly #before: ReadonlySet<string>
  readonly #taken = new Set<string>()

  constructor(bank: readonly QuizQuestion[], before: ReadonlySet<string>) {
    this.#bank = bank
    this.#before = before
  }

  take({ count, keys, level }: Need): QuizQuestion[] {
    const out: QuizQuestion[] = []
    const pass = (fits: (question: QuizQuestion) => boolean) => {
      for (const question of this.#bank) {
        if (out.length >= count) return
        if (this.#taken.has(question.id) || (keys && question.kind === 'open') || !fits(question)) continue
        this.#taken.add(question.id)
        out.push(question)
      }
    }
    const isFresh = ({ id }: QuizQuestion) => !this.#before.has(id)
    const isLevel = (question: QuizQuestion) => level === undefined || question.level === level
    pass((question) => isFresh(question) && isLevel(question))
    pass(isFresh)
    pass(isLevel)
    pass(() => true)
    return out
  }
}
