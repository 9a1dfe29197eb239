/** The explicit list of all areas' routes. */
import { createRouter } from '@tanstack/react-router'
import { contestantRoutes } from './contestant/routes.tsx'
import { hostRoutes } from './host/routes.tsx'
import { judgeRoutes } from './judge/routes.tsx'
import { leaderRoutes } from './leader/routes.tsx'
import { organiserRoutes } from './organiser/routes.tsx'
import { screenRoutes } from './screen/routes.tsx'
import { sessionRoutes } from './session/routes.tsx'
import { rootRoute } from './shell/root.tsx'
import { spectatorRoutes } from './spectator/routes.tsx'
import { staffRoutes } from './staff/routes.tsx'
import { trainingRoutes } from './training/routes.tsx'

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...sessionRoutes,
    ...contestantRoutes,
    ...organiserRoutes,
    ...staffRoutes,
    ...judgeRoutes,
    ...leaderRoutes,
    ...trainingRoutes,
    ...hostRoutes,
    ...screenRoutes,
    ...spectatorRoutes,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
