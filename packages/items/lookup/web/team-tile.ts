/** How a team's mark looks and what it says on the stage and over a camera's picture. */
import type { MatchTeamView } from '@leitai/core/match/types.ts'
import type { Tile, Tone } from '@leitai/design/match/tile.ts'
import type { ScreenPlay } from '../types.ts'
import { markOf, type Mark } from './scene.ts'
import type { stageWords } from './stage-words.ts'

const tones: Readonly<Record<Mark, Tone | null>> = {
  waiting: 'lit',
  first: 'right',
  right: null,
  wrong: 'bad',
  late: null,
  out: 'bad',
}

export function tileOf(play: ScreenPlay, team: MatchTeamView, w: typeof stageWords.zh): Tile {
  if (team.withdrawn !== null) return { tone: 'dim', word: w.withdrawn }
  const mark = markOf(play, team.code)
  return mark === null ? { tone: null, word: '' } : { tone: tones[mark], word: w.marks[mark] }
}
