/** Beside the question: the buzzer's light, who was first and by how much, who answers, what came of it. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { PlayCommon, QuestionView } from '../types.ts'
import { BuzzOrder } from './BuzzOrder.tsx'
import { Crowd } from './Crowd.tsx'
import type { Light } from './light.ts'
import { Ladder } from './Packs.tsx'
import style from './side.module.css'
import { stageWords } from './stage-words.ts'

interface Props {
  frame: MatchFrame
  play: PlayCommon
  question: QuestionView
  light: Light
}

export function Side({ frame, play, question, light }: Props) {
  const w = useWords(stageWords)
  const { buzz, phase } = question
  if (phase === 'void')
    return (
      <div className={style.say} data-tone="plain" role="status">
        <strong>{w.void}</strong>
        {question.voided !== null && <span>{question.voided}</span>}
      </div>
    )
  if (play.everybody !== null)
    return <Crowd frame={frame} everybody={play.everybody} question={question} light={light} />
  const decided =
    buzz !== null && phase !== 'armed' && (buzz.presses.some(({ foul }) => !foul) || buzz.level.length > 0)
  const lamp = buzz !== null && !decided && (phase === 'shown' || phase === 'armed' || phase === 'deciding')
  const decides = play.packs?.asks === 'decide' && phase === 'revealed'
  return (
    <div className={style.side}>
      {/* what is won so far stands on the ladder, that it was right on the team's tile */}
      {!decides && <Verdict frame={frame} question={question} />}
      {lamp && <Lamp light={light} phase={phase} again={buzz.starts > 1} />}
      {decided && <BuzzOrder frame={frame} question={question} buzz={buzz} />}
      {!decided && question.team !== null && question.rulings.length === 0 && (
        <Holder frame={frame} question={question} />
      )}
      {buzz !== null && buzz.fouls.length > 0 && (
        <ul className={style.fouls}>
          {buzz.fouls.map((code) => {
            const press = buzz.presses.find((one) => one.code === code && one.foul)
            return (
              <li key={code}>
                <b>{w.marks.foul}</b> {nameIn(frame, code)}
                {/* beside the order there is no room for it, and nobody asks any more */}
                {!decided && press !== undefined && press.afterMs < 0 && (
                  <span>{fill(w.early, { ms: Math.round(-press.afterMs) })}</span>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {play.packs !== null && <Ladder packs={play.packs} />}
      {decides && play.packs !== null && (
        <div className={style.say} data-tone="plain" role="status">
          <strong>{w.packs.decide}</strong>
          <span>{fill(w.packs.decideHelp, { next: play.packs.steps[play.packs.step] ?? '—' })}</span>
        </div>
      )}
      {play.packs?.asks === 'over' && Number(play.packs.won) > 0 && phase === 'revealed' && (
        <p className={style.hint}>{fill(w.packs.kept, { won: play.packs.won })}</p>
      )}
    </div>
  )
}

function Lamp({ light, phase, again }: { light: Light; phase: QuestionView['phase']; again: boolean }) {
  const w = useWords(stageWords)
  const word =
    phase === 'deciding'
      ? w.deciding
      : light === 'on'
        ? w.go
        : light === 'ready'
          ? again
            ? w.again
            : w.ready
          : w.listen
  return (
    <p className={style.lamp} data-light={phase === 'deciding' ? 'deciding' : light}>
      {word}
    </p>
  )
}

function Holder({ frame, question }: { frame: MatchFrame; question: QuestionView }) {
  const w = useWords(stageWords)
  return (
    <div className={style.holder} role="status">
      <strong>{nameIn(frame, question.team!)}</strong>
      {question.member !== null && <span className={style.member}>{question.member}</span>}
      <span>{question.phase === 'judging' ? w.judging : w.answers}</span>
    </div>
  )
}

function Verdict({ frame, question }: { frame: MatchFrame; question: QuestionView }) {
  const w = useWords(stageWords)
  const last = question.rulings.at(-1)
  if (last === undefined) {
    // a buzzer that nobody pressed ends without a ruling
    const over = question.phase === 'ruled' || question.phase === 'revealed'
    return over && question.buzz !== null ? (
      <div className={style.say} data-tone="plain" role="status">
        <strong>{w.nobody}</strong>
      </div>
    ) : null
  }
  // somebody else has it now: what was wrong before stands in the order
  if (question.phase === 'answering' || question.phase === 'judging') return null
  return (
    <div
      className={style.say}
      data-tone={last.right ? 'right' : 'wrong'}
      role="status"
      key={`${last.code}${question.rulings.length}`}
    >
      <strong>
        {last.right ? <IconCheck stroke={2.8} aria-hidden /> : <IconX stroke={2.8} aria-hidden />}
        {last.right ? w.isRight : last.by === 'clock' ? w.timeUp : w.isWrong}
      </strong>
      <span>
        {nameIn(frame, last.code)} <b>{signed(last.points)}</b>
      </span>
    </div>
  )
}
