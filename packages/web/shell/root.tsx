/** The root of all pages. Areas hang their routes here; each area's screens load when they are opened. */
import { createRootRoute, Outlet, type ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useWords } from '@leitai/design/language.ts'
import { PageNotices } from './PageNotices.tsx'
import { shellWords } from './words.ts'

export const rootRoute = createRootRoute({ component: Root, notFoundComponent: NotFound, errorComponent: Broken })

function Root() {
  return (
    <>
      <PageNotices />
      <Outlet />
    </>
  )
}

function NotFound() {
  const w = useWords(shellWords)
  return (
    <ErrorState
      page
      what={w.notFound}
      todo={w.notFoundDo}
      act={
        <Button component="a" href="/">
          {w.home}
        </Button>
      }
    />
  )
}

function Broken({ error }: ErrorComponentProps) {
  const w = useWords(shellWords)
  console.error(error)
  return (
    <ErrorState
      page
      what={w.broken}
      safe={w.brokenSafe}
      todo={w.brokenDo}
      act={<Button onClick={() => location.reload()}>{w.reload}</Button>}
    />
  )
}
