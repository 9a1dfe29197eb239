/** How a team's place on a screen is coloured; what that means is said in a word beside it. */
export type Tone =
  /** It is theirs now. */
  | 'full'
  | 'right'
  | 'wrong'
  /** In the running. */
  | 'lit'
  /** A foul, a wrong try: still there. */
  | 'bad'
  /** Out of it. */
  | 'dim'

export interface Tile {
  tone: Tone | null
  word: string
}
