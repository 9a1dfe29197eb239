/** Where in the YAML text an element stands. */
import { isMap, isNode, isScalar, isSeq, type Document, type LineCounter, type Node } from 'yaml'

/**
 * Line and column (from 1) of the value at `path`; with `key` of the last part's key. What is not written (a missing
 * key) is looked for at its nearest written parent.
 */
export function positionOf(
  document: Document,
  lines: LineCounter,
  path: readonly PropertyKey[],
  key = false,
): { line: number; column: number } {
  let node: unknown = document.contents
  let at: Node | null = isNode(node) ? node : null
  path.forEach((part, depth) => {
    if (node === null || node === undefined) return
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === String(part))
      const last = depth === path.length - 1
      node = pair?.value ?? null
      if (pair !== undefined && isNode(pair.key) && ((key && last) || !isNode(pair.value))) at = pair.key
      else if (isNode(node)) at = node
    } else if (isSeq(node)) {
      node = node.items[Number(part)] ?? null
      if (isNode(node)) at = node
    } else node = null
  })
  const { line, col } = lines.linePos(at?.range?.[0] ?? 0)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}
