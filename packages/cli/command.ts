/** What every file in `commands/` exports. */
export interface CommandFile {
  /** One line: the call, and what it does. */
  usage: string
  /** Exit code: 0 done; 1 what was looked at is not in order; 2 the input or the call is wrong. */
  run(args: string[]): Promise<number>
}
