#!/usr/bin/env node
/** The command line: `leitai COMMAND …`. One file a command in `commands/`; it is loaded when it is called. */
import type { CommandFile } from './command.ts'
import { say } from './say.ts'

const commands: Record<string, () => Promise<CommandFile>> = {
  check: () => import('./commands/check.ts'),
  rehearse: () => import('./commands/rehearse.ts'),
  results: () => import('./commands/results.ts'),
  start: () => import('./commands/start.ts'),
  verify: () => import('./commands/verify.ts'),
}

const [name, ...args] = process.argv.slice(2)
const load = name === undefined ? undefined : commands[name]
if (load !== undefined) {
  process.exitCode = await (await load()).run(args)
} else {
  const usages = await Promise.all(Object.values(commands).map(async (each) => (await each()).usage))
  const asked = name === undefined || name === 'help' || name === '--help' || name === '-h'
  const text = [
    ...(asked ? [] : [say({ zh: `没有“${name}”这个命令`, en: `There is no command "${name}"` }), '']),
    '擂台 Leitai',
    ...usages.map((usage) => `  ${usage}`),
    '',
  ].join('\n')
  ;(asked ? process.stdout : process.stderr).write(text)
  process.exitCode = asked ? 0 : 2
}
