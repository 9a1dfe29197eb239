/**
 * A contest as a path down the left. What is done, in work or missing comes from the contest's own record; people who
 * are not its organisers see what waits for them, and the result.
 */
import type { ContestView, StepId } from '@leitai/core/contest/view.ts'
import type { Role } from '@leitai/core/run.ts'
import { ConnectionMark } from '@leitai/design/ConnectionMark.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { StepPath, type PathStep } from '@leitai/design/StepPath.tsx'
import { ActionIcon, Drawer } from '@mantine/core'
import { IconBook2, IconChartDots, IconExternalLink, IconMenu2, IconPencil, IconUsers } from '@tabler/icons-react'
import { Link, Outlet, getRouteApi, useLocation } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ContestProvider, useContest } from '../../staff/contest.tsx'
import { ContestDetails } from './ContestDetails.tsx'
import { ContestRow, useContestRow } from './row.tsx'
import style from './contest.module.css'
import { contestWords } from './words.ts'
import { LinkButton } from '../../shell/LinkButton.tsx'

const route = getRouteApi('/signed-in/contests/$contestId')

export function ContestFrame() {
  const { contestId } = route.useParams()
  const w = useWords(contestWords)
  const gone = <ErrorState page what={w.gone} act={<LinkButton to="/contests">{w.backHome}</LinkButton>} />
  return (
    <ContestProvider id={contestId} key={contestId} gone={gone}>
      <ContestRow id={contestId} gone={gone} loading={<Loading page />}>
        <Frame />
      </ContestRow>
    </ContestProvider>
  )
}

const officialSteps: readonly StepId[] = ['rulebook', 'checkIn', 'review', 'results']
/** Those who may see how far the panels are. */
const overMarking: readonly Role[] = ['chiefJudge', 'supervisor', 'arbiter']

/** Who may see judges compared. */
const analysts: readonly Role[] = ['organiser', 'chiefJudge', 'supervisor', 'arbiter']

/** Organisers walk the whole path; officials see the steps in which they have a part. */
export function stepsFor(view: ContestView, roles: readonly Role[]): ContestView['steps'] {
  if (roles.includes('organiser')) return view.steps
  const marking = roles.some((role) => overMarking.includes(role))
  return view.steps.filter((step) => officialSteps.includes(step.id) || (marking && step.id === 'marking'))
}

function Frame() {
  const w = useWords(contestWords)
  const text = useText()
  const { id, view, connection } = useContest()
  const row = useContestRow()
  const { pathname } = useLocation()
  const [menu, setMenu] = useState(false)
  const [editing, setEditing] = useState(false)
  const here = pathname.split('/')[3] ?? null
  const organiser = row.myRoles.includes('organiser')
  const steps: PathStep[] = stepsFor(view, row.myRoles).map((step) => {
    const first = step.state === 'working' ? step.missing[0] : undefined
    return {
      id: step.id,
      title: w.steps[step.id],
      state: step.state,
      ...(first === undefined ? {} : { note: text(first.text) }),
    }
  })
  const rail = (
    <>
      <div className={style.contestTitle}>
        <h2>{text(row.title)}</h2>
        <p>
          {row.startsOn ?? w.noDate} · {row.place === '' ? w.noPlace : row.place}
          {organiser && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="xs"
              ml={6}
              aria-label={w.details}
              title={w.details}
              onClick={() => setEditing(true)}
            >
              <IconPencil size={14} />
            </ActionIcon>
          )}
        </p>
        <p className={style.edition}>
          {view.rulebook === null ? w.unpublished : fill(w.edition, { edition: view.rulebook.edition })}
          <ConnectionMark connection={connection} />
        </p>
      </div>
      <StepPath
        label={w.path}
        steps={steps}
        // appeals are a page of the review
        current={here === 'appeals' ? 'review' : here}
        link={(step, content, className) => (
          <Link
            to={`/contests/$contestId/${step.id as StepId}`}
            params={{ contestId: id }}
            className={className}
            onClick={() => setMenu(false)}
          >
            {content}
          </Link>
        )}
      />
      <div className={style.others}>
        {organiser && (
          <Other current={here === 'people'} icon={<IconUsers size={18} stroke={1.6} />}>
            <Link to="/contests/$contestId/people" params={{ contestId: id }} onClick={() => setMenu(false)}>
              {w.others.people}
            </Link>
          </Other>
        )}
        {organiser && view.rulebook !== null && (
          <Other current={here === 'training'} icon={<IconBook2 size={18} stroke={1.6} />}>
            <Link to="/contests/$contestId/training" params={{ contestId: id }} onClick={() => setMenu(false)}>
              {w.others.training}
            </Link>
          </Other>
        )}
        {view.markingClosed.length > 0 && row.myRoles.some((role) => analysts.includes(role)) && (
          <Other current={here === 'analysis'} icon={<IconChartDots size={18} stroke={1.6} />}>
            <Link to="/contests/$contestId/analysis" params={{ contestId: id }} onClick={() => setMenu(false)}>
              {w.others.analysis}
            </Link>
          </Other>
        )}
        {view.rulebook !== null && (
          <Other current={false} icon={<IconExternalLink size={18} stroke={1.6} />}>
            <a href={`/e/${row.slug}`} target="_blank" rel="noreferrer">
              {w.others.page}
            </a>
          </Other>
        )}
      </div>
    </>
  )
  return (
    <>
      <div className={style.mobileBar}>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={w.menu} onClick={() => setMenu(true)}>
          <IconMenu2 size={20} />
        </ActionIcon>
        <span>{text(row.title)}</span>
      </div>
      <Drawer opened={menu} onClose={() => setMenu(false)} size={290} title={w.path}>
        {rail}
      </Drawer>
      <div className={style.frame}>
        <aside className={style.rail}>
          <div className={style.railInner}>{rail}</div>
        </aside>
        <main className={style.page}>
          <Outlet />
        </main>
      </div>
      {editing && <ContestDetails onClose={() => setEditing(false)} />}
    </>
  )
}

function Other({ current, icon, children }: { current: boolean; icon: ReactNode; children: ReactNode }) {
  return (
    <div className={style.other} data-current={current || undefined}>
      {icon}
      {children}
    </div>
  )
}
