/** What the host can do now, and by which key; every press goes through one guard. */
import type { Showing } from '@leitai/core/match/types.ts'
import { usePressGuard } from '@leitai/design/lead/press-guard.ts'
import { toggled } from '@leitai/design/lead/ShowingKeys.tsx'
import { useLeadKeys } from '@leitai/design/lead/use-lead-keys.ts'
import { useSend } from '@leitai/design/lead/use-send.ts'
import type { MatchHostProps } from '@leitai/items/web-plug.ts'
import { useEffect, useState } from 'react'
import type { LeadPlay } from '../types.ts'

/** So long the second of two presses is waited for. */
const armedMs = 4000

export function useDesk({ view, act }: Pick<MatchHostProps<LeadPlay>, 'view' | 'act'>) {
  const { play, frame, lead } = view.work
  const { question, next, toRule } = play
  const open = view.phase === 'open'
  const no = question?.no ?? 0
  const { send, problem, clear } = useSend(act)
  const [asking, setAsking] = useState<'void' | 'note' | null>(null)
  const [armed, setArmed] = useState<'finish' | 'stop' | null>(null)
  const big: 'ask' | 'reveal' | 'finish' | null =
    next === 'ask' || next === 'reveal' ? next : play.at === 'over' ? 'finish' : null
  const rules = toRule[0] ?? null

  const meaning = [big, no, question?.phase, rules].join(' ')
  const takes = usePressGuard(meaning)
  // What was refused, and what was half done, belongs to the step before.
  useEffect(() => {
    clear()
    setArmed(null)
  }, [meaning, clear])
  useEffect(() => {
    if (armed === null) return
    const timer = setTimeout(() => setArmed(null), armedMs)
    return () => clearTimeout(timer)
  }, [armed])

  const step = () => {
    if (!open || big === null || !takes('next')) return
    if (big === 'finish') {
      if (armed !== 'finish') return setArmed('finish')
      setArmed(null)
      void send('finish')
    } else void send('step', { step: big, no: big === 'ask' ? no + 1 : no })
  }
  const mayStop = open && play.mayStop
  const stop = () => {
    if (!mayStop || !takes('stop')) return
    if (armed !== 'stop') return setArmed('stop')
    setArmed(null)
    void send('step', { step: 'stop', no })
  }
  const ruleOn = (right: boolean) => {
    if (open && rules !== null && takes('rule')) void send('rule', { no, answer: rules, right })
  }
  const give = () => {
    if (mayStop && takes('give')) void send('giveSeconds', { no, seconds: 10 })
  }
  const undo = () => {
    if (open && lead?.undo != null && takes('undo')) void send('undo')
  }
  const show = (what: Showing) => {
    if (what !== frame.showing) void send('show', { what })
  }
  const mayVoid = open && question !== null && question.phase !== 'void' && question.phase !== 'deciding'

  useLeadKeys({
    enter: step,
    ' ': step,
    u: undo,
    n: () => setAsking('note'),
    b: () => show(toggled(frame.showing, 'blackout')),
    t: () => show(toggled(frame.showing, 'standings')),
    ...(mayVoid ? { v: () => setAsking('void') } : {}),
    ...(mayStop ? { s: stop, '+': give, '=': give } : {}),
    ...(rules === null
      ? {}
      : {
          r: () => ruleOn(true),
          arrowright: () => ruleOn(true),
          w: () => ruleOn(false),
          arrowleft: () => ruleOn(false),
        }),
  })
  return {
    open,
    no,
    big,
    armed,
    rules,
    problem,
    send,
    asking,
    setAsking,
    mayStop,
    mayVoid,
    step,
    stop,
    ruleOn,
    give,
    undo,
    show,
  }
}

export type Desk = ReturnType<typeof useDesk>
