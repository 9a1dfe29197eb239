/**
 * Where one stopped, on this device, until the server has it: a page that is closed while the network is down still knows it
 * the next time.
 */
export interface KeptPosition {
  position: number
  /** Where the server had it then: has it moved since, another device went on and this one is behind. */
  base: number
  watched: [number, number][]
}

const keyOf = (material: string, student: string) => `leitai.study.${material}.${student}`

export function keptPosition(material: string, student: string): KeptPosition | null {
  const text = localStorage.getItem(keyOf(material, student))
  if (text === null) return null
  try {
    const kept = JSON.parse(text) as KeptPosition
    return typeof kept.position === 'number' && typeof kept.base === 'number' && Array.isArray(kept.watched)
      ? kept
      : null
  } catch {
    // written by something else: as good as nothing
    return null
  }
}

export function keepPosition(material: string, student: string, kept: KeptPosition): void {
  localStorage.setItem(keyOf(material, student), JSON.stringify(kept))
}

export function dropPosition(material: string, student: string): void {
  localStorage.removeItem(keyOf(material, student))
}

/** Where to go on: where this device stopped, unless the server has heard of a later place. */
export function placeToGoOn(kept: KeptPosition | null, onServer: number): number {
  return kept !== null && kept.base === onServer ? kept.position : onServer
}
