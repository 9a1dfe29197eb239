/** The hall's picture: one scene, and the teams along the bottom where they are not the scene themselves. */
import type { Instant } from '@leitai/core/run.ts'
import { useText, useWords } from '@leitai/design/language.ts'
import { useEffect, useState } from 'react'
import { Ending } from './Ending.tsx'
import { Packs } from './Packs.tsx'
import { Question } from './Question.tsx'
import { Rapid } from './Rapid.tsx'
import { RoundCard, TitleCard } from './Cards.tsx'
import { sceneOf, teamsAlong, type Scene, type ScreenView } from './scene.ts'
import { Standings } from './Standings.tsx'
import { Teams } from './Teams.tsx'
import style from './hall.module.css'
import { stageWords } from './stage-words.ts'

interface Props {
  view: ScreenView
  now: () => Instant
}

export function Hall({ view, now }: Props) {
  const text = useText()
  const scene = sceneOf(view)
  const { frame } = view.work
  const order = useOrderSeen(view, scene)
  return (
    <div className={style.hall} data-scene={scene} lang={text({ zh: 'zh-CN', en: 'en' })}>
      {scene !== 'blackout' && <Picture scene={scene} view={view} now={now} seen={order} />}
      {teamsAlong(scene) && frame.teams.length > 0 && <Teams frame={frame} play={view.work.play} now={now} />}
    </div>
  )
}

function Picture({ scene, view, now, seen }: Props & { scene: Scene; seen: readonly string[] | null }) {
  const w = useWords(stageWords)
  const { frame, play } = view.work
  switch (scene) {
    case 'blackout':
    case 'sponsors':
      // thanks to sponsors stand on the page around it, which knows them
      return null
    case 'title':
      return <TitleCard frame={frame} />
    case 'paused':
      return (
        <div className={style.card} role="status">
          <p className={style.cardWord}>{w.paused}</p>
          <p className={style.cardAbout}>{w.pausedHelp}</p>
        </div>
      )
    case 'round':
      return <RoundCard frame={frame} play={play} />
    case 'question':
      return <Question view={view} now={now} />
    case 'packs':
      return <Packs frame={frame} packs={play.packs!} />
    case 'rapid':
      return <Rapid frame={frame} play={play} now={now} />
    case 'standings':
      return <Standings frame={frame} play={play} seen={seen} />
    case 'over':
      return <Ending frame={frame} play={play} />
  }
}

/** In which order the hall saw the teams last: from there the rows move. */
function useOrderSeen({ work: { frame } }: ScreenView, scene: Scene): readonly string[] | null {
  const [seen, setSeen] = useState<readonly string[] | null>(null)
  const shows = scene === 'standings'
  useEffect(() => {
    if (!shows) return
    const order = frame.teams.toSorted((a, b) => a.rank - b.rank).map(({ code }) => code)
    return () => setSeen(order)
  }, [shows, frame])
  return seen
}
