/** How teams, moments and points are written on every screen of a race. */
import type { MatchFrame, MatchTeamView } from '@leitai/core/match/types.ts'

/** A sealed team has no name; its code stands for it. */
export function nameOf(team: Pick<MatchTeamView, 'name' | 'code'>): string {
  return team.name ?? team.code
}

export function nameIn(frame: MatchFrame, code: string): string {
  const team = frame.teams.find((one) => one.code === code)
  return team === undefined ? code : nameOf(team)
}

export const figure = (points: string): string => points.replace('-', '−')

export function signed(points: string): string {
  return points === '0' || points.startsWith('-') ? figure(points) : `+${points}`
}

/** `12.38 秒` after the light, as people compare it. */
export function secondsAfter(ms: number): string {
  return (ms / 1000).toFixed(ms < 100_000 ? 2 : 1)
}

/** As exact as it is sure: whole milliseconds, or tenths where they tell something. */
export function inMs(ms: number): string {
  return ms < 10 ? String(Math.round(ms * 10) / 10) : String(Math.round(ms))
}
