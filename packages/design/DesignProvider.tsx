/** Wraps an application once: tokens, theme, notices. */
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './tokens.css'
import './base.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { theme, variables } from './theme.ts'

export function DesignProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} forceColorScheme="light">
      <Notifications position="top-center" limit={3} />
      {children}
    </MantineProvider>
  )
}
