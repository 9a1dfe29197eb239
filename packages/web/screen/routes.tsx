/** 大屏: what the hall sees. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

const drawRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screen/$contestId/draw',
  component: lazyRouteComponent(() => import('./DrawPage.tsx'), 'DrawPage'),
})

export const screenRoutes = [drawRoute] as const
