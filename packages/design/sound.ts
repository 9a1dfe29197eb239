/**
 * Sound cues of a hall's screen, made by the browser: no files. Browsers play nothing before somebody has pressed a key on
 * the page, so whoever opens a screen switches them on (`unlockSound`). The volume is this computer's.
 */

type Note = {
  /** Hz; two of them: it glides. */
  pitch: number | [number, number]
  /** Seconds from the beginning of the cue. */
  at: number
  seconds: number
  wave?: OscillatorType
  /** Beside 1. */
  gain?: number
}

/** Short, apart from each other in a noisy hall, and none of them shrill. */
const cues = {
  light: [
    { pitch: 880, at: 0, seconds: 0.09, wave: 'triangle' },
    { pitch: 1318.5, at: 0.08, seconds: 0.3, wave: 'triangle' },
  ],
  buzz: [
    { pitch: 392, at: 0, seconds: 0.34, wave: 'sawtooth', gain: 0.5 },
    { pitch: 587.3, at: 0, seconds: 0.34, wave: 'triangle' },
  ],
  foul: [
    { pitch: [220, 196], at: 0, seconds: 0.22, wave: 'square', gain: 0.35 },
    { pitch: [220, 196], at: 0.28, seconds: 0.26, wave: 'square', gain: 0.35 },
  ],
  right: [
    { pitch: 659.3, at: 0, seconds: 0.16, wave: 'triangle' },
    { pitch: 784, at: 0.11, seconds: 0.16, wave: 'triangle' },
    { pitch: 1046.5, at: 0.22, seconds: 0.55, wave: 'triangle' },
  ],
  wrong: [
    { pitch: 311.1, at: 0, seconds: 0.22, wave: 'triangle' },
    { pitch: [261.6, 233.1], at: 0.2, seconds: 0.5, wave: 'triangle' },
  ],
  tick: [{ pitch: 1046.5, at: 0, seconds: 0.05, wave: 'sine', gain: 0.6 }],
  timeUp: [
    { pitch: 440, at: 0, seconds: 0.7, wave: 'triangle' },
    { pitch: 554.4, at: 0, seconds: 0.7, wave: 'sine', gain: 0.6 },
  ],
  round: [
    { pitch: 392, at: 0, seconds: 0.22, wave: 'triangle' },
    { pitch: 523.3, at: 0.16, seconds: 0.22, wave: 'triangle' },
    { pitch: 659.3, at: 0.32, seconds: 0.22, wave: 'triangle' },
    { pitch: 784, at: 0.48, seconds: 0.8, wave: 'triangle' },
  ],
  over: [
    { pitch: 523.3, at: 0, seconds: 0.9, wave: 'triangle' },
    { pitch: 659.3, at: 0.12, seconds: 0.9, wave: 'triangle' },
    { pitch: 784, at: 0.24, seconds: 0.9, wave: 'triangle' },
    { pitch: 1046.5, at: 0.36, seconds: 1.3, wave: 'triangle' },
  ],
} satisfies Record<string, Note[]>

export type Cue = keyof typeof cues

const volumeKey = 'leitai.volume'
let context: AudioContext | null = null

/** To be called while a key or a finger is being pressed. */
export async function unlockSound(): Promise<boolean> {
  context ??= new AudioContext()
  if (context.state !== 'running') await context.resume()
  return context.state === 'running'
}

/** 0 to 1. */
export function volume(): number {
  try {
    const kept = Number.parseFloat(localStorage.getItem(volumeKey) ?? '')
    return Number.isNaN(kept) ? 0.7 : Math.min(1, Math.max(0, kept))
  } catch {
    return 0.7
  }
}

export function setVolume(next: number): void {
  try {
    localStorage.setItem(volumeKey, String(Math.min(1, Math.max(0, next))))
  } catch {
    // storage is blocked: the usual volume stays
  }
}

/** Nothing where sound was not switched on. */
export function playCue(name: Cue): void {
  if (context?.state !== 'running') return
  const loud = 0.4 * volume()
  const start = context.currentTime + 0.005
  for (const note of cues[name] as Note[]) {
    const from = start + note.at
    const until = from + note.seconds
    const tone = context.createOscillator()
    const level = context.createGain()
    tone.type = note.wave ?? 'sine'
    const [first, last] = typeof note.pitch === 'number' ? [note.pitch, note.pitch] : note.pitch
    tone.frequency.setValueAtTime(first, from)
    if (last !== first) tone.frequency.exponentialRampToValueAtTime(last, until)
    level.gain.setValueAtTime(0.0001, from)
    level.gain.exponentialRampToValueAtTime(Math.max(0.0001, loud * (note.gain ?? 1)), from + 0.012)
    level.gain.exponentialRampToValueAtTime(0.0001, until)
    tone.connect(level).connect(context.destination)
    tone.start(from)
    tone.stop(until + 0.02)
  }
}
