/** A rulebook named on the command line: a YAML file, or the id of a shipped one (`C18`). */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseRulebook } from '@leitai/core/rulebook/parse.ts'
import type { Rulebook } from '@leitai/core/rulebook/schema.ts'
import { measuresOf, optionsOf } from '@leitai/items/rules.ts'
import { say } from './say.ts'

const shipped = (id: string) => fileURLToPath(new URL(`../../rulebooks/${id}.yaml`, import.meta.url))

/** The rulebook, or the lines that say what is wrong: `FILE:line:column path: message`. */
export function readRulebookFile(
  name: string,
): { rulebook: Rulebook; yaml: string; shipped: boolean; problems?: never } | { rulebook?: never; problems: string[] } {
  const byId = /^[A-Za-z][A-Za-z0-9-]*$/.test(name) && !existsSync(name)
  const path = byId ? shipped(name) : name
  let yaml: string
  try {
    yaml = readFileSync(path, 'utf8')
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return {
      problems: [
        say(
          byId
            ? { zh: `没有名为“${name}”的规程，也没有这个文件`, en: `There is no rulebook "${name}" and no such file` }
            : { zh: `无法读取 ${name}（${why}）`, en: `Cannot read ${name} (${why})` },
        ),
      ],
    }
  }
  const parsed = parseRulebook(yaml, { optionsOf, measuresOf })
  return parsed.problems === undefined
    ? { rulebook: parsed.rulebook, yaml, shipped: byId }
    : {
        problems: parsed.problems.map(
          ({ line, column, path: where, message }) =>
            `${path}:${line}:${column} ${where === '' ? '' : `${where}: `}${say(message)}`,
        ),
      }
}
