/**
 * Small edits of a rulebook's YAML text. The organiser's comments, order and spelling are part of the document, so an
 * edit replaces the characters of one value and leaves every other line as it stands; only where a value was not
 * written at all (a default) is the document written anew, with its comments.
 */
import { isMap, isScalar, parseDocument, Scalar, stringify, type Document } from 'yaml'

export type YamlPath = readonly (string | number)[]
export type YamlValue = string | number | boolean

function written(value: YamlValue, before: Scalar): string {
  if (typeof value !== 'string') return String(value)
  const quoted = before.type === Scalar.QUOTE_DOUBLE || before.type === Scalar.QUOTE_SINGLE
  // A comma or bracket is harmless in a block and a separator in a flow collection; quoting is right in both.
  if (quoted || /[\n,[\]{}#:]/.test(value)) return JSON.stringify(value)
  return stringify(value, { lineWidth: 0 }).trimEnd()
}

function rewritten(document: Document): string {
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** The text with the value at `path` replaced. A text that cannot be read as YAML comes back unchanged. */
export function setValue(yaml: string, path: YamlPath, value: YamlValue): string {
  const document = parseDocument(yaml)
  if (document.errors.length > 0) return yaml
  const node = document.getIn(path, true)
  if (isScalar(node) && node.range && node.type !== Scalar.BLOCK_LITERAL && node.type !== Scalar.BLOCK_FOLDED) {
    const [from, to] = node.range
    return yaml.slice(0, from) + written(value, node) + yaml.slice(to)
  }
  document.setIn(path, value)
  return rewritten(document)
}

/** A title or label: one text stands for both languages until they differ. */
export function setText(yaml: string, path: YamlPath, text: { zh: string; en: string }): string {
  const document = parseDocument(yaml)
  if (document.errors.length > 0) return yaml
  if (isMap(document.getIn(path, true)))
    return setValue(setValue(yaml, [...path, 'zh'], text.zh), [...path, 'en'], text.en)
  if (text.zh === text.en) return setValue(yaml, path, text.zh)
  const map = document.createNode({ zh: text.zh, en: text.en }, { flow: true })
  document.setIn(path, map)
  return rewritten(document)
}

/** The text without what stands at `path` (an item that is not held, an award that is not given). */
export function removeAt(yaml: string, path: YamlPath): string {
  const document = parseDocument(yaml)
  if (document.errors.length > 0 || !document.deleteIn(path)) return yaml
  return rewritten(document)
}
