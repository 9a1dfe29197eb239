/** Addresses of documents that the server typesets. */
export type Print =
  | 'results'
  | 'score-sheets'
  | 'review'
  | 'ruling'
  | 'certificates'
  | 'incidents'
  | 'seat-labels'
  | 'check-in'
  | 'matches'
  | 'poster'
  | 'training'

export function printUrl(contestId: string, print: Print, query: Record<string, string> = {}): string {
  const search = new URLSearchParams(query).toString()
  return `/api/contests/${encodeURIComponent(contestId)}/print/${print}.pdf${search === '' ? '' : `?${search}`}`
}
