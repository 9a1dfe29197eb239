/** Signing in, in every way there is. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

function textIn(search: Record<string, unknown>, key: string): string | undefined {
  const value = search[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./Home.tsx'), 'Home'),
})

/** For people with an account. `next`: where to go afterwards. */
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = textIn(search, 'next')
    // only to a path of this very site
    return next !== undefined && /^\/(?![/\\])/.test(next) ? { next } : {}
  },
  component: lazyRouteComponent(() => import('./SignIn.tsx'), 'SignIn'),
})

/** The one-time link that the program prints when it starts for the first time. */
const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./Setup.tsx'), 'Setup'),
})

/** A seat: the QR code on a slip opens this with the code filled in. */
const seatSignInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/c/$slug',
  validateSearch: (search: Record<string, unknown>): { code?: string } => {
    const code = textIn(search, 'code')
    return code === undefined ? {} : { code }
  },
  component: lazyRouteComponent(() => import('./SeatSignIn.tsx'), 'SeatSignIn'),
})

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join/$slug',
  component: lazyRouteComponent(() => import('./Join.tsx'), 'Join'),
})

export const sessionRoutes = [homeRoute, signInRoute, setupRoute, seatSignInRoute, joinRoute] as const
