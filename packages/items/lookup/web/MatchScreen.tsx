/** What the audience sees of a race: in the hall, over a camera's picture, on a phone. */
import { useCues } from '@leitai/design/match/use-cues.ts'
import type { MatchScreenProps } from '@leitai/items/web-plug.ts'
import type { ScreenPlay } from '../types.ts'
import { Hall } from './Hall.tsx'
import { Overlay } from './Overlay.tsx'
import { Phone } from './Phone.tsx'
import { cues } from './scene.ts'

export default function MatchScreen({ view, now, variant, sounds }: MatchScreenProps<ScreenPlay>) {
  useCues(cues, view, now, sounds)
  switch (variant) {
    case 'hall':
      return <Hall view={view} now={now} />
    case 'overlay':
      return <Overlay view={view} now={now} />
    case 'phone':
      return <Phone view={view} now={now} />
  }
}
