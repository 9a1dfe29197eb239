/**
 * Answers are compared as people mean them: without case, width, spaces and punctuation. A mark that makes a number another
 * number stays: `58.5` is not `585`, `3-5` not `35`, `-5` not `5`.
 */
export function plainAnswer(text: string): string {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, '')
    .replaceAll(/[–—−~]/g, '-')
  return folded.replaceAll(/[\p{P}]/gu, (mark, at: number) => {
    if (mark === '%') return mark
    const before = folded[at - 1] ?? ''
    const after = folded[at + 1] ?? ''
    if (!isDigit(after)) return ''
    if (isDigit(before)) return '.:/-'.includes(mark) ? mark : ''
    return mark === '-' && before === '' ? mark : ''
  })
}

const isDigit = (character: string): boolean => /\d/.test(character)

export function sameAnswer(a: string, b: string): boolean {
  const plain = plainAnswer(a)
  return plain !== '' && plain === plainAnswer(b)
}
