/** Where a contestant works. One address: what is shown follows from the runs of the seat. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { live } from '../live/page-live.ts'
import { rootRoute } from '../shell/root.tsx'

const seatRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/seat',
  // before any screen connects: a browser may hold a person's sign-in beside the seat's
  beforeLoad: ({ cause }) => {
    if (cause !== 'preload') live.usedAs('seat')
  },
  onLeave: () => live.usedAs('person'),
  component: lazyRouteComponent(() => import('./SeatPage.tsx'), 'SeatPage'),
})

export const contestantRoutes = [seatRoute] as const
