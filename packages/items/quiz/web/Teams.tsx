/** The teams along the bottom of the hall's screen, each with what it does in the question. */
import type { MatchFrame } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import { useWords } from '@leitai/design/language.ts'
import { TeamTiles } from '@leitai/design/match/TeamTiles.tsx'
import type { PlayCommon } from '../types.ts'
import { useLight } from './light.ts'
import { stageWords } from './stage-words.ts'
import { tileOf } from './team-tile.ts'

export function Teams({ frame, play, now }: { frame: MatchFrame; play: PlayCommon; now: () => Instant }) {
  const w = useWords(stageWords)
  const armed = play.question?.phase === 'armed' ? play.question : null
  const light = useLight(armed?.buzz?.opensAt ?? null, now)
  return <TeamTiles frame={frame} label={w.teams} lit={light === 'on'} tileOf={(team) => tileOf(play, team, w)} />
}
