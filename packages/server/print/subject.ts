/** What every paper of a contest knows of it, and the parts that several papers share. */
import type { ContestState } from '@leitai/core/contest/state.ts'
import { stageOf } from '@leitai/core/contest/reading.ts'
import type { Stage } from '@leitai/core/rulebook/schema.ts'
import { refuse, type Instant, type Refusal } from '@leitai/core/run.ts'
import QRCode from 'qrcode'
import type { Contest } from '../contests/contests.ts'
import { minuteOf } from './dates.ts'
import type { PrintData } from './printer.ts'
import { roleTitles } from './role-titles.ts'

/** A contest that something is printed of, as it stands now. */
export interface Subject {
  contest: Contest
  state: ContestState
  /** Version and chain head of the contest's own stream. */
  version: number
  head: string
  /** Fingerprint of the key that signs the archive. */
  key: string
  now: Instant
  /** How contestants reach this server: `http://192.168.1.5:8080`. */
  base: string
}

export function contestData({ contest, now }: Subject): PrintData {
  return {
    contest: contest.title_zh,
    contestEn: contest.title_en,
    place: contest.place,
    date: contest.starts_on ?? '',
    printedAt: minuteOf(now),
  }
}

/** The head in groups of four, as it is read out; `short` is enough to check an archive by. */
export function headData({ version, head, key }: Subject): PrintData {
  return { version, groups: (head.match(/.{1,4}/g) ?? []).join(' '), short: head.slice(0, 16), key }
}

/** The stage that was asked for, or the last one. */
export function stageAsked(state: ContestState, id: string | undefined): Stage | Refusal {
  const rulebook = state.rulebook?.rulebook
  const stage = rulebook === undefined ? undefined : id === undefined ? rulebook.stages.at(-1) : stageOf(rulebook, id)
  return (
    stage ??
    refuse('noSuchStage', '没有这个阶段，或规程尚未发布。', 'There is no such stage, or the rulebook is not published.')
  )
}

/** Who signs, with name and time where it was done in the program. */
export function signatureData(state: ContestState, stage: Stage): PrintData[] {
  const signed = state.results[stage.id]?.signatures ?? []
  return (state.rulebook?.rulebook.signatures ?? []).map((role) => {
    const signature = signed.find((one) => one.role === role)
    return {
      title: roleTitles[role].zh,
      english: roleTitles[role].en,
      name: signature?.name ?? null,
      at: signature === undefined ? null : minuteOf(signature.at),
    }
  })
}

/** What kind of paper this is at this moment: nobody should take a draft for the result. */
export function standingOf(state: ContestState, stage: Stage, sealed: boolean): string {
  const result = state.results[stage.id]
  if (result === undefined) return '未计算'
  if (sealed) return '解密前 · 仅赛位号'
  if (result.published !== null) return `正式成绩 · 公布于 ${minuteOf(result.published)}`
  const missing = (state.rulebook?.rulebook.signatures ?? []).some(
    (role) => !result.signatures.some((one) => one.role === role),
  )
  return missing ? '未签字 · 非正式成绩' : '已签字 · 待公布'
}

/** A QR code as SVG text, without a margin of its own. */
export const qrCode = (text: string): Promise<string> =>
  QRCode.toString(text, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
