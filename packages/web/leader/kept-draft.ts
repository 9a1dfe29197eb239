/** What a leader is writing, kept on this device until it is filed. A blocked storage keeps nothing and breaks nothing. */

export interface Draft {
  clause: string
  statement: string
}

const keyOf = (contestId: string, key: string) => `leitai.appeal.${contestId}.${key}`
const empty: Draft = { clause: '', statement: '' }

export function readDraft(contestId: string, key: string): Draft {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(contestId, key)) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return empty
    const { clause, statement } = kept as Partial<Record<keyof Draft, unknown>>
    return {
      clause: typeof clause === 'string' ? clause : '',
      statement: typeof statement === 'string' ? statement : '',
    }
  } catch {
    return empty
  }
}

/** True: it is on the device. */
export function keepDraft(contestId: string, key: string, draft: Draft): boolean {
  try {
    localStorage.setItem(keyOf(contestId, key), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(contestId: string, key: string): void {
  try {
    localStorage.removeItem(keyOf(contestId, key))
  } catch {
    // as above
  }
}
