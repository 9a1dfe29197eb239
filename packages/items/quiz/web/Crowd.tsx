/** 全员答题: that answers are taken, then how many came and who is best. While it is open nobody is told how many. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { useWords } from '@leitai/design/language.ts'
import { figure } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { EverybodyView, QuestionView } from '../types.ts'
import type { Light } from './light.ts'
import style from './side.module.css'
import { stageWords } from './stage-words.ts'

interface Props {
  frame: MatchFrame
  everybody: EverybodyView
  question: QuestionView
  light: Light
}

export function Crowd({ frame, everybody, question, light }: Props) {
  const w = useWords(stageWords)
  const { answered, players, top, chosen } = everybody
  const open = question.phase === 'shown' || question.phase === 'armed'
  return (
    <div className={style.side}>
      {open && (
        <p className={style.lamp} data-light={light}>
          {light === 'on' ? w.begin : light === 'ready' ? w.ready : w.listen}
        </p>
      )}
      <div className={style.answered} data-closed={chosen !== null || undefined}>
        <span>{open ? w.everybody.players : w.everybody.answered}</span>
        <strong>
          {open ? (
            players
          ) : (
            <>
              {answered}
              <small> / {players}</small>
            </>
          )}
        </strong>
        {!open && (
          <span className={style.share} aria-hidden="true">
            <i style={{ transform: `scaleX(${players === 0 ? 0 : answered / players})` }} />
          </span>
        )}
      </div>
      {top.length > 0 ? (
        <section className={style.top}>
          <h3>{w.everybody.top}</h3>
          <ol>
            {top.slice(0, 10).map((one, index) => (
              <li key={one.code} style={{ animationDelay: `${index * 50}ms` }}>
                <i>{one.rank}</i>
                <strong>{nameIn(frame, one.code)}</strong>
                <b>{figure(one.points)}</b>
              </li>
            ))}
          </ol>
        </section>
      ) : (
        open && <p className={style.hint}>{w.everybody.waits}</p>
      )}
    </div>
  )
}
