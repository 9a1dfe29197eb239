import { describe, expect, it } from 'vitest'
import { openVoice, sampleRate, toMp3 } from './sound.ts'

describe('sound', () => {
  it('is the same in two makings, as long as its words and pauses, and never cut off', async () => {
    const parts = [{ say: '第三条', pace: 'normal' as const }, { pauseMs: 500 }, { say: 'z', pace: 'slow' as const }]
    const first = await openVoice().speak(parts)
    const second = await openVoice().speak(parts)
    expect(Buffer.from(first.buffer).equals(Buffer.from(second.buffer))).toBe(true)
    expect(first.length).toBeGreaterThan(sampleRate)
    expect(first.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(0.95)
  })

  it('becomes an MP3 file at the wanted bit rate', async () => {
    const tone = Float32Array.from({ length: sampleRate * 2 }, (_, index) => 0.3 * Math.sin(index / 8))
    const mp3 = await toMp3(tone, 24)
    // a frame begins with 11 set bits
    expect([mp3[0], mp3[1]! & 0xe0]).toEqual([0xff, 0xe0])
    expect(mp3.length / (24_000 / 8)).toBeCloseTo(2, 0)
  })
})
