/** What the hall's screen shows now: the host's choice first, else where the play stands. */
import type { MatchScreenProps } from '@leitai/items/web-plug.ts'
import type { ScreenPlay } from '../types.ts'

export type ScreenView = MatchScreenProps<ScreenPlay>['view']

export type Scene =
  | 'blackout'
  | 'sponsors'
  | 'title'
  | 'paused'
  | 'round'
  | 'question'
  | 'packs'
  | 'rapid'
  | 'standings'
  | 'over'

export function sceneOf({ phase, work: { frame, play } }: ScreenView): Scene {
  switch (frame.showing) {
    case 'blackout':
    case 'sponsors':
    case 'title':
    case 'standings':
      return frame.showing
    case 'bracket':
      // stands on the page around it, like the sponsors
      return 'sponsors'
    case 'play':
  }
  if (phase === 'waiting') return 'title'
  if (phase === 'paused') return 'paused'
  if (phase === 'closed') return 'over'
  switch (play.at) {
    case 'before':
      return 'title'
    case 'intro':
      return 'round'
    case 'between':
      return 'standings'
    case 'over':
      return 'over'
    case 'playing':
      if (play.rapid !== null) return 'rapid'
      // a pack's last question stays, with what came of it, until the next team is called
      if (play.packs?.asks === 'choose') return 'packs'
      return play.question !== null ? 'question' : 'round'
  }
}

/** In these the teams stand along the bottom; elsewhere they are the picture themselves. */
export function teamsAlong(scene: Scene): boolean {
  return scene === 'question' || scene === 'packs' || scene === 'round'
}
