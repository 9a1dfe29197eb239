/**
 * A score is a tree: every number knows its children, the rule that made it and its clause in the rulebook.
 * The screen, the printed sheet and the archive answer "why 17.36?" from this same tree.
 */
export interface Score {
  /** Stable within its parent: an item id, a criterion id, a record's number. */
  id: string
  label: Text
  /** Exact decimal as text, e.g. "17.36". */
  points: string
  /** The most that could be had, where there is such a number. */
  max?: string
  /** The rule in words, e.g. "正确字符 1843 ÷ 应录字符 1921 × 20". */
  rule?: Text
  /** The rulebook clause, e.g. "C18.dictation.score". */
  clause?: string
  /** Numbers that the rule used, as exact decimals. */
  facts?: Record<string, string>
  /** Set while people still owe a part of this number (a short answer not marked yet): the score is not final. */
  pending?: true
  children?: Score[]
}

/** A text that people see: Chinese first, English second. */
export interface Text {
  zh: string
  en: string
}

/**
 * The numbers of a tree without its sentences: what must come out the same when a later version, with other words,
 * computes it again.
 */
export function withoutWords(score: Score): unknown {
  const { label: _label, rule: _rule, children, ...numbers } = score
  return children === undefined ? numbers : { ...numbers, children: children.map(withoutWords) }
}
