import { Navigate } from '@tanstack/react-router'
import { useContest } from '../../staff/contest.tsx'
import { stepsFor } from './ContestFrame.tsx'
import { useRoles } from './row.tsx'

/** Opens the contest where the work is. */
export function CurrentStep() {
  const { id, view } = useContest()
  const roles = useRoles()
  if (roles.every((role) => role === 'staff'))
    return <Navigate to="/staff/$contestId" params={{ contestId: id }} replace />
  const steps = stepsFor(view, roles)
  const step =
    steps.find((one) => one.state === 'working') ?? steps.find((one) => one.state === 'waiting') ?? steps.at(-1)!
  return <Navigate to={`/contests/$contestId/${step.id}`} params={{ contestId: id }} replace />
}
