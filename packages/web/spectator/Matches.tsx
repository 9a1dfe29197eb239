/** 对阵: the latest stage first; a knockout whole, whatever round it is in. */
import { Bracket } from '@leitai/design/bracket/Bracket.tsx'
import { GroupTables } from '@leitai/design/bracket/GroupTables.tsx'
import { bracketOf } from '@leitai/core/contest/bracket.ts'
import { useText, useWords } from '@leitai/design/language.ts'
import { Loading } from '@leitai/design/states.tsx'
import { useMediaQuery } from '@mantine/hooks'
import { usePublic } from './public-contest.ts'
import style from './public.module.css'
import { publicWords } from './words.ts'

export function Matches() {
  const w = useWords(publicWords)
  const text = useText()
  const small = useMediaQuery('(max-width: 700px)', true, { getInitialValueInEffect: false })
  const { view } = usePublic()
  if (view === null) return <Loading />
  if (view.matches.length === 0) return <p className={style.quiet}>{w.noMatches}</p>
  // Of a knockout the latest round stands for all: the bracket shows those before it.
  const shown = view.matches.filter(
    (one, place) => one.by === 'groups' || !view.matches.slice(place + 1).some(({ of }) => of === one.of),
  )
  return shown.toReversed().map((matches) => {
    const bracket = matches.by === 'knockout' ? bracketOf(view.matches, matches.of) : null
    return (
      <section key={matches.stage} className={style.stage}>
        <h2 className={style.stageTitle}>{text(matches.title)}</h2>
        {bracket === null ? <GroupTables matches={matches} /> : <Bracket data={bracket} small={small} />}
      </section>
    )
  })
}
