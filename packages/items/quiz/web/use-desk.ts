/** What the host can do now, and by which key; every press goes through one guard. */
import { toggled } from '@leitai/design/lead/ShowingKeys.tsx'
import { usePressGuard } from '@leitai/design/lead/press-guard.ts'
import { useSend } from '@leitai/design/lead/use-send.ts'
import { useLeadKeys } from '@leitai/design/lead/use-lead-keys.ts'
import type { Showing } from '@leitai/core/match/types.ts'
import type { MatchHostProps } from '@leitai/items/web-plug.ts'
import { useCallback, useEffect, useState } from 'react'
import type { LeadPlay } from '../types.ts'
import { takesTwo } from './say-step.ts'

export type Asking = 'void' | 'cut' | 'note' | null
/** So long the second of two presses is waited for. */
const armedMs = 4000

export function useDesk({ view, act }: Pick<MatchHostProps<LeadPlay>, 'view' | 'act'>) {
  const { play, frame, lead } = view.work
  const { next, question, packs, rule, rapid } = play
  const open = view.phase === 'open'
  const { send, problem, clear } = useSend(act)
  const [asking, setAsking] = useState<Asking>(null)
  const [picked, setPicked] = useState<number | null>(null)
  const [armed, setArmed] = useState(false)

  const meaning = [next, question?.no, rule, packs?.asks, packs?.team, play.at].join(' ')
  const takes = usePressGuard(meaning)
  // What was refused, and what was half done, belongs to the step before.
  useEffect(() => {
    clear()
    setArmed(false)
    setPicked(null)
  }, [meaning, clear])
  useEffect(() => {
    if (!armed) return
    const timer = setTimeout(() => setArmed(false), armedMs)
    return () => clearTimeout(timer)
  }, [armed])

  const twice = takesTwo(play)
  const mayDecide = open && packs?.asks === 'decide' && question?.phase === 'revealed'
  const mayChoose = open && packs?.asks === 'choose'
  const mayVoid = open && play.at === 'playing' && question !== null && question.phase !== 'void'
  const mayGive =
    open &&
    ((rapid?.started === true && !rapid.over) ||
      (question?.clock != null && (question.phase === 'answering' || question.phase === 'judging')))
  // The system rules on what is chosen at a seat: a slipped finger must not.
  const byKeys = question?.answerMode === 'keys' && question.phase === 'answering'
  // What was answered in a race against the clock counts only once its time is up.
  const racing = rapid?.started === true && !rapid.over
  const mayCut = open && (play.at === 'intro' || play.at === 'playing') && next !== 'endRound' && !racing

  const step = useCallback(() => {
    if (!open || next === null || !takes('next')) return
    if (twice && !armed) return setArmed(true)
    setArmed(false)
    if (next === 'finish') void send('finish')
    else void send('step', { step: next })
  }, [open, next, takes, twice, armed, send])
  const ruleOn = useCallback(
    (right: boolean) => {
      if (!open || rule === null || question === null || !takes('rule')) return
      void send('rule', { no: question.no, right })
    },
    [open, rule, question, takes, send],
  )
  const pick = useCallback(
    (pack: number | null) => {
      if (pack === null) return setPicked(null)
      const known = packs?.packs.find(({ number }) => number === pack)
      if (!mayChoose || known === undefined || known.taken !== null || !takes('digit')) return
      if (packs!.members.length > 0) setPicked(pack)
      else void send('choosePack', { pack, member: null })
    },
    [mayChoose, packs, takes, send],
  )
  const member = useCallback(
    (name: string) => {
      if (!mayChoose || picked === null || !takes('digit')) return
      void send('choosePack', { pack: picked, member: name })
    },
    [mayChoose, picked, takes, send],
  )
  const decide = (what: 'goOn' | 'stop') => {
    if (mayDecide && takes('decide')) void send(what)
  }
  const give = () => {
    if (mayGive && takes('give')) void send('giveSeconds', { seconds: 10 })
  }
  const undo = () => {
    if (open && lead?.undo != null && takes('undo', true)) void send('undo')
  }
  const show = (what: Showing) => {
    if (what !== frame.showing) void send('show', { what })
  }
  const lifeline = (id: string, code: string) => {
    if (open && takes('lifeline')) void send('lifeline', { id, code })
  }
  const digit = (n: number) => {
    if (picked === null) return pick(n)
    const name = packs?.members[n - 1]
    if (name !== undefined) member(name)
  }

  useLeadKeys({
    enter: step,
    ' ': step,
    ...(byKeys
      ? {}
      : {
          r: () => ruleOn(true),
          arrowright: () => ruleOn(true),
          w: () => ruleOn(false),
          arrowleft: () => ruleOn(false),
        }),
    u: undo,
    n: () => setAsking('note'),
    b: () => show(toggled(frame.showing, 'blackout')),
    t: () => show(toggled(frame.showing, 'standings')),
    ...(mayVoid ? { v: () => setAsking('void') } : {}),
    ...(mayGive ? { '+': give, '=': give } : {}),
    ...(mayDecide ? { g: () => decide('goOn'), s: () => decide('stop') } : {}),
    ...(picked === null ? {} : { escape: () => setPicked(null) }),
    ...(mayChoose ? Object.fromEntries(Array.from({ length: 9 }, (_, n) => [String(n + 1), () => digit(n + 1)])) : {}),
  })

  return {
    open,
    problem,
    send,
    asking,
    setAsking,
    armed,
    picked,
    mayDecide,
    mayVoid,
    mayGive,
    mayCut,
    step,
    ruleOn,
    pick,
    member,
    decide,
    give,
    lifeline,
    undo,
    show,
  }
}

export type Desk = ReturnType<typeof useDesk>
