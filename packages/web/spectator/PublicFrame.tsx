import type { ContestView } from '@leitai/core/contest/view.ts'
import { Seal } from '@leitai/design/Brand.tsx'
import { ErrorState } from '@leitai/design/ErrorState.tsx'
import { useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet, useLocation } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useRun } from '../live/use-run.ts'
import { query } from '../session/api.ts'
import { PublicContext, type PublicPage } from './public-contest.ts'
import style from './public.module.css'
import { publicWords } from './words.ts'
import { LinkButton } from '../shell/LinkButton.tsx'

const route = getRouteApi('/e/$slug')

export function PublicFrame() {
  const { slug } = route.useParams()
  const w = useWords(publicWords)
  const page = useQuery(query.contests.publicPage.queryOptions({ input: { slug }, staleTime: 15_000 }))
  if (page.data !== undefined) return <Frame slug={slug} page={page.data} />
  if (page.isPending) return <Loading page />
  return (
    <ErrorState
      page
      what={w.gone}
      act={
        <Button component="a" href="/" variant="default">
          {w.home}
        </Button>
      }
    />
  )
}

function Frame({ slug, page }: { slug: string; page: PublicPage }) {
  const w = useWords(publicWords)
  const text = useText()
  const { view } = useRun<ContestView>(page.id, 'screen')
  const contest = useMemo(() => ({ slug, page, view }), [slug, page, view])
  const registration = view?.registration ?? page.registration
  const applying = useLocation().pathname.endsWith('/apply')
  const formOpen = registration === 'open' && page.entry.includes('form') && !applying
  const joinOpen = registration !== 'notOpen' && page.entry.includes('openLink')
  return (
    <PublicContext.Provider value={contest}>
      <div className={style.page}>
        <header className={style.head}>
          <div className={style.brand}>
            <Seal size={28} />
            <LanguageSwitch />
          </div>
          <h1>{text(page.title)}</h1>
          <p className={style.where}>
            {page.startsOn ?? w.noDate}
            {page.place !== '' && ` · ${page.place}`} · {w.registration[registration]}
          </p>
          {formOpen && (
            <LinkButton to="/e/$slug/apply" params={{ slug }} mt="sm">
              {w.apply}
            </LinkButton>
          )}
          {joinOpen && (
            <LinkButton to="/join/$slug" params={{ slug }} mt="sm">
              {w.join}
            </LinkButton>
          )}
        </header>
        <nav className={style.tabs}>
          <Link to="/e/$slug" params={{ slug }} activeOptions={{ exact: true }} activeProps={{ 'data-current': true }}>
            {w.tabs.overview}
          </Link>
          {view?.sessions.some(({ match }) => match) === true && (
            <Link to="/e/$slug/live" params={{ slug }} activeProps={{ 'data-current': true }}>
              {w.tabs.live}
            </Link>
          )}
          <Link to="/e/$slug/rulebook" params={{ slug }} activeProps={{ 'data-current': true }}>
            {w.tabs.rulebook}
          </Link>
          <Link to="/e/$slug/lists" params={{ slug }} activeProps={{ 'data-current': true }}>
            {w.tabs.lists}
          </Link>
          {(view?.matches.length ?? 0) > 0 && (
            <Link to="/e/$slug/matches" params={{ slug }} activeProps={{ 'data-current': true }}>
              {w.tabs.matches}
            </Link>
          )}
          <Link to="/e/$slug/results" params={{ slug }} activeProps={{ 'data-current': true }}>
            {w.tabs.results}
          </Link>
        </nav>
        <main className={style.main}>
          <Outlet />
        </main>
      </div>
    </PublicContext.Provider>
  )
}
