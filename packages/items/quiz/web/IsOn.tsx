/** What is on: where the match stands, the clock, whose turn it is, and what came of it so far. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import { LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { LeadPlay } from '../types.ts'
import { DeskClock } from './DeskClock.tsx'
import { PackChoice, PackSteps } from './PackChoice.tsx'
import { Presses } from './Presses.tsx'
import { Duel, Everybody, Rapid, Rulings } from './RoundState.tsx'
import style from './lead.module.css'
import { leadQuizWords, type LeadQuizWords } from './lead-words.ts'

interface Props {
  frame: MatchFrame
  play: LeadPlay
  now(): Instant
  stopped: boolean
  picked: number | null
  onPick(pack: number | null): void
  onMember(member: string): void
  onLifeline(id: string, code: string): void
}

export function On({ frame, play, now, stopped, picked, onPick, onMember, onLifeline }: Props) {
  const w = useWords(leadQuizWords)
  const { question, packs, challenge, rapid, everybody, suddenDeath } = play
  const playing = play.at === 'playing'
  const asking = playing && question?.phase === 'answering' && question.clock?.endsAt === null
  return (
    <>
      <Where play={play} />
      <div className={style.now}>
        <DeskClock play={play} now={now} pausedAt={frame.pausedAt} />
        <Who frame={frame} play={play} />
      </div>
      {asking && <p className={style.asking}>{w.asking}</p>}
      {suddenDeath !== null && play.round?.kind === 'suddenDeath' && (
        <p className={style.quiet}>
          {suddenDeath.winner === null
            ? fill(w.sudden, { teams: suddenDeath.teams.map((code) => nameIn(frame, code)).join('、') })
            : fill(w.suddenWon, { team: nameIn(frame, suddenDeath.winner) })}
        </p>
      )}
      <div className={style.details}>
        {playing && !stopped && <Lifelines frame={frame} play={play} onLifeline={onLifeline} />}
        {challenge !== null && <Duel frame={frame} challenge={challenge} />}
        {packs?.asks === 'choose' && <PackChoice packs={packs} picked={picked} onPick={onPick} onMember={onMember} />}
        {packs !== null && packs.asks !== 'choose' && <PackSteps packs={packs} />}
        {playing && <Presses frame={frame} play={play} />}
        {rapid !== null && <Rapid frame={frame} rapid={rapid} />}
        {playing && everybody !== null && <Everybody play={play} everybody={everybody} />}
        {playing && <Rulings frame={frame} play={play} />}
      </div>
    </>
  )
}

/** Round, question and state, always in the same line. */
function Where({ play }: { play: LeadPlay }) {
  const w = useWords(leadQuizWords)
  const { round, question } = play
  return (
    <header className={style.where}>
      <h2>
        {round === null ? w.at[play.at] : w.kinds[round.kind]}
        {round !== null && <small>{fill(w.round, { n: round.number, of: round.of })}</small>}
        {play.at === 'playing' && question !== null && (
          <small>{fill(w.number, { n: question.number, of: question.of })}</small>
        )}
      </h2>
      {round !== null && (
        <strong className={style.phase} data-phase={play.at === 'playing' ? question?.phase : undefined} role="status">
          {phaseWords(play, w)}
        </strong>
      )}
    </header>
  )
}

function phaseWords({ at, next, question, round, packs, rapid }: LeadPlay, w: LeadQuizWords): string {
  if (at === 'between' && (next === 'finish' || next === 'suddenDeath')) return w.at.over
  if (rapid?.over === true) return w.clock.up
  if (at !== 'playing' || rapid !== null) return w.at[at]
  if (packs?.asks === 'choose') return w.chooses
  if (question === null) return w.at[at]
  if (question.phase === 'armed' && round?.kind === 'everybody') return w.open
  return w.phases[question.phase]
}

function Who({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadQuizWords)
  const { question, packs, at } = play
  if (at !== 'playing') return null
  if (packs !== null && (packs.asks === 'choose' || (packs.asks === 'decide' && question?.phase === 'revealed')))
    return (
      <p className={style.who}>
        <small>{packs.asks === 'choose' ? w.chooses : w.decides}</small>
        <strong>{nameIn(frame, packs.team)}</strong>
      </p>
    )
  if (question?.team == null) return null
  const live = question.phase === 'answering' || question.phase === 'judging' || question.phase === 'shown'
  return (
    <p className={style.who} data-live={live || undefined}>
      <small>{live ? w.answers : w.answered}</small>
      <strong>{nameIn(frame, question.team)}</strong>
      {question.member !== null && <span>{question.member}</span>}
    </p>
  )
}

/** What the team that answers may ask for: it says so, the host presses. */
function Lifelines({ frame, play, onLifeline }: Pick<Props, 'frame' | 'play' | 'onLifeline'>) {
  const w = useWords(leadQuizWords)
  const text = useText()
  const { question, lifelines } = play
  const team = question?.phase === 'answering' ? question.team : null
  if (team === null || lifelines.length === 0) return null
  return (
    <LeadPart title={fill(w.lifelines, { team: nameIn(frame, team) })}>
      <div className={style.lifelines}>
        {lifelines.map(({ id, label, left }) => {
          const rest = left[team] ?? 0
          return (
            <button
              key={id}
              type="button"
              className={style.small}
              disabled={rest === 0}
              onClick={() => onLifeline(id, team)}
            >
              {text(label)}
              <small>{fill(w.lifelineLeft, { n: rest })}</small>
            </button>
          )
        })}
      </div>
    </LeadPart>
  )
}
