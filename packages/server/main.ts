/** `npm start`: one server on this computer, until Ctrl-C. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { virtualClock } from './clock/virtual-clock.ts'
import { firstOrganiserToken } from './people/first-organiser.ts'
import { startServer, type LeitaiServer } from './server.ts'
import { StartRefusal } from './store/start-refusal.ts'

const { values: flags } = parseArgs({
  options: {
    demo: { type: 'boolean', default: false },
    /** Rehearsals only: the clock may be made faster. */
    'virtual-clock': { type: 'boolean', default: false },
    /** A link for a further organiser, where the only one forgot the password. */
    'new-organiser-link': { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
})
const { env } = process
const home = resolve(env.LEITAI_HOME ?? 'leitai-data')
const log = (line: string) => {
  if (!flags.quiet) console.error(`${new Date().toISOString()} ${line}`)
}

let server: LeitaiServer | null = null
let stopping = false

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) {
      console.error('强制停止。 Stopped by force.')
      process.exit(1)
    }
    stopping = true
    // still starting: it is stopped as soon as it is up
    if (server !== null) void shutDown(server)
  })
}

try {
  const accounts = flags.demo && !flags['virtual-clock'] ? await demo() : null
  server = await startServer({
    home,
    port: port('PORT', 8080),
    httpsPort: port('HTTPS_PORT', 8443),
    databaseUrl: env.DATABASE_URL,
    trustProxy: env.TRUST_PROXY === undefined ? false : env.TRUST_PROXY === 'true' ? true : env.TRUST_PROXY,
    log,
    ...(flags['virtual-clock'] ? { clock: virtualClock(Date.now()), clockSecret: env.LEITAI_CLOCK_SECRET } : {}),
  })
  if (stopping) await shutDown(server)
  else await announce(server)
  if (accounts !== null && !stopping) console.log(`${accounts}\n`)
} catch (error) {
  if (!(error instanceof StartRefusal)) throw error
  console.error(`\n${error.zh}\n${error.en}\n`)
  process.exit(1)
}

/** What is told of the demo when the server is up. */
async function demo(): Promise<string> {
  const { loadDemo, accountsFile } = await import('./demo/demo.ts')
  const loaded = await loadDemo({ home, databaseUrl: env.DATABASE_URL, log }, ({ zh, en }) =>
    console.log(`${zh}  ${en}`),
  )
  const kept = join(home, accountsFile)
  if (loaded !== null) return `${loaded}\n\n记在 Kept in  ${kept}`
  return `没有载入演示：此数据文件夹已有组织者或赛事。 The demo was not loaded: this data folder has an organiser or contests already.${existsSync(kept) ? `\n演示账号 Demo accounts  ${kept}` : ''}`
}

async function announce({ urls, setupUrl, url, db }: LeitaiServer): Promise<void> {
  const extra = flags['new-organiser-link'] ? `${url}/setup#${await firstOrganiserToken(db, true)}` : null
  const list = (scheme: string) =>
    urls
      .filter((one) => one.startsWith(`${scheme}:`))
      .map((one) => `    ${one}`)
      .join('\n')
  const organiser = setupUrl ?? extra
  console.log(`
  擂台 Leitai

  打开 Open
${list('http')}
  需要麦克风时 Where a microphone is needed（${url}/trust）
${list('https')}
${organiser === null ? '' : `\n  组织者一次性链接 One-time link for the organiser\n    ${organiser}\n`}
  数据 Data      ${home}${flags['virtual-clock'] ? '\n  虚拟时钟 Virtual clock' : ''}
  停止 Stop      Ctrl-C
`)
}

async function shutDown(running: LeitaiServer): Promise<void> {
  console.log('\n正在停止… Stopping…')
  try {
    await running.stop()
    process.exit(0)
  } catch (error) {
    console.error(error)
    process.exit(1)
  }
}

function port(name: 'PORT' | 'HTTPS_PORT', usual: number): number {
  const text = env[name]
  const number = text === undefined || text === '' ? usual : Number(text)
  if (Number.isInteger(number) && number >= 0 && number < 65536) return number
  console.error(`${name}=${text}：须为 0–65535 的整数。 must be a whole number from 0 to 65535.`)
  process.exit(2)
}
