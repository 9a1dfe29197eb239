/** Which scene and which questions: chance that anybody can compute again from the recorded seed. */
import { chance, deriveSeed } from '@leitai/core/seed.ts'
import type { Draw, Question, RoleplayMaterial, RoleplayOptions, Scene } from './types.ts'

/** A draw among what no earlier draw of this entrant gave; null where too little is left. */
export function draw(
  options: RoleplayOptions,
  material: RoleplayMaterial,
  seed: string,
  earlier: readonly Draw[],
): Draw | null {
  const wanted = options.questions ?? 0
  const before = earlier.at(-1)
  if (options.draw === 'none') {
    const asked = new Set(earlier.flatMap(({ questions }) => questions))
    const pool = placesOf(material).filter((place) => !asked.has(place))
    if (pool.length < wanted || (before !== undefined && wanted === 0)) return null
    return { seed, scene: null, questions: questionsFrom(pool, wanted, seed) }
  }
  const seen = new Set(earlier.map(({ scene }) => scene))
  const pool = material.scenes.map(({ id }) => id).filter((id) => !seen.has(id))
  if (pool.length === 0) return null
  return {
    seed,
    scene: chance(deriveSeed(seed, 'scene')).sample(pool, 1)[0]!,
    // Another scene is no reason for other questions: these belong to none.
    questions: before?.questions ?? questionsFrom(placesOf(material), wanted, seed),
  }
}

/** How often another draw could still be made. */
export function drawsLeft(options: RoleplayOptions, material: RoleplayMaterial, earlier: readonly Draw[]): number {
  const wanted = options.questions ?? 0
  if (options.draw !== 'none') return Math.max(0, material.scenes.length - earlier.length)
  return wanted === 0 ? 0 : Math.max(0, Math.floor(material.questions.length / wanted) - earlier.length)
}

function placesOf({ questions }: RoleplayMaterial): number[] {
  return questions.map((_, place) => place)
}

function questionsFrom(pool: readonly number[], wanted: number, seed: string): number[] {
  return chance(deriveSeed(seed, 'questions')).sample(pool, wanted)
}

export function sceneOf({ scenes }: RoleplayMaterial, { scene }: Draw): Scene | null {
  return scene === null ? null : scenes.find(({ id }) => id === scene)!
}

/** The scene's own questions, then the drawn ones. */
export function questionsOf(material: RoleplayMaterial, drawn: Draw): Question[] {
  return [...(sceneOf(material, drawn)?.questions ?? []), ...drawn.questions.map((place) => material.questions[place]!)]
}
