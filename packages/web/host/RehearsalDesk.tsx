/** 彩排: the host tries a match out at the desk. It plays in this browser alone; the contest knows nothing of it. */
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import { fill, useText, useWords } from '@leitai/design/language.ts'
import { LanguageSwitch } from '@leitai/design/LanguageSwitch.tsx'
import { Loading } from '@leitai/design/states.tsx'
import { itemWeb } from '@leitai/items/web.ts'
import { Button, NativeSelect } from '@mantine/core'
import { Suspense, useState } from 'react'
import { LinkButton } from '../shell/LinkButton.tsx'
import hall from '../screen/hall.module.css'
import style from './host.module.css'
import { hostWords } from './words.ts'

type Item = Rulebook['stages'][number]['items'][number]

const mostTeams = 10

export function RehearsalDesk({ contestId, item, session }: { contestId: string; item: Item; session?: string }) {
  const w = useWords(hostWords).rehearsal
  const text = useText()
  const [teams, setTeams] = useState(3)
  /** Another one: everything begins anew. */
  const [turn, setTurn] = useState(1)
  const Rehearsal = itemWeb(item.type)?.MatchRehearsal
  return (
    <div className={style.page}>
      <header className={style.head} data-rehearsal>
        <h1>
          {text(item.title)}
          <span>{w.title}</span>
        </h1>
        <p className={style.unrecorded}>{w.about}</p>
        <span className={style.grow} />
        <NativeSelect
          aria-label={w.teams}
          size="sm"
          data={Array.from({ length: mostTeams - 1 }, (_, index) => ({
            value: String(index + 2),
            label: fill(w.teamCount, { n: index + 2 }),
          }))}
          value={String(teams)}
          onChange={(event) => setTeams(Number(event.currentTarget.value))}
        />
        <Button size="sm" variant="default" onClick={() => setTurn(turn + 1)}>
          {w.again}
        </Button>
        <LinkButton
          to="/host/$contestId"
          params={{ contestId }}
          search={session === undefined ? {} : { session }}
          size="sm"
          variant="default"
        >
          {w.leave}
        </LinkButton>
        <LanguageSwitch />
      </header>
      <main className={style.match}>
        {Rehearsal !== undefined && (
          <Suspense fallback={<Loading />}>
            <Rehearsal
              key={`${turn} ${teams}`}
              options={item.options}
              title={item.title}
              teams={teams}
              seconds={Math.round(item.minutes * 60)}
              frame={(screen) => (
                <div className={style.preview} inert aria-hidden="true">
                  <div className={hall.frame} data-small data-match>
                    <div className={hall.stage}>{screen}</div>
                  </div>
                </div>
              )}
            />
          </Suspense>
        )}
      </main>
    </div>
  )
}
