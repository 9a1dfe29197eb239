/**
 * Over a camera's picture: the question as a lower third, the clock, who answers, and the score in a corner. Nothing else is
 * painted; what comes and goes moves by opacity and transform alone.
 */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { beside, figure, inMs, signed } from '@leitai/design/match/figures.ts'
import { nameIn, nameOf } from '@leitai/design/match/names.ts'
import { Caption, LowerThird, OverCamera, ScoreBug } from '@leitai/design/match/Overlay.tsx'
import { useFit } from '@leitai/design/match/use-fit.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { PlayCommon, QuestionView } from '../types.ts'
import { clockNow } from './clock-now.ts'
import { useLight } from './light.ts'
import { letters, optionsOf } from './naming.ts'
import { sceneOf, type ScreenView } from './scene.ts'
import { StageClock } from './StageClock.tsx'
import { tileOf } from './team-tile.ts'
import style from './overlay.module.css'
import { stageWords } from './stage-words.ts'

interface Props {
  view: ScreenView
  now: () => Instant
}

export function Overlay({ view, now }: Props) {
  const text = useText()
  const w = useWords(stageWords)
  const scene = sceneOf(view)
  const { frame, play } = view.work
  if (scene === 'blackout' || scene === 'sponsors') return null
  return (
    <OverCamera>
      {frame.teams.length > 0 && scene !== 'title' && (
        <ScoreBug frame={frame} label={w.teams} tileOf={(team) => tileOf(play, team, w)} />
      )}
      {scene === 'question' && (
        <Third key={play.question!.no} frame={frame} play={play} question={play.question!} now={now} />
      )}
      {scene !== 'question' && (
        <Caption key={scene}>
          <strong>{captionOf(scene, play, frame, w, text)}</strong>
          {scene === 'rapid' && clockNow(play) !== null && <StageClock clock={clockNow(play)!} now={now} size="line" />}
        </Caption>
      )}
    </OverCamera>
  )
}

function captionOf(
  scene: ReturnType<typeof sceneOf>,
  play: PlayCommon,
  frame: MatchFrame,
  w: typeof stageWords.zh,
  text: ReturnType<typeof useText>,
): string {
  switch (scene) {
    case 'paused':
      return w.paused
    case 'over': {
      const first = frame.teams.filter(({ rank }) => rank === 1)
      return first.length === 1
        ? `${w.winner} · ${nameOf(first[0]!)} ${fill(w.total, { points: figure(first[0]!.points) })}`
        : w.over
    }
    case 'round':
    case 'rapid':
      return play.round === null
        ? text(frame.title)
        : `${fill(w.round, { n: play.round.number })} · ${w.kinds[play.round.kind]}`
    case 'packs':
      return fill(w.packs.choose, { team: nameIn(frame, play.packs?.team ?? '') })
    case 'standings':
    case 'title':
    case 'question':
    case 'blackout':
    case 'sponsors':
      return text(frame.title)
  }
}

const steps = [3, 2.7, 2.4, 2.15, 1.95, 1.75, 1.6]

function Third({
  frame,
  play,
  question,
  now,
}: {
  frame: MatchFrame
  play: PlayCommon
  question: QuestionView
  now: () => Instant
}) {
  const w = useWords(stageWords)
  const options = optionsOf(question.question, w)
  const light = useLight(question.phase === 'armed' ? (question.buzz?.opensAt ?? null) : null, now)
  const clock = clockNow(play)
  const box = useFit(question.question.text + options.join(), steps)
  return (
    <LowerThird>
      <header>
        <strong>{play.round === null ? '' : w.kinds[play.round.kind]}</strong>
        <span>{fill(w.number, { n: question.number, of: question.of })}</span>
        <span className={style.state}>
          <State frame={frame} question={question} lit={light === 'on'} />
        </span>
        {clock !== null && <StageClock clock={clock} now={now} size="line" />}
      </header>
      <div className={style.text} ref={box}>
        <p>{question.question.text}</p>
        {options.length > 0 && (
          <ol>
            {options.map((option, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- options never move
              <li key={place} data-right={question.key?.places.includes(place) || undefined}>
                <b>{question.question.kind === 'trueFalse' ? (place === 0 ? '✓' : '✗') : letters[place]}</b> {option}
                {question.key?.places.includes(place) && <IconCheck aria-label={w.marks.right} />}
              </li>
            ))}
          </ol>
        )}
        {question.key !== undefined && options.length === 0 && <p className={style.key}>{question.key.text}</p>}
      </div>
    </LowerThird>
  )
}

function State({ frame, question, lit }: { frame: MatchFrame; question: QuestionView; lit: boolean }) {
  const w = useWords(stageWords)
  const { buzz, phase } = question
  if (phase === 'void') return <>{w.void}</>
  const last = question.rulings.at(-1)
  if (last !== undefined && (phase === 'ruled' || phase === 'revealed'))
    return (
      <em data-tone={last.right ? 'right' : 'wrong'}>
        {last.right ? <IconCheck aria-label={w.isRight} /> : <IconX aria-label={w.isWrong} />}
        {nameIn(frame, last.code)} {signed(last.points)}
      </em>
    )
  if (question.team !== null)
    return (
      <em data-tone="holds">
        {nameIn(frame, question.team)}
        {question.member !== null && ` · ${question.member}`}
        {buzz?.marginMs != null && (
          <small>
            {fill(w.ahead, { ms: inMs(buzz.marginMs) })}
            {buzz.uncertaintyMs !== null && `，${fill(w.uncertain, { ms: beside(buzz.marginMs, buzz.uncertaintyMs) })}`}
          </small>
        )}
      </em>
    )
  if (buzz !== null && buzz.level.length > 1) return <em data-tone="holds">{w.level}</em>
  if (phase === 'armed' && buzz !== null) return <em data-tone={lit ? 'holds' : undefined}>{lit ? w.go : w.ready}</em>
  return null
}
