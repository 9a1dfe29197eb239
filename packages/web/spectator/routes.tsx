/** 观众与报名者: what anybody may see of a contest, phone first. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

const pageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/e/$slug',
  component: lazyRouteComponent(() => import('./PublicFrame.tsx'), 'PublicFrame'),
})
const aboutRoute = createRoute({
  getParentRoute: () => pageRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./Overview.tsx'), 'Overview'),
})
const rulesRoute = createRoute({
  getParentRoute: () => pageRoute,
  path: 'rulebook',
  component: lazyRouteComponent(() => import('./RulebookTab.tsx'), 'RulebookTab'),
})
const listsRoute = createRoute({
  getParentRoute: () => pageRoute,
  path: 'lists',
  component: lazyRouteComponent(() => import('./Lists.tsx'), 'Lists'),
})
const matchesRoute = createRoute({
  getParentRoute: () => pageRoute,
  path: 'matches',
  component: lazyRouteComponent(() => import('./Matches.tsx'), 'Matches'),
})
const resultsRoute = createRoute({
  getParentRoute: () => pageRoute,
  path: 'results',
  component: lazyRouteComponent(() => import('./Results.tsx'), 'Results'),
})
const watchRoute = createRoute({
  getParentRoute: () => pageRoute,
  path: 'live',
  component: lazyRouteComponent(() => import('./Watch.tsx'), 'Watch'),
})
const applyRoute = createRoute({
  getParentRoute: () => pageRoute,
  path: 'apply',
  component: lazyRouteComponent(() => import('./Apply.tsx'), 'Apply'),
})

export const spectatorRoutes = [
  pageRoute.addChildren([aboutRoute, watchRoute, rulesRoute, listsRoute, matchesRoute, resultsRoute, applyRoute]),
] as const
