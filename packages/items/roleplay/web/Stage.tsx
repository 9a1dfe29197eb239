/** What the hall sees: the scene as it is told, and a clock that can be read from the last row. */
import { useText, useWords } from '@leitai/design/language.ts'
import type { StageProps } from '@leitai/items/web-plug.ts'
import type { RoleplayScene } from '../types.ts'
import { Clock } from './Clock.tsx'
import { Paragraphs } from '@leitai/design/Paragraphs.tsx'
import { useClock } from './use-clock.ts'
import style from './stage.module.css'
import { roleplayWords } from './words.ts'

export default function Stage({ view, now }: StageProps<RoleplayScene>) {
  const w = useWords(roleplayWords)
  const text = useText()
  const { clock, scene, questions = [] } = view.work
  const face = useClock(clock, now)
  const told = scene !== undefined || questions.length > 0
  const long = questions.map((question) => text(question)).join('').length > 120
  return (
    <div className={style.hall} data-told={told || undefined}>
      {told && (
        <section className={style.told}>
          {scene !== undefined && (
            <>
              <h2>{text(scene.title)}</h2>
              {questions.length === 0 && text(scene.audience) !== '' && <Paragraphs text={text(scene.audience)} />}
            </>
          )}
          {questions.length > 0 && (
            <ol data-long={long || undefined}>
              {questions.map((question, index) => (
                <li key={index}>{text(question)}</li>
              ))}
            </ol>
          )}
        </section>
      )}
      <section className={style.time}>
        <p className={style.stage} data-live={(clock.stage === 'performing' && !clock.paused) || undefined}>
          {w.stages[clock.stage]}
        </p>
        <Clock clock={clock} face={face} size="stage" />
      </section>
    </div>
  )
}
