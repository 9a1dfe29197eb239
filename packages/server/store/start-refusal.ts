/** Why the server does not start, in words for the person who typed the command; not a bug, so no stack is shown. */
export class StartRefusal extends Error {
  readonly code: string
  readonly zh: string
  readonly en: string

  constructor(code: string, zh: string, en: string) {
    super(`${zh}\n${en}`)
    this.name = 'StartRefusal'
    this.code = code
    this.zh = zh
    this.en = en
  }
}
