/** 主持台: one who is on the stage, one key, and what comes next. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

const hostRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/host/$contestId',
  // in the address, so that a desk that reloads comes back to its session
  validateSearch: ({ session, rehearse }: Record<string, unknown>): { session?: string; rehearse?: string } => ({
    ...(typeof session === 'string' ? { session } : {}),
    // the item of a match that is tried out
    ...(typeof rehearse === 'string' ? { rehearse } : {}),
  }),
  component: lazyRouteComponent(() => import('./HostPage.tsx'), 'HostPage'),
})

export const hostRoutes = [hostRoute] as const
