// Two build-time tools that ship no types: what the maker uses of them.
declare module 'espeak-ng' {
  export default function ESpeakNg(options: {
    arguments: string[]
    print(line: string): void
    printErr(line: string): void
  }): Promise<{ FS: { readFile(path: string): Uint8Array } }>
}

declare module 'wasm-media-encoders' {
  interface Encoder<Options> {
    configure(options: { channels: 1; sampleRate: number } & Options): void
    /** The bytes belong to the encoder until its next call: copy them. */
    encode(samples: readonly Float32Array[]): Uint8Array
    finalize(): Uint8Array
  }
  export function createMp3Encoder(): Promise<Encoder<{ bitrate: number }>>
  export function createOggEncoder(): Promise<Encoder<{ vbrQuality: number }>>
}
