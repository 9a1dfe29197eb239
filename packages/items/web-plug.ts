/** How an item type's screens plug into the web application. Each screen is loaded when it is needed. */
import type { ComponentType, LazyExoticComponent, ReactNode } from 'react'
import type { KnowledgeArticle, KnowledgeOverview, KnowledgeQuery, KnowledgeResult } from '@leitai/core/knowledge.ts'
import type { MatchWork } from '@leitai/core/match/types.ts'
import type { Instant } from '@leitai/core/run.ts'
import type { Text } from '@leitai/core/score.ts'
import type { SittingView } from '@leitai/core/sitting/sitting.ts'

export interface ContestantProps<WorkView> extends Uploads {
  view: SittingView<WorkView, unknown> & { work: WorkView }
  /**
   * Sends a command. It is kept in the browser until the server has acknowledged it (reload, power cut and network
   * breaks included) and sent in order. `replaces` drops an unsent older command with the same key (an earlier version
   * of the same answer). `pressedAt` is the `timeStamp` of the event that it came from, where the moment counts.
   * Resolves when durable; a refusal resolves to it.
   */
  act(name: string, payload: unknown, replaces?: string, pressedAt?: DOMHighResTimeStamp): Promise<ActResult>
  /** The value that was typed but not acknowledged yet, by its `replaces` key, after a reload. */
  unsent(replaces: string): unknown
  fileUrl(hash: string): string
  /** The server's time now. */
  now(): Instant
  paste: 'refuse' | 'log' | 'allow'
  /** The articles of the run's material, where its rules let this viewer search them. */
  knowledge?: Knowledge
}

/** What is searched and opened is recorded before it comes. */
export interface Knowledge {
  search(query: KnowledgeQuery, stop?: AbortSignal): Promise<KnowledgeResult>
  open(article: string): Promise<KnowledgeArticle>
  browse(): Promise<KnowledgeOverview>
  /** What to show for whatever `search`, `open` or `browse` rejected with. */
  sentence(problem: unknown): Text
}

/** Files into one run. */
export interface Uploads {
  runId: string
  /**
   * Brings a file into a slot of the run (`uploads` of its rules). It goes on by itself when the network comes back. Resolves
   * when the run holds the file, or with why it does not. Stopped, what came is thrown away.
   */
  upload(
    slot: string,
    file: File,
    onProgress: (progress: UploadProgress) => void,
    stop?: AbortSignal,
  ): Promise<ActResult>
  /** What was broken off by a reload or a power cut: the same file, chosen again, goes on where it was. */
  unfinishedUploads(): Promise<readonly UnfinishedUpload[]>
  giveUpUpload(id: string): Promise<void>
}

export interface UploadProgress {
  /** `waiting`: the network is gone. `checking`: all bytes are there; whether they are taken is being looked at. */
  state: 'sending' | 'waiting' | 'checking'
  sent: number
  total: number
}

export interface UnfinishedUpload {
  id: string
  slot: string
  name: string
  bytes: number
  received: number
}

export type ActResult = { ok: true } | { ok: false; code: string; zh: string; en: string }

export interface InspectionProps<Inspection> {
  inspection: Inspection
  fileUrl(hash: string): string
}

export interface EditorProps<Body> {
  body: Body | null
  onChange(body: Body): void
  upload(file: File): Promise<{ hash: string; bytes: number; mime: string }>
  fileUrl(hash: string): string
}

/** What a judge marks, beside the sheet: the work by its code, or the performance as it goes on. */
export interface PieceProps<Piece> {
  /** What the item's run gives a judge: `view.piece` holds the work. */
  view: SittingView<unknown, unknown> & { piece: Piece }
  fileUrl(hash: string): string
  now(): Instant
}

/**
 * What the audience sees while somebody is on the stage. It fills a dark frame of 16:9 or 4:3 and takes its sizes from `--u`,
 * a hundredth of the frame's width (`calc(4 * var(--u))`), never under `--least`: the host's desk shows the same frame small. Its
 * place is the container `turn`, half as wide where two stand on the stage.
 */
export interface StageProps<Scene> {
  view: SittingView<Scene, unknown> & { work: Scene }
  now(): Instant
}

/**
 * What the host does with the one who is on the stage. It listens to Enter and Space for what comes next by itself, and shows
 * no key any more when all is over: then the desk's own comes. A button with `data-key="undo"` is pressed by the desk's U.
 */
export interface ConductProps<Conduct> {
  view: SittingView<Conduct, unknown> & { work: Conduct }
  act(name: string, payload: unknown): Promise<ActResult>
  now(): Instant
  /** Where the one at the desk may bring files. */
  uploads?: Uploads
}

/** What may still be brought once it is over (`afterwards` of the view): under the receipt, and at the host's desk. */
export interface AfterwardsProps<Work> {
  view: SittingView<Work, unknown> & { work: Work }
  uploads: Uploads
  now(): Instant
}

/** For the one who leads a match: three zones, one big key (Enter, Space), U for undo. The frame around it is the desk's. */
export interface MatchHostProps<Play> {
  view: SittingView<MatchWork<Play>, unknown> & { work: MatchWork<Play> }
  act(name: string, payload: unknown): Promise<ActResult>
  now(): Instant
  /** What the hall's screen shows now, small. */
  hall: ReactNode
}

/** For the judges at a match: right or wrong, points, disputes. */
export interface MatchJudgeProps<Play> {
  view: SittingView<MatchWork<Play>, unknown> & { work: MatchWork<Play> }
  act(name: string, payload: unknown): Promise<ActResult>
  now(): Instant
}

/**
 * What the audience sees of a match. `hall`: fills a dark frame of 16:9 or 4:3 and takes its sizes from `--u`, a hundredth of
 * the frame's width. `overlay`: the same places on a transparent page over a camera's picture. `phone`: a column to read.
 */
export interface MatchScreenProps<Play> {
  view: SittingView<MatchWork<Play>, unknown> & { work: MatchWork<Play> }
  now(): Instant
  variant: 'hall' | 'overlay' | 'phone'
  /** Sound cues, where whoever opened the page switched them on. */
  sounds: boolean
}

/**
 * 彩排: a match tried out at the desk by its own rules in this browser, with made-up teams and questions. Nothing is sent, kept
 * or counted, and no question of the contest's own is in it.
 */
export interface MatchRehearsalProps {
  /** As the rulebook writes them. */
  options: unknown
  title: Text
  teams: number
  /** Seconds that it takes by the rulebook. */
  seconds: number
  /** Puts the hall's picture into its frame. */
  frame(screen: ReactNode): ReactNode
}

/** One item type's screens. `any` stands for types that only the item itself knows. */
export interface ItemWeb {
  type: string
  /** What progress is counted in: 题, 条, 字. */
  unit: Text
  // oxlint-disable-next-line typescript/no-explicit-any -- the list holds item types that do not know each other
  Contestant: LazyExoticComponent<ComponentType<ContestantProps<any>>>
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  Inspection: LazyExoticComponent<ComponentType<InspectionProps<any>>>
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  Editor: LazyExoticComponent<ComponentType<EditorProps<any>>>
  /** Where people mark it. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  Piece?: LazyExoticComponent<ComponentType<PieceProps<any>>>
  /** Where it is performed before an audience, one after another. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  Stage?: LazyExoticComponent<ComponentType<StageProps<any>>>
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  Conduct?: LazyExoticComponent<ComponentType<ConductProps<any>>>
  /** Where several meet in a match; `Contestant` is then the team's seat. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  MatchHost?: LazyExoticComponent<ComponentType<MatchHostProps<any>>>
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  MatchJudge?: LazyExoticComponent<ComponentType<MatchJudgeProps<any>>>
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  MatchScreen?: LazyExoticComponent<ComponentType<MatchScreenProps<any>>>
  /** Where a match can be tried out. */
  MatchRehearsal?: LazyExoticComponent<ComponentType<MatchRehearsalProps>>
  /** Where something may be brought afterwards. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  Afterwards?: LazyExoticComponent<ComponentType<AfterwardsProps<any>>>
}
