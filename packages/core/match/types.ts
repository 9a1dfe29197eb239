/** A match: several meet in one run, led by a host. What its screens get; no schemas, so that the browser stays free of them. */
import type { Instant } from '../run.ts'
import type { Score, Text } from '../score.ts'
import type { Incident, SittingState, SittingView } from '../sitting/sitting.ts'

export interface MatchTeam {
  code: string
  /** Null while identities are sealed: the code stands for it. */
  name: string | null
  delegation: string | null
  members: string[]
}

/** What the contest gives every match beside the item's own options and material. */
export interface MatchSetup {
  /** Its place among the stage's matches or groups, from 1. */
  number: number
  /** 八强赛 · 第 2 场 */
  title: Text
  /** In the order in which they are asked. Empty in a crowd, where whoever competes may answer. */
  teams: MatchTeam[]
  crowd: boolean
  /**
   * Ids of what earlier matches of the contest drew from the same material (`drawn` of their rules), so that nothing is asked
   * twice: by all of them, and by those of other items alone, for items whose matches all get the same.
   */
  used: { byMatches: string[]; byOtherItems: string[] }
  /** About how long it takes. */
  seconds: number
}

/** What the hall's screen shows beside the play itself. */
export type Showing = 'play' | 'title' | 'standings' | 'bracket' | 'blackout' | 'sponsors'

export interface MatchTeamView extends MatchTeam {
  /** Points so far, corrections among them, as an exact decimal. */
  points: string
  /** From 1, equal for equals. */
  rank: number
  /** Why it plays no more. */
  withdrawn: string | null
}

export interface MatchCorrection {
  code: string
  points: string
  reason: string
  by: string
  at: Instant
}

/** The same for everybody who may see the match. */
export interface MatchFrame {
  number: number
  title: Text
  crowd: boolean
  /** Empty in a crowd. */
  teams: MatchTeamView[]
  showing: Showing
  /** Clocks stand still from then on; null: it goes on. */
  pausedAt: Instant | null
  /** Whose hand it was is in the record alone. */
  corrections: Omit<MatchCorrection, 'by'>[]
}

/** For those who lead it. */
export interface MatchLead {
  notes: { at: Instant; text: string; by: string }[]
  /** The command that the undo key would take back; null: nothing. */
  undo: string | null
  over: boolean
}

/** Everything that a match shows comes as a sitting's view, so that rooms, sessions and receipts need not know the difference. */
export type MatchView<Play = unknown, Inspection = unknown> = SittingView<MatchWork<Play>, MatchInspection<Inspection>>

export interface MatchWork<Play = unknown> {
  frame: MatchFrame
  /** Only for host and judges. */
  lead?: MatchLead
  /** What the item shows this viewer. */
  play: Play
}

export interface MatchInspection<Inspection = unknown> {
  frame: MatchFrame
  notes: MatchLead['notes']
  /** With who made them. */
  corrections: MatchCorrection[]
  /** By code. */
  scores: Record<string, Score>
  play: Inspection
}

/** Who looks, in a match. Keys are for `host` and `judge` alone before they are revealed. */
export type Seer = { as: 'host' } | { as: 'judge' } | { as: 'team'; code: string } | { as: 'screen' }

/** Who acts, in a match. */
export type Hand = 'host' | 'judge' | 'team' | 'server'

export interface MatchState<Play> {
  setup: MatchSetup
  phase: SittingState<unknown>['phase']
  openedAt: Instant | null
  pausedAt: Instant | null
  /** How long it stood still in all. */
  pausedMs: number
  closed: SittingState<unknown>['closed']
  showing: Showing
  /** Code → reason. */
  withdrawn: Record<string, string>
  corrections: MatchCorrection[]
  notes: MatchLead['notes']
  incidents: { code: string; kind: Incident; at: Instant }[]
  checks: Record<string, SittingState<unknown>['checks']>
  released: 'score' | 'answers' | null
  /** Plays to which the host can go back, the newest last. */
  undo: { label: string; play: Play }[]
  play: Play
}
