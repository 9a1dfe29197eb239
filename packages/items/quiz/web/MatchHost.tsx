/**
 * 主持台 of a quiz: what to say on the left, what is on in the middle over one large key, what comes next on the right. The
 * keys are shown where they act; none does anything while a dialog is open or somebody types.
 */
import { AskNote } from '@leitai/design/lead/AskNote.tsx'
import { AskReason } from '@leitai/design/lead/AskReason.tsx'
import { LeadDesk } from '@leitai/design/lead/LeadDesk.tsx'
import { ShowingKeys } from '@leitai/design/lead/ShowingKeys.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import type { MatchHostProps } from '@leitai/items/web-plug.ts'
import type { LeadPlay } from '../types.ts'
import { Coming, Points, Recent } from './Coming.tsx'
import { Foot } from './Foot.tsx'
import { On } from './IsOn.tsx'
import { Say } from './Say.tsx'
import { useDesk, type Desk } from './use-desk.ts'
import { leadQuizWords } from './lead-words.ts'

export default function MatchHost({ view, act, now, hall }: MatchHostProps<LeadPlay>) {
  const { frame, play, lead } = view.work
  const desk = useDesk({ view, act })
  return (
    <>
      <LeadDesk
        say={<Say frame={frame} play={play} />}
        on={
          <On
            frame={frame}
            play={play}
            now={now}
            stopped={view.phase !== 'open'}
            picked={desk.picked}
            onPick={desk.pick}
            onMember={desk.member}
            onLifeline={desk.lifeline}
          />
        }
        foot={<Foot view={view} desk={desk} />}
        next={
          <>
            {hall}
            <ShowingKeys showing={frame.showing} onShow={desk.show} />
            <Coming play={play} onCut={desk.mayCut ? () => desk.setAsking('cut') : null} />
            <Points frame={frame} play={play} />
            <Recent frame={frame} play={play} notes={lead?.notes ?? []} />
          </>
        }
      />
      <Asked view={view} desk={desk} />
    </>
  )
}

function Asked({ view, desk }: { view: MatchHostProps<LeadPlay>['view']; desk: Desk }) {
  const w = useWords(leadQuizWords)
  const text = useText()
  const { question, round, spares } = view.work.play
  const close = () => desk.setAsking(null)
  const problem = desk.problem === null ? null : text(desk.problem)
  switch (desk.asking) {
    case null:
      return null
    case 'note':
      return <AskNote onNote={(note) => desk.send('note', { text: note })} onClose={close} />
    case 'void':
      return question === null ? null : (
        <AskReason
          title={fill(w.voidTitle, { n: question.no })}
          about={fill(w.voidAbout, { spares })}
          reasons={w.voidReasons}
          confirm={w.void}
          problem={problem}
          onReason={(reason) => desk.send('voidQuestion', { no: question.no, reason })}
          onClose={close}
        />
      )
    case 'cut':
      return (
        <AskReason
          title={fill(w.cutTitle, { n: round?.number ?? 1 })}
          about={w.cutAbout}
          reasons={w.cutReasons}
          confirm={w.stepNames.endRound}
          problem={problem}
          onReason={(reason) => desk.send('cutRound', { reason })}
          onClose={close}
        />
      )
  }
}
