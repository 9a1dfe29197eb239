/** 组织者: contests, each as a path of steps, and the materials they use. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { query, queryClient } from '../session/api.ts'
import { rootRoute } from '../shell/root.tsx'

interface TrainingSearch {
  training?: string
  tab?: 'sessions' | 'list' | 'people'
}

/** Everything here needs a person; whoever is not signed in comes back after signing in. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const me = await queryClient.fetchQuery(query.me.queryOptions({ staleTime: 30_000 })).catch(() => null)
    if (me !== null && me.person === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: lazyRouteComponent(() => import('./OrganiserFrame.tsx'), 'OrganiserFrame'),
})

const homeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contests',
  component: lazyRouteComponent(() => import('./home/HomePage.tsx'), 'HomePage'),
})
const newRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contests/new',
  component: lazyRouteComponent(() => import('./home/NewContestPage.tsx'), 'NewContestPage'),
})

const contestRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/contests/$contestId',
  component: lazyRouteComponent(() => import('./contest/ContestFrame.tsx'), 'ContestFrame'),
})
/** Without a step: the one in work. */
const contestIndexRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./contest/CurrentStep.tsx'), 'CurrentStep'),
})
const rulebookRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'rulebook',
  component: lazyRouteComponent(() => import('./rulebook/RulebookPage.tsx'), 'RulebookPage'),
})
const registrationRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'registration',
  component: lazyRouteComponent(() => import('./registration/RegistrationPage.tsx'), 'RegistrationPage'),
})
const checkInRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'checkIn',
  component: lazyRouteComponent(() => import('./floor/CheckInPage.tsx'), 'CheckInPage'),
})
const sessionsRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'sessions',
  component: lazyRouteComponent(() => import('./floor/SessionsPage.tsx'), 'SessionsPage'),
})
const markingRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'marking',
  component: lazyRouteComponent(() => import('./marking/MarkingPage.tsx'), 'MarkingPage'),
})
const reviewRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'review',
  // the score that is looked at, so that a reload comes back to it
  validateSearch: ({ piece }: Record<string, unknown>): { piece?: string } =>
    typeof piece === 'string' ? { piece } : {},
  component: lazyRouteComponent(() => import('./review/ReviewPage.tsx'), 'ReviewPage'),
})
const appealsRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'appeals',
  component: lazyRouteComponent(() => import('./appeals/AppealsPage.tsx'), 'AppealsPage'),
})
const resultsRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'results',
  component: lazyRouteComponent(() => import('./results/ResultsPage.tsx'), 'ResultsPage'),
})
const archiveRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'archive',
  component: lazyRouteComponent(() => import('./results/ArchivePage.tsx'), 'ArchivePage'),
})
const analysisRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'analysis',
  component: lazyRouteComponent(() => import('./analysis/AnalysisPage.tsx'), 'AnalysisPage'),
})
const trainingRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'training',
  validateSearch: ({ training, tab }: Record<string, unknown>): TrainingSearch => ({
    ...(typeof training === 'string' ? { training } : {}),
    ...(tab === 'list' || tab === 'people' ? { tab } : {}),
  }),
  component: lazyRouteComponent(() => import('./training/TrainingPage.tsx'), 'TrainingPage'),
})
const peopleRoute = createRoute({
  getParentRoute: () => contestRoute,
  path: 'people',
  component: lazyRouteComponent(() => import('./people/PeoplePage.tsx'), 'PeoplePage'),
})

const materialsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/materials',
  component: lazyRouteComponent(() => import('./materials/MaterialsPage.tsx'), 'MaterialsPage'),
})
const materialRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/materials/$materialId',
  validateSearch: (search: Record<string, unknown>): { type?: string } =>
    typeof search['type'] === 'string' ? { type: search['type'] } : {},
  component: lazyRouteComponent(() => import('./materials/MaterialPage.tsx'), 'MaterialPage'),
})

export const organiserRoutes = [
  signedInRoute.addChildren([
    homeRoute,
    newRoute,
    contestRoute.addChildren([
      contestIndexRoute,
      rulebookRoute,
      registrationRoute,
      checkInRoute,
      sessionsRoute,
      markingRoute,
      reviewRoute,
      appealsRoute,
      resultsRoute,
      archiveRoute,
      analysisRoute,
      trainingRoute,
      peopleRoute,
    ]),
    materialsRoute,
    materialRoute,
  ]),
] as const
