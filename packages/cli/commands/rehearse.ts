/** `leitai rehearse`: a whole contest by simulated people, against an own temporary server or the one that is named. */
import { appendFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { createInterface } from 'node:readline/promises'
import { sentence } from '@leitai/server/rehearsal/browser.ts'
import { clockOverHttp, type HttpClock } from '../rehearsal/clock-over-http.ts'
import { startOwnServer, type OwnServer } from '../rehearsal/own-server.ts'
import { rehearse, type RehearsalOptions } from '../rehearsal/rehearse.ts'
import { reportHtml } from '../rehearsal/report.ts'
import { telling } from '../rehearsal/telling.ts'
import { cellsWide } from '../table.ts'
import { readRulebookFile } from '../rulebook-file.ts'
import { say } from '../say.ts'

export const usage =
  'leitai rehearse --rulebook C20 [--entrants 40] [--seed 7] [--seats 50] [--speed 120] [--out DIR] [--server URL] [--keep]    用模拟选手彩排整场赛事 / rehearse a whole contest with simulated people'

const about = `
  --rulebook  ${say({ zh: '随附规程的编号，或自己的 YAML 文件', en: 'a shipped rulebook’s id, or a YAML file of your own' })}
  --entrants  ${say({ zh: '参赛人数', en: 'how many entrants' })}
  --seed      ${say({ zh: '同一种子：同样的人、同样的表现与意外；抽签、抽题由服务器决定，每次不同', en: 'the same people, skills and mishaps for the same seed; draws and papers are the server’s own and differ' })}
  --speed     ${say({ zh: '虚拟时钟的倍速', en: 'how many times as fast as real time' })}
  --out       ${say({ zh: '写入 archive.zip、results.json、report.html 的文件夹', en: 'where archive.zip, results.json and report.html go' })}
  --server    ${say({ zh: '已在运行的服务器；组织者账号读自 LEITAI_USERNAME、LEITAI_PASSWORD，或当场询问。该服务器以 --virtual-clock 启动时，LEITAI_CLOCK_SECRET 可驱动其时钟', en: 'a server that runs already; the organiser’s account is read from LEITAI_USERNAME and LEITAI_PASSWORD, or asked for. Where it was started with --virtual-clock, LEITAI_CLOCK_SECRET drives its clock' })}
  --keep      ${say({ zh: '保留临时服务器的数据文件夹', en: 'keep the temporary server’s data folder' })}
`

interface Call {
  rulebook: string
  entrants: number
  seats: number
  seed: string
  speed: number
  out: string
  server: string | null
  keep: boolean
}

export async function run(args: string[]): Promise<number> {
  const call = readCall(args)
  if (typeof call === 'string') {
    process.stderr.write(`${call === '' ? '' : `${call}\n\n`}${usage}\n${about}`)
    return 2
  }
  const rulebook = readRulebookFile(call.rulebook)
  if (rulebook.problems !== undefined) {
    for (const line of rulebook.problems) process.stderr.write(`${line}\n`)
    return 2
  }
  await mkdir(call.out, { recursive: true })
  const logPath = join(call.out, 'rehearsal.log')
  await rm(logPath, { force: true })
  const terminal = process.stdout.isTTY
  const write = (line: string) => {
    process.stdout.write(`${line}\n`)
    appendFileSync(logPath, `${line}\n`)
  }
  const told = telling(write, terminal ? overwrite : null)
  write(
    say({
      zh: `彩排 ${rulebook.rulebook.id}，${call.entrants} 人，种子 ${call.seed}`,
      en: `rehearsing ${rulebook.rulebook.id}, ${call.entrants} entrants, seed ${call.seed}`,
    }),
  )
  const began = performance.now()
  let own: OwnServer | null = null
  let interrupted = false
  const interrupt = () => {
    interrupted = true
    void own?.stop(call.keep)
  }
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  try {
    let clock: HttpClock | null
    let organiser: RehearsalOptions['organiser']
    if (call.server === null) {
      own = await told.step({ zh: '启动临时服务器', en: 'Start a temporary server' }, () =>
        startOwnServer(join(call.out, 'server.log')),
      )
      clock = await clockOverHttp(own.url, own.clockSecret)
      if (clock === null) throw new Error('临时服务器没有虚拟时钟 / the temporary server has no virtual clock')
      organiser = { setupToken: own.setupToken }
    } else {
      const secret = process.env['LEITAI_CLOCK_SECRET']
      clock = secret === undefined ? null : await clockOverHttp(call.server, secret)
      organiser = await askForAccount()
    }
    const url = own?.url ?? call.server!
    const { entrants, seats, seed, speed, out } = call
    const rehearsed = await rehearse({
      rulebookId: rulebook.rulebook.id,
      ownYaml: rulebook.shipped ? null : rulebook.yaml,
      entrants,
      seats,
      seed,
      speed,
      out,
      url,
      clock,
      organiser,
      telling: told,
    })
    const tookMs = performance.now() - began
    await writeFile(
      join(out, 'report.html'),
      reportHtml({ ...rehearsed, seed, speed, tookMs, steps: told.steps, eventLoop: clock?.eventLoop ?? [] }),
    )
    const { load, archive } = rehearsed
    write('')
    write(
      say({
        zh: `彩排完成，用时 ${(tookMs / 1000).toFixed(0)} 秒；归档校验通过`,
        en: `done in ${(tookMs / 1000).toFixed(0)} s; the archive verifies`,
      }),
    )
    write(
      `  ${say({ zh: `${load.commands} 条操作，${load.perSecond.toFixed(0)} 条/秒（最多 ${load.busiestSecond}）`, en: `${load.commands} commands, ${load.perSecond.toFixed(0)} a second (at most ${load.busiestSecond})` })}`,
    )
    write(
      `  ${say({ zh: '确认延迟', en: 'acknowledged within' })}  p50 ${load.p50Ms.toFixed(1)} ms  p95 ${load.p95Ms.toFixed(1)} ms  p99 ${load.p99Ms.toFixed(1)} ms`,
    )
    write(`  head ${archive.head}`)
    write(`  ${join(out, 'archive.zip')}\n  ${join(out, 'results.json')}\n  ${join(out, 'report.html')}`)
    return 0
  } catch (error) {
    write('')
    write(
      interrupted
        ? say({ zh: '彩排被中断', en: 'interrupted' })
        : say({ zh: '彩排未通过', en: 'the rehearsal failed' }),
    )
    if (!interrupted) write(sentence(error))
    write(
      `  ${say({ zh: '日志', en: 'log' })}  ${logPath}${call.server === null ? `  ${join(call.out, 'server.log')}` : ''}`,
    )
    return 1
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    await own?.stop(call.keep)
    if (call.keep && own !== null) write(`  ${say({ zh: '数据文件夹', en: 'data folder' })}  ${own.home}`)
  }
}

/** The line that is still changing; a whole line takes its place. */
function overwrite(line: string): void {
  const columns = process.stdout.columns ?? 80
  let shown = ''
  for (const character of line) {
    if (cellsWide(shown + character) >= columns) break
    shown += character
  }
  process.stdout.write(`\r\u001b[2K${shown}`)
}

async function askForAccount(): Promise<{ username: string; password: string }> {
  const { LEITAI_USERNAME: username, LEITAI_PASSWORD: password } = process.env
  if (username !== undefined && password !== undefined) return { username, password }
  if (!process.stdin.isTTY)
    throw new Error('请设置 LEITAI_USERNAME 和 LEITAI_PASSWORD / set LEITAI_USERNAME and LEITAI_PASSWORD')
  // What is typed as a password is not shown.
  let shown = true
  const output = new Writable({
    write(chunk: Buffer, _, done) {
      if (shown) process.stdout.write(chunk)
      done()
    },
  })
  const asking = createInterface({ input: process.stdin, output, terminal: true })
  try {
    const name = await asking.question('组织者用户名 organiser’s user name: ')
    process.stdout.write('密码 password: ')
    shown = false
    const secret = await asking.question('')
    process.stdout.write('\n')
    return { username: name, password: secret }
  } finally {
    asking.close()
  }
}

/** The call as it was meant, or what is wrong with it. */
function readCall(args: string[]): Call | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        rulebook: { type: 'string' },
        entrants: { type: 'string', default: '40' },
        seats: { type: 'string', default: '50' },
        seed: { type: 'string', default: '7' },
        speed: { type: 'string', default: '120' },
        out: { type: 'string', default: 'rehearsal' },
        server: { type: 'string' },
        keep: { type: 'boolean', default: false },
      },
    })
    const { rulebook, seed, out, server, keep } = values
    if (rulebook === undefined) return say({ zh: '请用 --rulebook 指定规程', en: 'name a rulebook with --rulebook' })
    const number = (name: 'entrants' | 'seats' | 'speed', most: number) => {
      const value = Number(values[name])
      if (!Number.isInteger(value) || value < 1 || value > most)
        throw new RangeError(
          say({ zh: `--${name} 应为 1–${most} 的整数`, en: `--${name} must be a whole number from 1 to ${most}` }),
        )
      return value
    }
    return {
      rulebook,
      seed,
      keep,
      out: resolve(out),
      server: server?.replace(/\/+$/, '') ?? null,
      entrants: number('entrants', 2000),
      seats: number('seats', 260),
      speed: number('speed', 2000),
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
