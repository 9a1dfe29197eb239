// Words to sound: espeak-ng for the voice, LAME for the file. The same words give the same bytes every time.
import ESpeakNg from 'espeak-ng'
import { createMp3Encoder } from 'wasm-media-encoders'
import type { Part } from './spoken.ts'

export const sampleRate = 22_050

/** Words a minute, in espeak's own measure. */
const speed = { normal: 200, slow: 170 }
/** Below this a sample counts as silence (of ±1). */
const silence = 0.006
/** Every clip is brought to this loudness, so that a whispering "f" and a shouting "a" are equally easy to hear. */
const loudness = 0.12
const ceiling = 0.9
const mostGain = 3

/** Letters that its English voice names otherwise than a Chinese listener expects. */
const letterNames: { [letter: string]: string } = { z: 'zee' }

function samplesOf(wav: Uint8Array): Float32Array {
  // 16 bit mono behind a header of 44 bytes
  const view = new DataView(wav.buffer, wav.byteOffset + 44, wav.byteLength - 44)
  return Float32Array.from(
    { length: Math.floor(view.byteLength / 2) },
    (_, index) => view.getInt16(index * 2, true) / 32_768,
  )
}

function trimmed(samples: Float32Array): Float32Array {
  const first = samples.findIndex((sample) => Math.abs(sample) > silence)
  const last = samples.findLastIndex((sample) => Math.abs(sample) > silence)
  const margin = Math.round(sampleRate * 0.02)
  return samples.slice(Math.max(0, first - margin), Math.min(samples.length, last + margin))
}

/** To the common loudness, with edges of 5 ms so that nothing clicks. */
function levelled(samples: Float32Array): Float32Array {
  let sum = 0
  let peak = 0
  for (const sample of samples) {
    sum += sample * sample
    peak = Math.max(peak, Math.abs(sample))
  }
  const gain = Math.min(mostGain, loudness / Math.sqrt(sum / samples.length), ceiling / peak)
  const edge = Math.round(sampleRate * 0.005)
  return samples.map((sample, index) => sample * gain * Math.min(1, index / edge, (samples.length - 1 - index) / edge))
}

export interface Voice {
  /** Sound of all parts, one after the other. */
  speak(parts: readonly Part[]): Promise<Float32Array>
}

export function openVoice(): Voice {
  // letters, digits and labels come again in every record
  const clips = new Map<string, Float32Array>()

  async function clip(words: string, pace: keyof typeof speed): Promise<Float32Array> {
    const key = `${pace} ${words}`
    const known = clips.get(key)
    if (known) return known
    const complaints: string[] = []
    const espeak = await ESpeakNg({
      // -D: no chance in the voice; -a: headroom, or loud vowels are cut off
      arguments: [
        '-v',
        'cmn',
        '-D',
        '-a',
        '60',
        '-s',
        String(speed[pace]),
        '-w',
        'words.wav',
        letterNames[words] ?? words,
      ],
      print: () => {},
      printErr: (line) => complaints.push(line),
    })
    const samples = trimmed(samplesOf(espeak.FS.readFile('words.wav')))
    if (samples.length === 0) throw new Error(`The synthesizer says nothing for "${words}". ${complaints.join(' ')}`)
    const made = levelled(samples)
    clips.set(key, made)
    return made
  }

  return {
    async speak(parts) {
      const pieces: Float32Array[] = []
      for (const part of parts) {
        pieces.push(
          'pauseMs' in part
            ? new Float32Array(Math.round((part.pauseMs / 1000) * sampleRate))
            : await clip(part.say, part.pace),
        )
      }
      const whole = new Float32Array(pieces.reduce((length, piece) => length + piece.length, 0))
      let at = 0
      for (const piece of pieces) {
        whole.set(piece, at)
        at += piece.length
      }
      return whole
    },
  }
}

/** `bitrate` in kbit/s, constant: players then know the length from the size. */
export async function toMp3(samples: Float32Array, bitrate: number): Promise<Uint8Array> {
  const encoder = await createMp3Encoder()
  encoder.configure({ channels: 1, sampleRate, bitrate })
  const body = encoder.encode([samples]).slice()
  return Buffer.concat([body, encoder.finalize()])
}
