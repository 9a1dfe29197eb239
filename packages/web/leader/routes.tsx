/** 领队: the own delegation's entrants, and appeals for them. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

const leaderRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/leader/$contestId',
  // the appeal that is being written: a phone that drops the page comes back to it
  validateSearch: ({ appeal }: Record<string, unknown>): { appeal?: string } =>
    typeof appeal === 'string' ? { appeal } : {},
  component: lazyRouteComponent(() => import('./LeaderPage.tsx'), 'LeaderPage'),
})

export const leaderRoutes = [leaderRoute] as const
