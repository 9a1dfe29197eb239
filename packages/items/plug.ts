/**
 * How an item type plugs in. A new type is one new folder and one line in each of `rules.ts`, `server.ts`, `web.ts` and
 * `rehearsal.ts`; nothing in the server, the web application or another item changes.
 */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import type { KnowledgeArticle } from '@leitai/core/knowledge.ts'
import type { MatchWork } from '@leitai/core/match/types.ts'
import type { Refusal } from '@leitai/core/run.ts'
import type { Chance } from '@leitai/core/seed.ts'
import type { Text } from '@leitai/core/score.ts'
import type { Check, SittingView } from '@leitai/core/sitting/sitting.ts'

export interface StoredFile {
  /** SHA-256 of the content, hex: its name in the file store. */
  hash: string
  bytes: number
  mime: string
}

export interface ReadContext {
  filename: string
  /** Keeps a file (a recording from a zip) and names it by its content. */
  store(content: Uint8Array, mime: string): Promise<StoredFile>
}

/** What a file gave: the material, or null with the problems, each with row and column. */
export interface ReadResult {
  body: unknown
  problems: CellProblem[]
  good: number
  bad: number
}

export interface WrittenFile {
  filename: string
  mime: string
  content: Uint8Array
}

/** The server side of an item type: its materials' formats. Effects of running items live in the item's own `server.ts`. */
export interface ItemServer {
  type: string
  /** What its material is called: 题库, 听打试卷, 打字文本. */
  title: Text
  /** What a contestant tries out in the waiting room before this item. */
  checks?: readonly Check[]
  imports: {
    format: string
    label: Text
    accept: string
    read(content: Uint8Array, context: ReadContext): Promise<ReadResult>
  }[]
  exports: {
    format: string
    label: Text
    write(body: unknown, title: string, fetch: (hash: string) => Promise<Uint8Array>): Promise<WrittenFile>
  }[]
  /** An example file to fill in, for each import format that is a table. */
  template(format: string): Promise<WrittenFile | null>
  /** Size in the field's words: "256 题", "25 条". */
  size(body: unknown): string
  /** Files that the material refers to, so that they travel with it into the archive. */
  files(body: unknown): readonly string[]
  /** The stored body and the rulebook's options made into the run's material; refuses where they do not fit. */
  material(body: unknown, options: unknown): { material: unknown } | Refusal
  /** What of the material can be searched, by those whom the run's rules let; in its own order. */
  knowledge?(body: unknown): readonly KnowledgeArticle[]
  /** What an entrant chose, by the id of the score's child, so that an analysis can count wrong answers; empty for no answer. */
  chosen?(state: unknown): Record<string, string>
}

/** A match in a rehearsal as its people see it: what host and each team have before them. */
export interface MatchRehearsal {
  host: SittingView<MatchWork, unknown> & { work: MatchWork }
  /** By code. */
  teams: Readonly<Record<string, SittingView<MatchWork, unknown> & { work: MatchWork }>>
  material: unknown
  skillOf(code: string): number
  chance: Chance
}

/** `by` a code: that team's seat. `pressed`: it is a press whose moment counts, so long after the one before it. */
export interface MatchMove {
  by: 'host' | 'judge' | { seat: string }
  afterMs: number
  name: string
  payload: unknown
  /** Instead of a command: what the seat asks of the run's knowledge platform, which writes it down by itself. */
  asks?: { search: string } | { open: string }
  /** Where this may be refused (a press that comes too late), it is no error. */
  mayFail?: boolean
}

/** A simulated entrant for rehearsals: what it does next, and after how long. Skill 0…1 decides how much comes out right. */
export interface ItemRehearsal {
  type: string
  /** Everything this entrant will do in the sitting, in order; the rehearsal sends it over the real socket and hands in. */
  plan(input: {
    view: SittingView<unknown, unknown>
    material: unknown
    skill: number
    chance: Chance
  }): { afterMs: number; name: string; payload: unknown }[]
  /** What happens in a match next, by whom; null: it is over. The rehearsal sends it and asks again with the views that follow. */
  play?(input: MatchRehearsal): MatchMove[] | null
  /** What the host does with one who was called, in order, for items that are performed in turn. */
  conduct?(input: {
    view: SittingView<unknown, unknown>
    skill: number
    chance: Chance
  }): { afterMs: number; name: string; payload: unknown }[]
}
