/** The question as large as it can stand, its options, and beside it the clock and whose it is. */
import type { Instant } from '@leitai/core/run.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import { signed } from '@leitai/design/match/figures.ts'
import { useFit } from '@leitai/design/match/use-fit.ts'
import type { PlayCommon, QuestionView } from '../types.ts'
import { clockNow } from './clock-now.ts'
import { Duel } from './Duel.tsx'
import { useLight } from './light.ts'
import { optionsOf } from './naming.ts'
import { Options } from './Options.tsx'
import type { ScreenView } from './scene.ts'
import { Side } from './Side.tsx'
import { StageClock } from './StageClock.tsx'
import style from './question.module.css'
import { stageWords } from './stage-words.ts'

/** Hundredths of the frame's width: 7.2 to 1.75. */
const steps = [7.2, 6.4, 5.8, 5.2, 4.7, 4.2, 3.8, 3.4, 3.05, 2.75, 2.45, 2.2, 2, 1.85, 1.75]

export function Question({ view, now }: { view: ScreenView; now: () => Instant }) {
  const w = useWords(stageWords)
  const { frame, play } = view.work
  const question = play.question!
  const opensAt = question.phase === 'armed' ? (question.buzz?.opensAt ?? play.everybody?.opensAt ?? null) : null
  const light = useLight(opensAt, now)
  const clock = clockNow(play)
  const settled = question.phase === 'ruled' || question.phase === 'revealed' || question.phase === 'void'
  return (
    <>
      <section className={style.question} key={question.no} data-void={question.voided !== null || undefined}>
        <div className={style.ask}>
          <Strip play={play} question={question} />
          {play.challenge !== null && <Duel frame={frame} challenge={play.challenge} />}
          <Told question={question} play={play} />
        </div>
        <aside className={style.side}>
          {clock !== null ? <StageClock clock={clock} now={now} /> : !settled && <span className={style.noClock} />}
          <Side frame={frame} play={play} question={question} light={light} />
        </aside>
      </section>
      {/* seen from the last row, whatever stands on the screen */}
      <div className={style.glow} data-light={light} aria-hidden="true" />
      <p className={style.heard} role="status">
        {light !== 'on' ? '' : play.everybody === null ? w.go : w.begin}
      </p>
    </>
  )
}

export function Strip({ play, question }: { play: PlayCommon; question: QuestionView }) {
  const w = useWords(stageWords)
  const { worth } = question
  const costs = Number(worth.wrong) !== 0
  return (
    <p className={style.strip}>
      {play.round !== null && <strong>{w.kinds[play.round.kind]}</strong>}
      <span>{fill(question.of > 0 ? w.number : w.numberAlone, { n: question.number, of: question.of })}</span>
      {question.question.topic !== '' && <span>{question.question.topic}</span>}
      {Number(worth.right) !== 0 && (
        <span className={style.worth}>
          {signed(worth.right)}
          {costs && <> / {signed(worth.wrong)}</>}
        </span>
      )}
    </p>
  )
}

/** From so many characters on every line counts. */
const denseFrom = 200

function Told({ question, play }: { question: QuestionView; play: PlayCommon }) {
  const w = useWords(stageWords)
  const { text } = question.question
  const options = optionsOf(question.question, w)
  const explanation = question.key?.explanation ?? ''
  const open = question.question.kind === 'open' && question.key !== undefined
  const box = useFit(`${text}|${options.join('|')}|${explanation}|${open ? question.key!.text : ''}`, steps)
  return (
    <div className={style.told} ref={box} data-dense={text.length + options.join('').length > denseFrom || undefined}>
      <div className={style.inner}>
        <h2>{text}</h2>
        {options.length > 0 && (
          <Options
            question={question}
            options={options}
            counts={play.everybody !== null}
            chosen={play.everybody?.chosen ?? null}
          />
        )}
        {open && (
          <p className={style.answer}>
            <span>{w.key}</span> {question.key!.text}
          </p>
        )}
        {explanation !== '' && <p className={style.explanation}>{explanation}</p>}
      </div>
    </div>
  )
}
