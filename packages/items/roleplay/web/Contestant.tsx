/** The entrant's own screen on the stage: its card, the handout while it may be read, and one large clock. */
import { useText, useWords } from '@leitai/design/language.ts'
import type { ContestantProps } from '@leitai/items/web-plug.ts'
import type { RoleplayWork } from '../types.ts'
import { Clock } from './Clock.tsx'
import { Paragraphs } from '@leitai/design/Paragraphs.tsx'
import { useClock } from './use-clock.ts'
import style from './roleplay.module.css'
import { roleplayWords } from './words.ts'

export default function Contestant({ view, now }: ContestantProps<RoleplayWork>) {
  const w = useWords(roleplayWords)
  const text = useText()
  const { clock, scene, handout, questions = [], keepHandout } = view.work
  const face = useClock(clock, now)
  const { stage } = clock
  const says =
    stage === 'called'
      ? clock.study === null
        ? w.calledPerform
        : w.calledStudy
      : stage === 'studying'
        ? `${w.studying}${keepHandout ? w.handoutStays : w.handoutGoes}`
        : stage === 'ready'
          ? w.ready
          : null

  return (
    <div className={style.own} data-stage={stage}>
      <header className={style.ownClock}>
        <Clock clock={clock} face={face} size={stage === 'performing' ? 'large' : 'strip'} />
        {says !== null && <p className={style.says}>{says}</p>}
      </header>
      <div className={style.reading} data-handout={handout !== undefined || undefined}>
        {scene !== undefined ? (
          <section className={style.card}>
            <p className={style.above}>{w.card}</p>
            <h2>{text(scene.title)}</h2>
            <Paragraphs text={text(scene.card)} />
          </section>
        ) : (
          questions.length === 0 && <p className={style.quiet}>{w.noScene}</p>
        )}
        {questions.length > 0 && (
          <section className={style.asked}>
            <p className={style.above}>{w.questions}</p>
            <ol>
              {questions.map((question, index) => (
                <li key={index}>{text(question)}</li>
              ))}
            </ol>
          </section>
        )}
        {handout !== undefined && handout.length > 0 && (
          <section className={style.handout}>
            <p className={style.above}>{w.handout}</p>
            {handout.map((sheet, index) => (
              <article key={index}>
                <h3>{text(sheet.title)}</h3>
                <Paragraphs text={text(sheet.text)} />
              </article>
            ))}
          </section>
        )}
      </div>
    </div>
  )
}
