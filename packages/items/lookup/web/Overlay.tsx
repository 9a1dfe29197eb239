/** Over a camera's picture: the question as a lower third, the clock, who was first, the points in a corner; nothing else is painted. */
import type { Instant } from '@leitai/core/run.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { figure, inMs, signed } from '@leitai/design/match/figures.ts'
import { useReached } from '@leitai/design/match/moment.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import { LowerThird, OverCamera, ScoreBug } from '@leitai/design/match/Overlay.tsx'
import { sceneOf, type ScreenView } from './scene.ts'
import { tileOf } from './team-tile.ts'
import { StageClock } from './StageClock.tsx'
import style from './stage.module.css'
import { stageWords } from './stage-words.ts'

export function Overlay({ view, now }: { view: ScreenView; now(): Instant }) {
  const w = useWords(stageWords)
  const text = useText()
  const scene = sceneOf(view)
  const { frame, play } = view.work
  const { question } = play
  const lit = useReached(question?.opensAt ?? null, now)
  if (scene === 'blackout' || scene === 'sponsors') return null
  const running = question?.phase === 'open' || question?.phase === 'deciding'
  const asked = scene === 'question' && question !== null
  return (
    <OverCamera>
      {scene !== 'title' && <ScoreBug frame={frame} label={w.teams} tileOf={(team) => tileOf(play, team, w)} />}
      <LowerThird className={style.third} key={asked ? question.no : scene}>
        <header>
          <strong>{asked ? w.race : text(frame.title)}</strong>
          {asked && <span>{fill(w.number, { n: question.number, of: question.of })}</span>}
          {asked && running && <StageClock question={question} now={now} />}
        </header>
        {asked ? (
          <>
            <p>{lit ? question.text : w.ready}</p>
            {!running && <p className={style.found}>{outcome(view, w)}</p>}
          </>
        ) : (
          <p>{captionOf(view, w)}</p>
        )}
      </LowerThird>
    </OverCamera>
  )
}

function outcome({ work: { frame, play } }: ScreenView, w: typeof stageWords.zh): string {
  const { verdict, voided, phase, worth, key } = play.question!
  const parts: string[] = []
  if (voided !== null) parts.push(w.void)
  else if (phase === 'judging') parts.push(w.judging)
  else if (verdict === null) parts.push(w.nobody)
  else {
    parts.push(`${verdict.first.map((code) => nameIn(frame, code)).join('、')} ${signed(worth.right)}`)
    if (verdict.marginMs !== null) parts.push(fill(w.ahead, { ms: inMs(verdict.marginMs) }))
  }
  if (key !== undefined) parts.push(`${w.answer}：${key.answers[0]}`)
  return parts.join('　')
}

function captionOf(view: ScreenView, w: typeof stageWords.zh): string {
  const { frame, play } = view.work
  switch (sceneOf(view)) {
    case 'paused':
      return w.paused
    case 'over': {
      const first = frame.teams.filter(({ rank }) => rank === 1)
      return first.length === 1
        ? `${w.winner} · ${nameOf(first[0]!)} ${fill(w.points, { points: figure(first[0]!.points) })}`
        : w.over
    }
    case 'standings':
      return w.standings
    default:
      return `${w.race} · ${play.company}`
  }
}
