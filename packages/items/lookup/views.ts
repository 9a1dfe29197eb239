/** What of a lookup race each viewer gets: the one place where keys and others' answers are kept from people. No article is here. */
import type { MatchSetup, Seer } from '@leitai/core/match/types.ts'
import type { Text } from '@leitai/core/score.ts'
import { exact, zero } from '@leitai/core/scoring/decimal.ts'
import { nextStep } from './decide.ts'
import {
  answersOf,
  countOf,
  isOver,
  numberOf,
  questionNow,
  triesLeft,
  type Answer,
  type Asked,
  type Play,
} from './play.ts'
import { recentLines } from './points.ts'
import type {
  AskedLine,
  Busy,
  Entry,
  Key,
  LeadAnswer,
  LeadPlay,
  LookupInspection,
  LookupOptions,
  LookupQuestion,
  PlayCommon,
  PublicAnswer,
  QuestionView,
  TeamPlay,
} from './types.ts'
import { evidenceFits, matches, mustBeRuled, standingOf } from './verdict.ts'

export function view(play: Play, seer: Seer, _setup: MatchSetup): PlayCommon | TeamPlay | LeadPlay {
  switch (seer.as) {
    case 'host':
    case 'judge':
      return leadPlay(play)
    case 'team':
      return { ...commonOf(play), own: ownOf(play, seer.code) }
    case 'screen':
      return commonOf(play)
  }
}

// Asked for by every viewer of one state; equal parts keep their identity, so that changes are found quickly.
const commons = new WeakMap<Play, PlayCommon>()

function commonOf(play: Play): PlayCommon {
  const known = commons.get(play)
  if (known !== undefined) return known
  const question = questionNow(play)
  const common: PlayCommon = {
    company: play.company,
    about: play.about,
    rules: rulesOf(play.options),
    clause: play.options.clause ?? null,
    at: question === undefined ? 'before' : isOver(play) ? 'over' : 'playing',
    questions: countOf(play),
    seconds: play.options.seconds,
    evidence: play.options.evidence,
    judging: play.options.judging,
    question: question === undefined ? null : questionView(play, question),
    recent: recentLines(play),
  }
  commons.set(play, common)
  return common
}

function rulesOf({ right, wrong, tries, seconds, evidence }: LookupOptions): Text {
  const costs = !exact(wrong).equals(zero)
  return {
    zh: `最先答对得 ${right} 分${costs ? wrongWords(wrong) : '，答错不扣分'}；每题限时 ${seconds} 秒，每队 ${tries} 次机会${evidence === 'required' ? '，须附依据文章' : ''}`,
    en: `${right} for the first right answer, ${costs ? `${wrong} for a wrong one` : 'nothing for a wrong one'}; ${seconds} s and ${tries} ${tries === 1 ? 'try' : 'tries'} a question${evidence === 'required' ? ', with the article as evidence' : ''}`,
  }
}

function wrongWords(wrong: string): string {
  return wrong.startsWith('-') ? `，答错扣 ${wrong.slice(1)} 分` : `，答错得 ${wrong} 分`
}

function questionView(play: Play, question: Asked): QuestionView {
  const { no, phase, opensAt, endsAt, totalMs, verdict, voided, spare } = question
  const { text, level } = question.question
  const { right, wrong } = play.options
  const shown: QuestionView = {
    no,
    number: numberOf(play, no),
    of: countOf(play),
    phase,
    text,
    level,
    opensAt,
    endsAt,
    totalMs,
    worth: { right, wrong },
    entries: play.teams.map((code) => entryOf(play, question, code)),
    verdict,
    voided,
    spare,
  }
  return phase === 'revealed'
    ? {
        ...shown,
        key: keyOf(play, question.question),
        answers: question.answers.map((answer) => publicAnswer(question, answer)),
      }
    : shown
}

function entryOf(play: Play, question: Asked, code: string): Entry {
  const own = answersOf(question, code)
  const last = own.findLast((one) => standingOf(question, one) === 'first') ?? own.at(-1)
  return {
    code,
    standing: last === undefined ? null : standingOf(question, last),
    afterMs: last?.afterMs ?? null,
    triesLeft: triesLeft(play, question, code),
  }
}

function keyOf({ titles }: Play, { answers, evidence, explanation }: LookupQuestion): Key {
  return { answers, evidence: evidence.map((id) => ({ id, title: titles[id] ?? id })), explanation }
}

function publicAnswer(question: Asked, answer: Answer): PublicAnswer {
  const { id, code, text, evidence, afterMs } = answer
  return { id, code, text, evidence, afterMs, standing: standingOf(question, answer) }
}

function ownOf(play: Play, code: string): TeamPlay['own'] {
  const question = questionNow(play)
  if (question === undefined) return { code, answers: [], triesLeft: 0, mayAnswer: false }
  const own = answersOf(question, code)
  const left = triesLeft(play, question, code)
  return {
    code,
    answers: own.map((answer) => {
      const { id, text, evidence, standing, afterMs } = publicAnswer(question, answer)
      return { id, text, evidence, standing, afterMs }
    }),
    triesLeft: left,
    mayAnswer:
      left > 0 &&
      (question.phase === 'open' || question.phase === 'deciding') &&
      own.every(({ right }) => right === false),
  }
}

const leads = new WeakMap<Play, LeadPlay>()

function leadPlay(play: Play): LeadPlay {
  const known = leads.get(play)
  if (known !== undefined) return known
  const question = questionNow(play)
  const next = nextStep(play)
  const coming = play.coming[0]?.question
  const lead: LeadPlay = {
    ...commonOf(play),
    next,
    mayStop: question?.phase === 'open',
    coming: coming === undefined ? null : { text: coming.text, level: coming.level, key: keyOf(play, coming) },
    key: question === undefined ? null : keyOf(play, question.question),
    answers: question?.answers.map((answer) => leadAnswer(question, answer)) ?? [],
    toRule: question === undefined ? [] : toRule(question),
    asked: play.asked.map((one) => askedLine(play, one)),
    busy: play.teams.map((code) => busyOf(play, code)),
    spares: play.spares.length,
  }
  leads.set(play, lead)
  return lead
}

/** In the order in which they were given. */
function toRule(question: Asked): number[] {
  const open = question.phase === 'open' || question.phase === 'deciding'
  const waiting = open
    ? question.answers.filter(({ right }) => right === null)
    : question.phase === 'judging'
      ? mustBeRuled(question)
      : []
  return waiting.toSorted((a, b) => a.press.at - b.press.at).map(({ id }) => id)
}

function leadAnswer(question: Asked, answer: Answer): LeadAnswer {
  const { right, by, reason, press } = answer
  return {
    ...publicAnswer(question, answer),
    right,
    by,
    reason,
    press,
    matches: matches(question.question, answer.text),
    evidenceFits: evidenceFits(question.question, answer.evidence),
  }
}

const lines = new WeakMap<Asked, AskedLine>()

function askedLine(play: Play, question: Asked): AskedLine {
  const number = numberOf(play, question.no)
  const known = lines.get(question)
  if (known?.number === number) return known
  const { no, phase, voided, verdict } = question
  const line: AskedLine = {
    no,
    number,
    text: question.question.text,
    phase,
    voided,
    verdict,
    key: keyOf(play, question.question),
    answers: question.answers.map((answer) => leadAnswer(question, answer)),
  }
  lines.set(question, line)
  return line
}

function busyOf(play: Play, code: string): Busy {
  const { steps, searches, opened } = play.trails[String(questionNow(play)?.no ?? 0)]?.[code] ?? {
    steps: [],
    searches: 0,
    opened: 0,
  }
  const search = steps.findLast((step) => step.did === 'search')
  const open = steps.findLast((step) => step.did === 'open')
  return {
    code,
    searches,
    opened,
    lastQuery: search?.did === 'search' ? search.query : null,
    lastOpened: open?.did === 'open' ? open.article : null,
  }
}

export function inspect(play: Play): LookupInspection {
  return {
    company: play.company,
    clause: play.options.clause ?? null,
    teams: play.teams,
    questions: play.asked.map((one) => {
      const { question, askedAt, opensAt, endsAt, endedAt, overrulings } = one
      return {
        ...askedLine(play, one),
        question,
        askedAt,
        opensAt,
        endsAt,
        endedAt,
        overrulings,
        trails: trailsOf(play, one.no),
      }
    }),
    warmUp: trailsOf(play, 0),
    titles: play.titles,
    seed: play.seed,
  }
}

function trailsOf(play: Play, no: number): LookupInspection['warmUp'] {
  return Object.fromEntries(Object.entries(play.trails[String(no)] ?? {}).map(([code, { steps }]) => [code, steps]))
}
