/** Where a contestant works. One address: what is shown follows from the runs of the seat. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

const seatRoute = createRoute({ getParentRoute: () => rootRoute, path: '/seat', component: lazyRouteComponent(() => import('./SeatPage.tsx'), 'SeatPage') })

export const contestantRoutes = [seatRoute] as const
