/** Stretch of an alignment in which every step is of one kind. */
export interface AlignmentRun {
  /** `missing`: due but not typed; `extra`: typed but not due; `wrong`: one typed for another. */
  op: 'match' | 'wrong' | 'missing' | 'extra'
  due: string
  typed: string
}
