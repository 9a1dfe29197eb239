/** A performance that is over, for officials: what happened when, what was drawn from which seed, the recording. */
import { clockTime } from '@leitai/core/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { Text } from '@leitai/core/score.ts'
import type { InspectionProps } from '@leitai/items/web-plug.ts'
import type { Moment, RoleplayInspection } from '../types.ts'
import { Paragraphs } from '@leitai/design/Paragraphs.tsx'
import { Player } from './Player.tsx'
import style from './inspection.module.css'
import { roleplayWords } from './words.ts'

export default function Inspection({ inspection, fileUrl }: InspectionProps<RoleplayInspection>) {
  const w = useWords(roleplayWords)
  const text = useText()
  const { scene, questions, draws, pool, measures, moments, recordings, wanted, clock } = inspection
  const titles = new Map(pool.map(({ id, title }) => [id, text(title)]))
  return (
    <div className={style.inspection}>
      <dl className={style.measures}>
        <div>
          <dt>{w.performanceUsed}</dt>
          <dd>{fill(w.seconds, { n: measures.performanceSeconds })}</dd>
        </div>
        {clock.study !== null && (
          <div>
            <dt>{w.studyUsed}</dt>
            <dd>{fill(w.seconds, { n: measures.studySeconds })}</dd>
          </div>
        )}
      </dl>

      <section>
        <h3>{w.recording}</h3>
        {recordings.length === 0 ? (
          <p className={style.quiet}>{wanted === 'required' ? w.recordingOwed : w.noRecording}</p>
        ) : (
          recordings.toReversed().map((recording) => (
            <figure key={recording.hash}>
              <Player recording={recording} fileUrl={fileUrl} />
              <figcaption>{recording.name}</figcaption>
            </figure>
          ))
        )}
      </section>

      <section>
        <h3>{w.timeline}</h3>
        <ol className={style.timeline}>
          {moments
            .toSorted((a, b) => a.at - b.at)
            .map((moment, index) => (
              <li key={index} data-what={moment.what}>
                <time>{clockTime(moment.at)}</time>
                <span>{momentWords(moment, w.moments, text)}</span>
              </li>
            ))}
        </ol>
      </section>

      <section>
        <h3>{w.scene}</h3>
        {scene === null ? (
          <p className={style.quiet}>{w.noSceneDrawn}</p>
        ) : (
          <dl className={style.scene}>
            <dt>{text(scene.title)}</dt>
            <dd>
              <Paragraphs text={text(scene.audience)} />
            </dd>
            <dt>{w.entrantCard}</dt>
            <dd>
              <Paragraphs text={text(scene.entrant)} />
            </dd>
            {text(scene.judges) !== '' && (
              <>
                <dt>{w.brief}</dt>
                <dd>
                  <Paragraphs text={text(scene.judges)} />
                </dd>
              </>
            )}
            {scene.handout.map((sheet, index) => (
              <div key={index}>
                <dt>{`${w.handout} · ${text(sheet.title)}`}</dt>
                <dd>
                  <Paragraphs text={text(sheet.text)} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {questions.length > 0 && (
          <>
            <h3>{w.questions}</h3>
            <ol className={style.questions}>
              {questions.map((question, index) => (
                <li key={index}>
                  {text(question.text)}
                  {text(question.key) !== '' && <p>{`${w.keys}：${text(question.key)}`}</p>}
                </li>
              ))}
            </ol>
          </>
        )}
      </section>

      <section>
        <h3>{w.draws}</h3>
        {pool.length > 0 && (
          <p className={style.quiet}>{fill(w.pool, { list: pool.map(({ id }) => id).join('、') })}</p>
        )}
        {draws.map((draw, index) => (
          <p key={index} className={style.draw}>
            {fill(w.drawLine, {
              n: index + 1,
              scene: draw.scene === null ? w.noSceneDrawn : `${titles.get(draw.scene) ?? ''}（${draw.scene}）`,
            })}
            {draw.questions.length > 0 &&
              `，${fill(w.drawQuestions, { list: draw.questions.map((place) => place + 1).join('、') })}`}
            <br />
            <span className={style.quiet}>{w.seed}</span> <code>{draw.seed}</code>
          </p>
        ))}
      </section>
    </div>
  )
}

function momentWords(moment: Moment, w: typeof roleplayWords.zh.moments, text: (text: Text) => string): string {
  switch (moment.what) {
    case 'called':
      return moment.scene === null ? w.calledPlain : fill(w.called, { scene: text(moment.scene) })
    case 'redrawn':
      return fill(w.redrawn, { scene: text(moment.scene), reason: moment.reason })
    case 'studyBegan':
    case 'performanceBegan':
    case 'overtimeBegan':
    case 'resumed':
    case 'recorded':
      return w[moment.what]
    case 'studyEnded':
      return moment.by === 'host' ? w.studyEndedHost : w.studyEndedClock
    case 'startUndone': {
      const what = fill(moment.of === 'study' ? w.startUndoneStudy : w.startUndonePerformance, {
        seconds: Math.ceil(moment.ranMs / 1000),
      })
      return moment.reason === null ? what : fill(w.withReason, { what, reason: moment.reason })
    }
    case 'paused':
      return fill(w.paused, { reason: moment.reason })
    case 'timeGiven':
      return fill(w.timeGiven, { seconds: moment.seconds, reason: moment.reason })
    case 'noted':
      return fill(w.noted, { text: moment.text })
    case 'closed': {
      const what = { submitted: w.closedHost, deadline: w.closedClock, staff: w.closedStaff }[moment.how]
      return moment.reason === null ? what : fill(w.withReason, { what, reason: moment.reason })
    }
  }
}
