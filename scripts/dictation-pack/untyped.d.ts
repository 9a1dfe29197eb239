// Two build-time tools that ship no types: what the maker uses of them.
declare module 'espeak-ng' {
  export default function ESpeakNg(options: {
    arguments: string[]
    print(line: string): void
    printErr(line: string): void
  }): Promise<{ FS: { readFile(path: string): Uint8Array } }>
}

declare module 'wasm-media-encoders' {
  export function createMp3Encoder(): Promise<{
    configure(options: { channels: 1; sampleRate: number; bitrate: number }): void
    /** The bytes belong to the encoder until its next call: copy them. */
    encode(samples: readonly Float32Array[]): Uint8Array
    finalize(): Uint8Array
  }>
}
