/**
 * What Markdown says, without its marks: what is searched and shown around a find. Markup of other kinds stays as the text
 * that it is: nothing here is ever HTML (A11). Repetitions are bounded, so that no text makes it slow.
 */

const block = /^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,9}[.)]\s+|\|)/
const onlyMarks = /^\s*(?:[-*_=]\s*){3,}$|^[\s|:-]*-[\s|:-]*$/
const fence = /^\s*(?:```|~~~)/

export function plainText(markdown: string): string {
  const blocks: string[] = []
  let open = false
  let inFence = false
  for (const line of markdown.replaceAll('\r\n', '\n').split('\n')) {
    if (fence.test(line)) {
      inFence = !inFence
      open = false
      continue
    }
    if (inFence) {
      blocks.push(line)
      continue
    }
    const begins = block.test(line)
    const text = onlyMarks.test(line) ? '' : withoutMarks(line)
    if (text === '') {
      open = false
      continue
    }
    if (open && !begins) blocks.push(joined(blocks.pop()!, text))
    else blocks.push(text)
    open = !/^\s*(?:#|\|)/.test(line)
  }
  return blocks.join('\n')
}

function withoutMarks(line: string): string {
  let text = line
  for (let depth = 0; depth < 4 && /^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?)/.test(text); depth += 1)
    text = text.replace(/^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?)/, '')
  if (text.trimStart().startsWith('|'))
    text = text
      .trim()
      .replace(/^\||\|$/g, '')
      .replaceAll('|', ' ')
  // what stands between backticks stays as it is
  return text
    .split(/(`{1,3}[^`\n]{1,500}`{1,3})/)
    .map((part, i) => (i % 2 === 1 ? part.replace(/^`+|`+$/g, '') : withoutInlineMarks(part)))
    .join('')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
}

function withoutInlineMarks(text: string): string {
  return text
    .replace(/!?\[([^\][\n]{0,300})\]\([^()\s]{0,600}(?: "[^"\n]{0,200}")?\)/g, '$1')
    .replace(/<(https?:\/\/[^>\s]{1,600})>/g, '$1')
    .replace(/<br ?\/?>/gi, ' ')
    .replace(/(?<!\\)(\*{1,3})(?=[^\s*])([^*\n]{1,300})(?<=[^\s*])\1/g, '$2')
    .replace(/(?<![\\\p{L}\p{N}_])(_{1,2})(?=[^\s_])([^_\n]{1,300})(?<=[^\s_])\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/~~(?=\S)([^~\n]{1,300})~~/g, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

/** A line that was only broken to fit: ideographs go on without a space. */
function joined(before: string, after: string): string {
  return /[\u2e80-\u9fff\uff00-\uffef]$/.test(before) && /^[\u2e80-\u9fff\uff00-\uffef]/.test(after)
    ? before + after
    : `${before} ${after}`
}
