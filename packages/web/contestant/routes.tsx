/** Where a contestant works. One address: what is shown follows from the runs of the seat. Beside it the seat's own test. */
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
})

const workRoute = createRoute({
  getParentRoute: () => seatRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./SeatPage.tsx'), 'SeatPage'),
})

const testRoute = createRoute({
  getParentRoute: () => seatRoute,
  path: '/test',
  component: lazyRouteComponent(() => import('./seat-test/SeatTestPage.tsx'), 'SeatTestPage'),
})

export const contestantRoutes = [seatRoute.addChildren([workRoute, testRoute])] as const
