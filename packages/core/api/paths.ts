/** Addresses that the browser and the server must agree on. Free of schemas, so the browser's first load stays small. */

/** oRPC's own protocol, for this program's pages. */
export const rpcPath = '/rpc'
/** The same procedures as plain HTTP with OpenAPI, for everybody else. */
export const apiPath = '/api'
/** Answers while the server is there. */
export const healthPath = '/api/health'
/** better-auth. */
export const authPath = '/api/auth'
/** Resumable uploads (tus). */
export const uploadsPath = '/api/uploads'
/** The WebSocket of `wire.ts`. */
export const livePath = '/live'

/**
 * A stored file. With a run, the right to it is what the run's rules give this viewer; without, the organiser's own.
 * `as` picks one of one's roles where there are several.
 */
export function filePath(hash: string, runId?: string, as?: string): string {
  if (runId === undefined) return `/files/${hash}`
  return `/files/${hash}?run=${encodeURIComponent(runId)}${as === undefined ? '' : `&as=${as}`}`
}

/** A file of a contest's reading list, for its organisers and those who are trained. */
export function readingPath(hash: string, contestId: string): string {
  return `/files/${hash}?training=${encodeURIComponent(contestId)}`
}

/** A training session for one's own calendar. */
export function calendarPath(contestId: string, session: string): string {
  return `/api/contests/${encodeURIComponent(contestId)}/training/${encodeURIComponent(session)}.ics`
}

/** Where a page that closes says how far one was: it cannot wait for an answer. */
export function studyPath(contestId: string, material: string): string {
  return `/api/contests/${encodeURIComponent(contestId)}/training/materials/${encodeURIComponent(material)}/progress`
}

/** What a document says, as JSON (`Preview`), beside the document itself. */
export function previewPath(file: string): string {
  const [path, query] = file.split('?')
  return query === undefined ? `${path}/preview` : `${path}/preview?${query}`
}
