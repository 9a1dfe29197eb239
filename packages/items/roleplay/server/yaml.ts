/** Scenes as YAML: `{title, scenes, questions}`, one or more documents a file. */
import type { CellProblem } from '@leitai/core/api/contract.ts'
import { idTwice, readYaml, schemaProblems, writeYaml } from '@leitai/items/formats/yaml.ts'
import { mostQuestions, mostScenes, question, scene, titled } from '../material.ts'
import type { RoleplayMaterial } from '../types.ts'

export interface Read {
  material: RoleplayMaterial
  problems: CellProblem[]
  bad: number
}

/** What is right is kept, and what is wrong is named with its line. */
export function readScenesYaml(content: Uint8Array): Read {
  const { documents, problems } = readYaml(content)
  const material: RoleplayMaterial = { ...titled.parse({}), scenes: [], questions: [] }
  let bad = problems.length
  const say = (found: CellProblem[]) => {
    problems.push(...found)
    bad += 1
  }
  for (const [index, document] of documents.entries()) {
    const { value } = document
    if (typeof value !== 'object' || value === null || !('scenes' in value || 'questions' in value)) {
      say([
        document.problem([], { zh: '缺少 scenes 或 questions 列表', en: 'There is no list of scenes or questions' }),
      ])
      continue
    }
    const { scenes, questions, ...about } = value as Record<string, unknown>
    const title = titled.safeParse(about)
    if (!title.success) say(schemaProblems(document, [], title.error))
    else if (index === 0) material.title = title.data.title
    for (const [path, given] of listed('scenes', scenes)) {
      const parsed = scene.safeParse(given)
      if (!parsed.success) say(schemaProblems(document, path, parsed.error))
      else if (material.scenes.some(({ id }) => id === parsed.data.id)) say([idTwice(document, path, parsed.data.id)])
      else if (material.scenes.length >= mostScenes)
        say([document.problem(path, { zh: `最多 ${mostScenes} 个情景`, en: `At most ${mostScenes} scenes` })])
      else material.scenes.push(parsed.data)
    }
    for (const [path, given] of listed('questions', questions)) {
      const parsed = question.safeParse(given)
      if (!parsed.success) say(schemaProblems(document, path, parsed.error))
      else if (material.questions.length >= mostQuestions)
        say([document.problem(path, { zh: `最多 ${mostQuestions} 道题`, en: `At most ${mostQuestions} questions` })])
      else material.questions.push(parsed.data)
    }
  }
  return { material, problems, bad }
}

function listed(key: string, value: unknown): [path: (string | number)[], given: unknown][] {
  return Array.isArray(value) ? value.map((given, i) => [[key, i], given]) : []
}

export function writeScenesYaml(material: RoleplayMaterial): string {
  return writeYaml(material)
}
