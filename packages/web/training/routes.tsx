/** 赛前训练: for a delegation's leader and for a signed-in seat; the same address for both. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { rootRoute } from '../shell/root.tsx'

export interface TrainingSearch {
  /** What is being read, and who reads: a reload comes back to it. */
  material?: string
  who?: string
}

const trainingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/training/$contestId',
  validateSearch: ({ material, who }: Record<string, unknown>): TrainingSearch => ({
    ...(typeof material === 'string' ? { material } : {}),
    ...(typeof who === 'string' ? { who } : {}),
  }),
  component: lazyRouteComponent(() => import('./TrainingPage.tsx'), 'TrainingPage'),
})

export const trainingRoutes = [trainingRoute] as const
