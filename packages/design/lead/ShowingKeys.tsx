/** What the hall's screen shows: one press each, B for black and T for the standings. */
import type { Showing } from '@leitai/core/match/types.ts'
import { useWords } from '../language.ts'
import style from './lead.module.css'
import { leadWords } from './words.ts'

const all: readonly Showing[] = ['play', 'title', 'standings', 'bracket', 'sponsors', 'blackout']
const keys: Partial<Record<Showing, string>> = { standings: 'T', blackout: 'B' }

export function ShowingKeys({ showing, onShow }: { showing: Showing; onShow(what: Showing): void }) {
  const w = useWords(leadWords)
  return (
    <div className={style.showing} role="group" aria-label={w.screen}>
      {all.map((what) => (
        <button key={what} type="button" aria-pressed={what === showing} onClick={() => onShow(what)}>
          {w.showing[what]}
          {keys[what] !== undefined && <kbd aria-hidden>{keys[what]}</kbd>}
        </button>
      ))}
    </div>
  )
}

/** A second press of the same key brings the play back. */
export function toggled(showing: Showing, what: Showing): Showing {
  return showing === what ? 'play' : what
}
