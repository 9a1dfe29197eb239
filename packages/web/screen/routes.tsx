/** 大屏: what the hall sees. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

const drawRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screen/$contestId/draw',
  component: lazyRouteComponent(() => import('./DrawPage.tsx'), 'DrawPage'),
})

const stageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screen/$contestId/stage',
  // in a contest with several halls each screen belongs to one session
  validateSearch: ({ session }: Record<string, unknown>): { session?: string } =>
    typeof session === 'string' ? { session } : {},
  component: lazyRouteComponent(() => import('./StagePage.tsx'), 'StagePage'),
})

const overlayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screen/$contestId/overlay',
  validateSearch: ({ session }: Record<string, unknown>): { session?: string } =>
    typeof session === 'string' ? { session } : {},
  component: lazyRouteComponent(() => import('./OverlayPage.tsx'), 'OverlayPage'),
})

export const screenRoutes = [drawRoute, stageRoute, overlayRoute] as const
