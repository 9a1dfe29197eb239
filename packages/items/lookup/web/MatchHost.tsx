/** 主持台 of a race: what to say, the answers as they come over one large key, what comes next and what the teams do. */
import { KeyHint } from '@leitai/design/KeyHint.tsx'
import { AskNote } from '@leitai/design/lead/AskNote.tsx'
import { AskReason } from '@leitai/design/lead/AskReason.tsx'
import { LeadDesk, LeadPart } from '@leitai/design/lead/LeadDesk.tsx'
import { RuleKeys } from '@leitai/design/lead/RuleKeys.tsx'
import { ShowingKeys } from '@leitai/design/lead/ShowingKeys.tsx'
import { StepKey } from '@leitai/design/lead/StepKey.tsx'
import { TeamLines } from '@leitai/design/lead/TeamLines.tsx'
import { leadWords } from '@leitai/design/lead/words.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { MatchFrame } from '@leitai/core/match/types.ts'
import { signed } from '@leitai/design/match/figures.ts'
import { nameIn } from '@leitai/design/match/names.ts'
import type { MatchHostProps } from '@leitai/items/web-plug.ts'
import type { LeadPlay } from '../types.ts'
import { Answers } from './Answers.tsx'
import { DeskClock } from './DeskClock.tsx'
import { KeyText, voidReason } from './KeyText.tsx'
import { Say } from './Say.tsx'
import { useDesk, type Desk } from './use-desk.ts'
import style from './lead.module.css'
import { leadLookupWords } from './lead-words.ts'

type Props = MatchHostProps<LeadPlay>

export default function MatchHost({ view, act, now, hall }: Props) {
  const { frame, play } = view.work
  const desk = useDesk({ view, act })
  return (
    <>
      <LeadDesk
        say={<Say frame={frame} play={play} />}
        on={<On view={view} desk={desk} now={now} />}
        foot={<Foot view={view} desk={desk} />}
        next={
          <>
            {hall}
            <ShowingKeys showing={frame.showing} onShow={desk.show} />
            <Next frame={frame} play={play} />
          </>
        }
      />
      <Asking view={view} desk={desk} />
    </>
  )
}

function On({ view, desk, now }: { view: Props['view']; desk: Desk; now: Props['now'] }) {
  const w = useWords(leadLookupWords)
  const { frame, play } = view.work
  const { question } = play
  if (question === null)
    return (
      <div className={style.empty}>
        <p>{view.phase === 'open' ? fill(w.steps.ask, { n: 1 }) : w.waits.waiting}</p>
      </div>
    )
  return (
    <>
      <header className={style.head}>
        <h2>
          {fill(w.number, { n: question.number, of: question.of })}
          {question.spare && ` · ${w.spare}`}
        </h2>
        <DeskClock question={question} now={now} stopped={view.phase !== 'open'} />
      </header>
      {question.voided !== null && <p className={style.void}>{voidReason(question.voided, w)}</p>}
      <LeadPart title={w.answers}>
        <Answers frame={frame} answers={play.answers} keyOf={play.key} verdict={question.verdict} marked={desk.rules} />
      </LeadPart>
      <LeadPart title={w.busy}>
        <ul className={style.busy}>
          {play.busy.map(({ code, searches, opened, lastQuery, lastOpened }) => (
            <li key={code}>
              <strong>{nameIn(frame, code)}</strong>
              <span>{fill(w.busyLine, { searches, opened })}</span>
              <small>
                {lastQuery !== null && lastQuery !== '' && fill(w.lastQuery, { query: lastQuery })}{' '}
                {lastOpened !== null && fill(w.lastOpened, { article: lastOpened })}
              </small>
            </li>
          ))}
        </ul>
      </LeadPart>
    </>
  )
}

function Foot({ view, desk }: { view: Props['view']; desk: Desk }) {
  const w = useWords(leadLookupWords)
  const lead = useWords(leadWords)
  const text = useText()
  const { play, frame } = view.work
  const undo = view.work.lead?.undo ?? null
  const { question } = play
  const ruled = play.answers.find(({ id }) => id === desk.rules)
  return (
    <>
      <div className={style.acts}>
        <button type="button" data-key="undo" disabled={!desk.open || undo === null} onClick={desk.undo}>
          {undo === null
            ? lead.undo
            : fill(w.undoKey, { step: (w.undoLabels as Record<string, string>)[undo] ?? undo })}
          <KeyHint keys={['U']} />
        </button>
        {desk.mayStop && (
          <>
            <button type="button" onClick={desk.stop} data-armed={desk.armed === 'stop' || undefined}>
              {desk.armed === 'stop' ? w.stopAgain : w.stop}
              <KeyHint keys={['S']} />
            </button>
            <button type="button" onClick={desk.give}>
              {w.more}
              <KeyHint keys={['+']} />
            </button>
          </>
        )}
        {desk.mayVoid && (
          <button type="button" onClick={() => desk.setAsking('void')}>
            {w.void}
            <KeyHint keys={['V']} />
          </button>
        )}
        <button type="button" onClick={() => desk.setAsking('note')}>
          {lead.note}
          <KeyHint keys={['N']} />
        </button>
      </div>
      {desk.problem !== null && (
        <p className={style.problem} role="alert">
          {text(desk.problem)}
        </p>
      )}
      {desk.open && ruled !== undefined ? (
        <RuleKeys
          keys={{ wrong: ['W', '←'], right: ['R', '→'] }}
          about={{
            wrong: `${nameIn(frame, ruled.code)} ${signed(question!.worth.wrong)}`,
            right: `${nameIn(frame, ruled.code)} ${signed(question!.worth.right)}`,
          }}
          onRule={desk.ruleOn}
        />
      ) : (
        <StepKey
          words={keyWords(view, desk, w)}
          about={desk.open && desk.big !== null ? fill(w.stepAbout[desk.big], { seconds: play.seconds }) : undefined}
          waits={!desk.open || desk.big === null}
          armed={desk.armed === 'finish'}
          step={desk.big ?? undefined}
          onPress={desk.step}
        />
      )}
    </>
  )
}

function keyWords({ phase, work: { play } }: Props['view'], { big, no }: Desk, w: typeof leadLookupWords.zh): string {
  if (phase !== 'open') return w.waits[phase]
  if (big !== null) return fill(w.steps[big], { n: no + 1 })
  switch (play.question?.phase) {
    case 'open':
      return w.waits.searching
    case 'deciding':
      return w.waits.deciding
    default:
      return w.waits.judging
  }
}

function Next({ frame, play }: { frame: MatchFrame; play: LeadPlay }) {
  const w = useWords(leadLookupWords)
  const lead = useWords(leadWords)
  return (
    <>
      <LeadPart title={w.coming} aside={<span>{fill(w.spares, { n: play.spares })}</span>}>
        {play.coming === null ? (
          <p className={style.quiet}>{w.noComing}</p>
        ) : (
          <div className={style.coming}>
            <KeyText text={play.coming.text} of={{ ...play.coming.key, explanation: '' }} />
          </div>
        )}
      </LeadPart>
      <LeadPart title={lead.standings}>
        <TeamLines teams={frame.teams} />
      </LeadPart>
      {play.recent.length > 0 && (
        <LeadPart title={w.recent}>
          <ul className={style.recent}>
            {play.recent.slice(0, 5).map((line, i) => (
              <li key={i}>
                <span>{nameIn(frame, line.code)}</span>
                <small>{fill(w.recentLine, { n: line.number })}</small>
                <b>{signed(line.points)}</b>
              </li>
            ))}
          </ul>
        </LeadPart>
      )}
    </>
  )
}

function Asking({ view, desk }: { view: Props['view']; desk: Desk }) {
  const w = useWords(leadLookupWords)
  const text = useText()
  const { question, spares } = view.work.play
  const close = () => desk.setAsking(null)
  if (desk.asking === 'note') return <AskNote onNote={(note) => desk.send('note', { text: note })} onClose={close} />
  if (desk.asking !== 'void' || question === null) return null
  return (
    <AskReason
      title={fill(w.voidTitle, { n: question.number })}
      about={fill(w.voidAbout, { spares })}
      reasons={w.voidReasons}
      confirm={w.void}
      problem={desk.problem === null ? null : text(desk.problem)}
      onReason={(reason) => desk.send('voidQuestion', { no: question.no, reason })}
      onClose={close}
    />
  )
}
