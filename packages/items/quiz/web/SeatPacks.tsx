/** 风险题 at the seat: who answers, which pack, go on or keep. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { figure } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import { useState } from 'react'
import type { PacksView } from '../types.ts'
import style from './seat.module.css'
import { seatWords } from './seat-words.ts'
import { TwiceButton } from './TwiceButton.tsx'

interface ChooseProps {
  frame: MatchFrame
  packs: PacksView
  /** It is this team's choice. */
  mine: boolean
  choose(pack: number, member: string | null): void
}

export function SeatPacks({ frame, packs, mine, choose }: ChooseProps) {
  const w = useWords(seatWords).packs
  const [member, setMember] = useState<string | null>(null)
  const needsMember = packs.members.length > 0
  return (
    <section className={style.packs}>
      <h2>{mine ? w.choose : fill(w.others, { team: nameIn(frame, packs.team) })}</h2>
      {mine && needsMember && (
        <fieldset>
          <legend>{w.member}</legend>
          {packs.members.map((one) => (
            <button key={one} type="button" aria-pressed={member === one} onClick={() => setMember(one)}>
              {one}
            </button>
          ))}
        </fieldset>
      )}
      <ol>
        {packs.packs.map((pack) => (
          <li key={pack.number}>
            <TwiceButton
              tone="keep"
              disabled={!mine || pack.taken !== null || (needsMember && member === null)}
              onYes={() => choose(pack.number, needsMember ? member : null)}
            >
              <b>{pack.number}</b>
              {pack.taken !== null && <small>{fill(w.taken, { team: nameIn(frame, pack.taken) })}</small>}
            </TwiceButton>
          </li>
        ))}
      </ol>
      {mine && needsMember && member === null && <p>{w.pickMember}</p>}
    </section>
  )
}

interface DecideProps {
  packs: PacksView
  goOn(): void
  stop(): void
}

export function SeatDecision({ packs, goOn, stop }: DecideProps) {
  const w = useWords(seatWords).packs
  const [sent, setSent] = useState(false)
  return (
    <section className={style.decide}>
      <h2>{w.decide}</h2>
      <div>
        <TwiceButton
          tone="go"
          disabled={sent}
          onYes={() => {
            setSent(true)
            goOn()
          }}
        >
          {fill(w.goOn, { points: packs.steps[packs.step] ?? '—' })}
        </TwiceButton>
        <TwiceButton
          tone="keep"
          disabled={sent}
          onYes={() => {
            setSent(true)
            stop()
          }}
        >
          {fill(w.stop, { points: figure(packs.won) })}
        </TwiceButton>
      </div>
    </section>
  )
}
