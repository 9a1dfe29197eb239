/**
 * What goes over the run's WebSocket (`/live`), one JSON text a frame. Types only, with one parser for what comes in:
 * the browser takes the types alone and stays free of the schema library.
 *
 * Order is a promise: an `answer` is sent only after the command's events are durable; a view only after that.
 */
import { z } from 'zod'
import type { Instant, Refusal, Viewer } from './run.ts'

export const fromBrowser = z.discriminatedUnion('t', [
  /** Ask for a run's views from now on; `version` is what the browser has (0: nothing). `as` picks among one's roles. */
  z.strictObject({
    t: z.literal('watch'),
    runId: z.string().max(200),
    version: z.number().int().min(0),
    as: z.string().max(20).optional(),
  }),
  z.strictObject({ t: z.literal('leave'), runId: z.string().max(200) }),
  z.strictObject({
    t: z.literal('command'),
    commandId: z.string().min(8).max(64),
    runId: z.string().max(200),
    name: z.string().max(40),
    payload: z.unknown(),
    /** On the server's clock as this browser knows it, with the fraction of a millisecond. */
    pressedAt: z.number().optional(),
  }),
  /** Clock alignment: the server answers with its time. */
  z.strictObject({ t: z.literal('ping'), sent: z.number() }),
])
export type FromBrowser = z.infer<typeof fromBrowser>

/** One step of a view's change: replace what is at `path` (whole arrays are one value); no value means delete. */
export interface Change {
  path: (string | number)[]
  value?: unknown
}

export type FromServer =
  /** The first frame: who the server thinks this is, its time with the fraction, and its build (a new build asks the page to reload). */
  | { t: 'hello'; now: Instant; build: string; viewer: Viewer['as'] }
  /** A whole view: after `watch`, and whenever the steps between cannot be given. */
  | { t: 'view'; runId: string; version: number; view: unknown }
  /** From `base` to `version`. A browser whose version is not `base` watches again. */
  | { t: 'changes'; runId: string; base: number; version: number; changes: Change[] }
  | { t: 'answer'; commandId: string; runId: string; version: number; at: Instant }
  | { t: 'refusal'; commandId: string; runId: string; refusal: Omit<Refusal, 'refused'> }
  /** No such run for this viewer (whether it exists is not said). */
  | { t: 'gone'; runId: string }
  /** Another tab or machine took this seat; this one takes no more input. */
  | { t: 'fenced'; zh: string; en: string }
  /** `now` with the fraction of a millisecond. */
  | { t: 'pong'; sent: number; now: Instant }
  /** The frame could not be read. */
  | { t: 'invalid'; zh: string; en: string }
