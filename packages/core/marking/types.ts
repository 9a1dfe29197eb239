/**
 * A piece's marking: one entrant's work in one item and the panel that marks it, as a run of its own. The work's run never
 * holds a mark, and this run never holds the work. Types only: screens read these.
 */
import type { Actor, Instant } from '../run.ts'
import type { Score, Text } from '../score.ts'
import type { SheetLine } from '../rulebook/schema.ts'
import type { JudgedItem } from '../scoring/sheet.ts'

/** The type of all marking runs. */
export const markingType = 'marking'

export interface MarkingSetup {
  contestId: string
  stage: string
  /** The item as the panel marks it: the rulebook's, or the short answers of a paper made into a sheet. */
  item: JudgedItem
  code: string
}

export interface SeatedJudge {
  personId: string
  name: string
}

/** One judge's sheet. A line that was never marked is absent; one that was cleared keeps its revision, without a value. */
export interface Sheet {
  marks: Record<string, { value: string | null; revision: number; device?: string | undefined }>
  /** By line: what another device of the same judge had put there meanwhile. The judge chooses before handing in. */
  conflicts: Record<string, { value: string | null; at: Instant }>
  remarks: { text: string; revision: number }
  /** When the judge said: this is my mark. Null while at work. */
  handedIn: Instant | null
}

/** The chief judge asks the panel to look again, or to talk it over; both are in the record. */
export interface JudgesCall {
  kind: 'remark' | 'talk'
  note: string
  at: Instant
  by: Actor
}

export interface MarkingState {
  setup: MarkingSetup
  judges: SeatedJudge[]
  /** `waiting`: no work yet. `open`: marks are taken. `closed`: they stand. */
  phase: 'waiting' | 'open' | 'closed'
  /** True while it is performed: sheets can be filled and not handed in. */
  live: boolean
  measures: Record<string, string>
  sheets: Record<string, Sheet>
  calls: JudgesCall[]
  /** `alone`: a calibration piece that all mark first. `compared`: they see each other's marks and may change their own. */
  calibration: null | 'alone' | 'compared'
  closedAt: Instant | null
}

export type MarkingCommand =
  | { name: 'mark'; payload: { line: string; value: string | null; revision: number; device?: string | undefined } }
  | { name: 'writeRemarks'; payload: { text: string; revision: number } }
  | { name: 'handIn'; payload: Record<string, never> }
  | { name: 'takeBack'; payload: Record<string, never> }
  | { name: 'seat'; payload: { judges: SeatedJudge[] } }
  | { name: 'open'; payload: { live: boolean; measures: Record<string, string> } }
  | { name: 'call'; payload: { kind: 'remark' | 'talk'; note: string } }
  | { name: 'calibrate'; payload: { as: null | 'alone' | 'compared' } }
  | { name: 'close'; payload: Record<string, never> }
  | { name: 'reopen'; payload: Record<string, never> }

/** What a judge sees of a sheet, its own or, while comparing, a colleague's. */
export interface SheetView {
  marks: Record<string, string>
  remarks: string
  handedIn: Instant | null
  /** The running total, held within the cap; exact decimal. */
  total: string
  /** What each marked line adds, so that deductions can be read. */
  worth: Record<string, string>
  /** Set where the sum of the lines was held at 0 or the maximum. */
  capped: boolean
  /** Lines that are still to mark. */
  owed: string[]
}

/** Counts without marks: what others may know of a judge's work. */
export interface SheetProgress {
  personId: string
  name: string
  done: number
  handedIn: Instant | null
}

export interface MarkingView {
  code: string
  /** `keepWithin`: a total never leaves 0 … `sheetMax`. */
  item: { id: string; title: Text; points: string; sheetMax: string; keepWithin: boolean }
  phase: MarkingState['phase']
  live: boolean
  /** The sheet's lines, in order. */
  lines: SheetLine[]
  /** How many of them a judge marks. */
  toMark: number
  measures: Record<string, string>
  calibration: MarkingState['calibration']
  /** Only the latest call matters to a judge; officials get all. */
  calls: { kind: 'remark' | 'talk'; note: string; at: Instant }[]
  /** For a judge of this piece. */
  own?: SheetView & {
    revisions: Record<string, number>
    remarksRevision: number
    /** By line: the mark that another of one's devices had put there; null: it had cleared the line. */
    conflicts: Record<string, string | null>
  }
  /** For a judge, while the panel compares; for officials, once closed. */
  sheets?: (SheetView & { personId: string; name: string })[]
  /** For officials and the organiser. */
  progress?: SheetProgress[]
  /** For officials and the organiser once all have handed in: how far the judges are apart, in points of the sheet. */
  spread?: { points: string; alarm: boolean }
  /** For officials, once closed. */
  score?: Score
  /** For the hall, where the rulebook tells scores on the spot and all have handed in: judges by number, not by name. */
  told?: { points: string; max: string; sheets: { total: string; dropped: boolean }[] }
}

export type MarkingEvent =
  | { name: 'prepared'; payload: MarkingSetup }
  | { name: 'seated'; payload: { judges: SeatedJudge[] } }
  | { name: 'opened'; payload: { live: boolean; measures: Record<string, string> } }
  | {
      name: 'marked'
      payload: { judge: string; line: string; value: string | null; revision: number; device?: string | undefined }
    }
  /** A mark of another device that came after a newer one: both are kept, and the judge is shown both. */
  | { name: 'conflicted'; payload: { judge: string; line: string; value: string | null; opens: boolean } }
  | { name: 'remarked'; payload: { judge: string; text: string; revision: number } }
  | { name: 'handedIn'; payload: { judge: string } }
  | { name: 'takenBack'; payload: { judge: string } }
  | { name: 'called'; payload: { kind: 'remark' | 'talk'; note: string } }
  | { name: 'calibrating'; payload: { as: null | 'alone' | 'compared' } }
  | { name: 'closed'; payload: Record<string, never> }
  | { name: 'reopened'; payload: Record<string, never> }
