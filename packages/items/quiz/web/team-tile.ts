/** How a team's mark looks and what it says on the stage and over a camera's picture. */
import type { MatchTeamView } from '@leitai/core/match/types.ts'
import { fill } from '@leitai/design/language.ts'
import type { Tile, Tone } from '@leitai/design/match/tile.ts'
import type { PlayCommon } from '../types.ts'
import type { stageWords } from './stage-words.ts'
import { markOf, type Mark } from './team-mark.ts'

const tones: Readonly<Record<Mark, Tone>> = {
  answering: 'full',
  chooses: 'full',
  right: 'right',
  wrong: 'wrong',
  pressed: 'lit',
  level: 'lit',
  holder: 'lit',
  challenger: 'lit',
  foul: 'bad',
  waits: 'dim',
  out: 'dim',
  withdrawn: 'dim',
}

export function tileOf(play: PlayCommon, team: MatchTeamView, w: typeof stageWords.zh): Tile {
  const { mark, place } = markOf(play, team)
  if (mark === null) return { tone: null, word: '' }
  return { tone: tones[mark], word: mark === 'pressed' ? fill(w.marks.pressed, { n: place ?? 0 }) : w.marks[mark] }
}
