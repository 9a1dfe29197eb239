/** 彩排 of a quiz: the real rules in this browser, made-up teams and sums for questions. Nothing is sent, kept or counted. */
import { LocalRun } from '@leitai/design/lead/local-run.ts'
import { fill, useWords } from '@leitai/design/language.ts'
import type { MatchHostProps, MatchRehearsalProps, MatchScreenProps } from '@leitai/items/web-plug.ts'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { rules } from '../rules.ts'
import type { LeadPlay, ScreenPlay } from '../types.ts'
import MatchHost from './MatchHost.tsx'
import MatchScreen from './MatchScreen.tsx'
import { RehearsalSeats } from './RehearsalSeats.tsx'
import { rehearsalBank } from './rehearsal-bank.ts'
import style from './lead.module.css'
import { leadQuizWords, type LeadQuizWords } from './lead-words.ts'

const host = { as: 'host', id: 'rehearsal' } as const
const screen = { as: 'screen' } as const

export default function MatchRehearsal(props: MatchRehearsalProps) {
  const w = useWords(leadQuizWords)
  const { options, title, teams, seconds } = props
  const begun = useMemo(() => begin({ options, title, teams, seconds }, w), [options, title, teams, seconds, w])
  return typeof begun === 'string' ? (
    <p className={style.cannot}>{fill(w.rehearsalFails, { problem: begun })}</p>
  ) : (
    <Played run={begun} frame={props.frame} />
  )
}

function Played({ run, frame }: { run: LocalRun; frame: MatchRehearsalProps['frame'] }) {
  const look = useCallback(() => run.view(host), [run])
  const view = useSyncExternalStore(run.watch, look) as MatchHostProps<LeadPlay>['view']
  const hallView = run.view(screen) as MatchScreenProps<ScreenPlay>['view']
  const act = useCallback(
    (name: string, payload: unknown) =>
      Promise.resolve(run.send({ kind: 'person', id: 'rehearsal', roles: ['host'] }, name, payload)),
    [run],
  )
  return (
    <MatchHost
      view={view}
      act={act}
      now={run.now}
      hall={
        <>
          {frame(<MatchScreen view={hallView} now={run.now} variant="hall" sounds={false} />)}
          <RehearsalSeats run={run} frame={view.work.frame} play={view.work.play} />
        </>
      }
    />
  )
}

/** The match, opened; or why its options cannot be played. */
function begin(
  { options, title, teams, seconds }: Omit<MatchRehearsalProps, 'frame'>,
  w: LeadQuizWords,
): LocalRun | string {
  const made = Array.from({ length: teams }, (_, index) => {
    const letter = String.fromCharCode(65 + index)
    return {
      code: letter,
      name: fill(w.madeUpTeam, { letter }),
      delegation: null,
      members: [1, 2, 3].map((n) => fill(w.madeUpMember, { letter, n })),
    }
  })
  const setup = { number: 1, title, teams: made, crowd: false, used: { byMatches: [], byOtherItems: [] }, seconds }
  const checked = rules.options.safeParse({ setup, item: options })
  if (!checked.success)
    return checked.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('；')
  const run = new LocalRun(rules, { setup, item: options }, rehearsalBank())
  run.send({ kind: 'server' }, 'open', {})
  return run
}
