/** Pages of this area; their screens load when they are opened. Hang routes on `rootRoute` with `lazyRouteComponent`. */
export const organiserRoutes = [] as const
