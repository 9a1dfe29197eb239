/** Rows of MARKS.csv for C18. */
export const heading = 'entrant,item,judge,criterion,points,seconds_used'
export const c18 = {
  inbound: ['phrases', 'voice', 'process', 'knowledge', 'initiative'],
  outbound: ['process', 'knowledge', 'initiative', 'closing', 'technique'],
  online: ['phrases', 'knowledge', 'deal', 'figures'],
  data: ['entry', 'format', 'formula', 'chart', 'proposal'],
} as const

export type Marks = { dictation: number | string } & Record<keyof typeof c18, number>

/** Every judge gives the same mark on every criterion of an item, so that its score is mark % of its points. */
export function c18Rows(entrant: string, marks: Marks, seconds = 1000): string[] {
  const rows = [`${entrant},dictation,,,${marks.dictation},${seconds}`]
  for (const [item, criteria] of Object.entries(c18)) {
    for (const judge of ['J1', 'J2', 'J3'])
      for (const criterion of criteria)
        rows.push(`${entrant},${item},${judge},${criterion},${marks[item as keyof typeof c18]},${seconds}`)
  }
  return rows
}

export const even: Marks = { dictation: '17.36', inbound: 80, outbound: 90, online: 85, data: 60 }

export const csv = (...rows: string[]) => `${[heading, ...rows].join('\n')}\n`

/** The rows with the one that begins so put in another's place. */
export function replace(rows: readonly string[], from: string, to: string): string[] {
  if (rows.filter((row) => row.startsWith(from)).length !== 1) throw new Error(`not one row begins with ${from}`)
  return rows.map((row) => (row.startsWith(from) ? to : row))
}
