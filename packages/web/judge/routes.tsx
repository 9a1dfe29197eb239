/** 评分台: a judge's desk, one address a contest; the piece that is open is in it, so that a reload comes back to it. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { query, queryClient } from '../session/api.ts'
import { rootRoute } from '../shell/root.tsx'

async function signedIn({ location }: { location: { href: string } }): Promise<void> {
  const me = await queryClient.fetchQuery(query.me.queryOptions({ staleTime: 30_000 })).catch(() => null)
  if (me !== null && me.person === null) throw redirect({ to: '/sign-in', search: { next: location.href } })
}

const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/judge/$contestId',
  validateSearch: ({ item, code }: Record<string, unknown>): { item?: string; code?: string } => ({
    ...(typeof item === 'string' ? { item } : {}),
    // a code of digits alone comes as a number out of the address
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
  }),
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./MarkingDesk.tsx'), 'MarkingDesk'),
})

const matchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/judge/$contestId/match',
  validateSearch: ({ session }: Record<string, unknown>): { session?: string } =>
    typeof session === 'string' ? { session } : {},
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./MatchPage.tsx'), 'MatchPage'),
})

/** The contests of a judge are the cards of the home page. */
const contestsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/judge',
  beforeLoad: () => {
    throw redirect({ to: '/contests' })
  },
})

export const judgeRoutes = [deskRoute, matchRoute, contestsRoute] as const
