/** Which keys a schema allows at a place, read from its JSON Schema, so that no list of keys is kept twice. */
import { z, type ZodType } from 'zod'

interface Node {
  properties?: Record<string, Node & { const?: unknown }>
  items?: Node
  additionalProperties?: boolean | Node
  anyOf?: Node[]
  oneOf?: Node[]
  allOf?: Node[]
  type?: string
}

/** `source` decides between alternatives: by their constant keys (`by: judges`), else every alternative counts. */
export function allowedKeys(schema: ZodType, source: unknown, path: readonly PropertyKey[]): string[] {
  let nodes = alternatives(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref' }) as Node,
    source,
  )
  let value = source
  for (const part of path) {
    value = typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined
    nodes = nodes.flatMap((node) => {
      const next =
        typeof part === 'number'
          ? node.items
          : (node.properties?.[String(part)] ??
            (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined))
      return next === undefined ? [] : alternatives(next, value)
    })
  }
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))]
}

function alternatives(node: Node, value: unknown): Node[] {
  const several = [...(node.anyOf ?? []), ...(node.oneOf ?? [])]
  const all = several.length > 0 ? several.flatMap((each) => alternatives(each, value)) : [node, ...(node.allOf ?? [])]
  const fitting = all.filter((each) => fits(each, value))
  return fitting.length > 0 ? fitting : all
}

function fits(node: Node, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || node.properties === undefined)
    return node.properties === undefined
  return Object.entries(node.properties).every(
    ([key, property]) => property.const === undefined || property.const === (value as Record<string, unknown>)[key],
  )
}
