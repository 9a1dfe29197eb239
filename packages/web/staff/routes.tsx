/** 检录与巡考: check-in, draw and the room, and nothing else. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

const staffRoute = createRoute({ getParentRoute: () => rootRoute, path: '/staff/$contestId', component: lazyRouteComponent(() => import('./StaffPage.tsx'), 'StaffPage') })

export const staffRoutes = [staffRoute] as const
