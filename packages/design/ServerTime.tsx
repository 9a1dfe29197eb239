/** The server's time for components that show clocks. The application's shell provides it; without, the PC's own clock. */
import { createContext, useContext } from 'react'

const ServerTimeContext = createContext<() => number>(() => Date.now())

export const ServerTimeProvider = ServerTimeContext.Provider

export function useServerTime(): () => number {
  return useContext(ServerTimeContext)
}
