import { DesignProvider } from '@leitai/design/DesignProvider.tsx'
import { ServerTimeProvider } from '@leitai/design/ServerTime.tsx'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { live } from './live/page-live.ts'
import { router } from './router.tsx'
import { queryClient } from './session/api.ts'

createRoot(document.getElementById('page')!).render(
  <StrictMode>
    <DesignProvider>
      <QueryClientProvider client={queryClient}>
        <ServerTimeProvider value={live.now}>
          <RouterProvider router={router} />
        </ServerTimeProvider>
      </QueryClientProvider>
    </DesignProvider>
  </StrictMode>,
)
