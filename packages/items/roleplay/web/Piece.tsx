/** What judges have beside their sheet: the clock, their brief, the questions with keys to tick off, the recording. */
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { PieceProps } from '@leitai/items/web-plug.ts'
import type { RoleplayPiece } from '../types.ts'
import { Clock } from './Clock.tsx'
import { Paragraphs } from '@leitai/design/Paragraphs.tsx'
import { Questions } from './Questions.tsx'
import { Player } from './Player.tsx'
import { useClock } from './use-clock.ts'
import style from './piece.module.css'
import { roleplayWords } from './words.ts'

export default function Piece({ view, fileUrl, now }: PieceProps<RoleplayPiece>) {
  const w = useWords(roleplayWords)
  const text = useText()
  const { clock, scene, questions, recording } = view.piece
  const face = useClock(clock, now)
  return (
    <div className={style.piece}>
      <header className={style.strip}>
        <span className={style.stage} data-live={clock.stage === 'performing' || undefined}>
          {w.stages[clock.stage]}
        </span>
        <Clock clock={clock} face={face} size="strip" />
      </header>
      {recording !== null && <Player recording={recording} fileUrl={fileUrl} />}
      {scene !== null && (
        <section>
          <h2 className={style.title}>{text(scene.title)}</h2>
          {text(scene.judges) !== '' && (
            <div className={style.brief}>
              <h3>{w.brief}</h3>
              <Paragraphs text={text(scene.judges)} />
            </div>
          )}
        </section>
      )}
      {questions.length > 0 && <Questions questions={questions} keep={`${view.code} ${scene?.title.zh ?? ''}`} />}
      {scene !== null && (
        <section className={style.more}>
          <details open={questions.length === 0}>
            <summary>{w.entrantCard}</summary>
            <Paragraphs text={text(scene.entrant)} />
          </details>
          {scene.handout.length > 0 && (
            <details>
              <summary>{fill(w.handoutCount, { n: scene.handout.length })}</summary>
              {scene.handout.map((sheet, index) => (
                <article key={index}>
                  <h4>{text(sheet.title)}</h4>
                  <Paragraphs text={text(sheet.text)} />
                </article>
              ))}
            </details>
          )}
          {text(scene.audience) !== '' && (
            <details>
              <summary>{w.audienceTold}</summary>
              <Paragraphs text={text(scene.audience)} />
            </details>
          )}
        </section>
      )}
    </div>
  )
}
