/** Tells this browser from the judge's others, so that what a tablet and a laptop say is not taken for one hand's. */
const key = 'leitai.device'
let known: string | null = null

export function thisDevice(): string {
  known ??= kept() ?? made()
  return known
}

function kept(): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function made(): string {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
  try {
    localStorage.setItem(key, id)
  } catch {
    // storage is blocked: the name holds until the page is left
  }
  return id
}
