/** Three rising notes, soft at both ends: told apart from any noise of a machine, and unpleasant to nobody. */
export function playTestTone(): void {
  const context = new AudioContext()
  const start = context.currentTime + 0.05
  for (const [index, frequency] of [523.25, 659.25, 783.99].entries()) {
    const at = start + index * 0.32
    const note = context.createOscillator()
    const loudness = context.createGain()
    note.frequency.value = frequency
    loudness.gain.setValueAtTime(0, at)
    loudness.gain.linearRampToValueAtTime(0.25, at + 0.03)
    loudness.gain.setValueAtTime(0.25, at + 0.24)
    loudness.gain.linearRampToValueAtTime(0, at + 0.3)
    note.connect(loudness).connect(context.destination)
    note.start(at)
    note.stop(at + 0.32)
    if (index === 2) note.addEventListener('ended', () => void context.close())
  }
}
