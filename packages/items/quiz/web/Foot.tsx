/** The keys of the desk: small ones for what is seldom needed, and one large one for what comes next. */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { RuleKeys } from '@leitai/design/lead/RuleKeys.tsx'
import { StepKey } from '@leitai/design/lead/StepKey.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { leadWords } from '@leitai/design/lead/words.ts'
import { figure, signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { MatchHostProps } from '@leitai/items/web-plug.ts'
import type { LeadPlay } from '../types.ts'
import style from './lead.module.css'
import { stepWords } from './say-step.ts'
import type { Desk } from './use-desk.ts'
import { leadQuizWords } from './lead-words.ts'

interface Props {
  view: MatchHostProps<LeadPlay>['view']
  desk: Desk
}

export function Foot({ view, desk }: Props) {
  const text = useText()
  return (
    <>
      <Acts view={view} desk={desk} />
      {desk.problem !== null && (
        <p className={style.problem} role="alert">
          {text(desk.problem)}
        </p>
      )}
      <Keys view={view} desk={desk} />
    </>
  )
}

function Acts({ view, desk }: Props) {
  const w = useWords(leadQuizWords)
  const lead = useWords(leadWords)
  const undo = view.work.lead?.undo ?? null
  const label =
    undo === 'buzzerOpened' && view.work.play.round?.kind === 'everybody'
      ? w.openAnswers
      : undo === null
        ? ''
        : (w.undoLabels[undo] ?? undo)
  return (
    <div className={style.acts}>
      <button type="button" data-key="undo" disabled={!desk.open || undo === null} onClick={desk.undo}>
        {undo === null ? lead.undo : fill(w.undoKey, { step: label })}
        <KeyHint keys={['U']} />
      </button>
      {desk.mayGive && (
        <button type="button" onClick={desk.give}>
          {w.more10}
          <KeyHint keys={['+']} />
        </button>
      )}
      {desk.mayVoid && (
        <button type="button" onClick={() => desk.setAsking('void')}>
          {w.void}
          <KeyHint keys={['V']} />
        </button>
      )}
      {view.phase !== 'waiting' && (
        <button type="button" onClick={() => desk.setAsking('note')}>
          {lead.note}
          <KeyHint keys={['N']} />
        </button>
      )}
    </div>
  )
}

function Keys({ view, desk }: Props) {
  const w = useWords(leadQuizWords)
  const { play, frame } = view.work
  const { question, packs, rule, next } = play
  if (view.phase !== 'open') return <StepKey words={w.waits[view.phase]} waits onPress={desk.step} />
  if (desk.mayDecide && packs !== null)
    return (
      <div className={style.decide}>
        <button type="button" data-decide="stop" onClick={() => desk.decide('stop')}>
          {w.stop}
          <small>
            {fill(w.stopAbout, { points: figure(packs.won) })}
            <KeyHint keys={['S']} />
          </small>
        </button>
        <button type="button" data-decide="goOn" onClick={() => desk.decide('goOn')}>
          {w.goOn}
          <small>
            {fill(w.goOnAbout, { points: packs.steps[packs.step] ?? '' })}
            <KeyHint keys={['G']} />
          </small>
        </button>
      </div>
    )
  const byKeys = question?.answerMode === 'keys' && question.phase === 'answering'
  const rules = rule !== null && question !== null && (
    <RuleKeys
      quiet={byKeys}
      keys={byKeys ? { wrong: [], right: [] } : { wrong: ['W', '←'], right: ['R', '→'] }}
      about={{
        wrong: `${nameIn(frame, rule)} ${signed(question.worth.wrong)}`,
        right: `${nameIn(frame, rule)} ${signed(question.worth.right)}`,
      }}
      onRule={desk.ruleOn}
    />
  )
  const said = stepWords(frame, play, w)
  const step = (
    <StepKey
      words={said.words}
      about={said.about}
      waits={next === null}
      armed={desk.armed}
      quiet={rules !== false && next !== null}
      step={next ?? undefined}
      onPress={desk.step}
    />
  )
  if (rules === false) return step
  return (
    <div className={style.both}>
      {byKeys && step}
      {rules}
      {!byKeys && next !== null && step}
    </div>
  )
}
