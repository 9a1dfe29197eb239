/** The way from the marking desk to a match that is on now. */
import type { ContestView } from '@leitai/core/contest/view.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { useRun } from '../live/use-run.ts'
import { LinkButton } from '../shell/LinkButton.tsx'
import style from './desk.module.css'
import { matchesOn } from './match-now.ts'
import { judgeWords } from './words.ts'

export function LiveMatches({ contestId }: { contestId: string }) {
  const w = useWords(judgeWords).match
  const text = useText()
  const { view } = useRun<ContestView>(contestId, 'judge')
  return matchesOn(view?.sessions ?? []).map((session) => (
    <div key={session.id} className={style.notice} data-kind="stage" role="status">
      <strong>{fill(w.live, { item: text(session.title), n: session.group })}</strong>
      <LinkButton to="/judge/$contestId/match" params={{ contestId }} search={{ session: session.id }} size="sm">
        {w.enter}
      </LinkButton>
    </div>
  ))
}
