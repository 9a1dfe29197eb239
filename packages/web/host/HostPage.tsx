/** Who may host comes to the desk as what they are: a host sees what a host may, an organiser who helps out no more than staff do. */
import type { Role } from '@leitai/core/run.ts'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { query } from '../session/api.ts'
import { heldRulebook } from '../spectator/rulebook/reading.ts'
import { ContestProvider } from '../staff/contest.tsx'
import { Desk } from './Desk.tsx'
import { RehearsalDesk } from './RehearsalDesk.tsx'
import { hostWords } from './words.ts'

const route = getRouteApi('/host/$contestId')

/** In the order of how little they may see. */
const hosts: readonly { role: Role; as: string }[] = [
  { role: 'host', as: 'host' },
  { role: 'staff', as: 'staff' },
  { role: 'organiser', as: 'organiser' },
  { role: 'chiefJudge', as: 'official' },
]

export function HostPage() {
  const { contestId } = route.useParams()
  const contest = useQuery(query.contests.get.queryOptions({ input: { id: contestId }, staleTime: 60_000 }))
  const { rehearse, session } = route.useSearch()
  const yaml = contest.data?.rulebookYaml
  const tried = useMemo(() => {
    if (rehearse === undefined || yaml === undefined) return null
    const read = heldRulebook(yaml)
    const items = 'rulebook' in read ? read.rulebook.stages.flatMap((stage) => stage.items) : []
    return items.find(({ id }) => id === rehearse) ?? null
  }, [rehearse, yaml])
  if (contest.isPending) return <Loading page />
  const roles = contest.data?.myRoles ?? []
  const as = hosts.find(({ role }) => roles.includes(role))?.as
  if (as === undefined) return <Gone />
  if (tried !== null)
    return <RehearsalDesk contestId={contestId} item={tried} {...(session === undefined ? {} : { session })} />
  return (
    <ContestProvider id={contestId} as={as} gone={<Gone />}>
      <Desk as={as} roles={roles} />
    </ContestProvider>
  )
}

function Gone() {
  const w = useWords(hostWords)
  return (
    <ErrorState
      page
      what={w.gone}
      act={
        <Button component="a" href="/">
          {w.back}
        </Button>
      }
    />
  )
}
