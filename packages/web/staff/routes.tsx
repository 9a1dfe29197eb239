/** 检录与巡考: check-in, draw and the room, and nothing else. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

export const staffTabs = ['checkIn', 'draw', 'room', 'fairness'] as const

const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/staff/$contestId',
  // in the address, so that a tablet that reloads comes back to its desk
  validateSearch: ({ tab }: Record<string, unknown>): { tab?: (typeof staffTabs)[number] } => {
    const known = staffTabs.find((one) => one === tab)
    return known === undefined ? {} : { tab: known }
  },
  component: lazyRouteComponent(() => import('./StaffPage.tsx'), 'StaffPage'),
})

export const staffRoutes = [staffRoute] as const
