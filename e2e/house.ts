/**
 * The house in which a whole contest is played: a real server on a folder and a PostgreSQL of its own, and one real
 * browser in which every person has a window of their own (a context: nothing of one is seen by another).
 */
import { existsSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { Clock } from '@leitai/server/runs/contract.ts'
import { startServer, type LeitaiServer } from '@leitai/server/server.ts'
import { makeTemporaryHome } from '@leitai/server/store/temporary-home.ts'
import { CHROMIUM_FLAGS, findChromium } from '../scripts/chromium.ts'

/** What most halls have; and a phone. */
export const desk = { width: 1366, height: 768 }
export const phone = { width: 390, height: 844 }

/** `E2E_PAGES`: pages that were built elsewhere. */
const dist = process.env['E2E_PAGES'] ?? join(import.meta.dirname, '..', 'packages', 'web', 'dist')
/** Two cores, shared with a PostgreSQL: long enough never to be the reason of a failure. */
const patienceMs = Number(process.env['E2E_PATIENCE_MS'] ?? 45_000)
/** For `expect.poll`. */
export const patience = { timeout: patienceMs, interval: 50 }

export interface House {
  server: LeitaiServer
  browser: Browser
  /** A person's own window; `url`: the server by another way. */
  window(options?: { width: number; height: number; scale?: number; url?: string }): Promise<Page>
  /** What no page should ever do: scripts that fail, answers of 500. */
  troubles: string[]
  stop(): Promise<void>
}

/** @param clock for pictures of a day that takes no day */
export async function openHouse(clock?: Clock): Promise<House> {
  if (!existsSync(join(dist, 'index.html')))
    throw new Error(`The web pages are not built: ${dist} is missing. Run \`node scripts/setup.js\` first.`)
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium was found. Install it, or name it in CHROMIUM.')

  const { home, remove } = await makeTemporaryHome()
  const troubles: string[] = []
  const log = (line: string) => {
    if (line.startsWith('error:')) troubles.push(line)
  }
  let server: LeitaiServer
  try {
    // a copy: another build at the same time takes nothing away from these pages
    const webFolder = join(home, 'web')
    await cp(dist, webFolder, { recursive: true })
    server = await startServer({
      home,
      webFolder,
      port: 0,
      httpsPort: 0,
      listenOn: '127.0.0.1',
      log,
      ...(clock === undefined ? {} : { clock }),
    })
  } catch (error) {
    await remove()
    throw error
  }
  // recordings play without a loudspeaker and without a press beforehand
  const args = [...CHROMIUM_FLAGS, '--mute-audio', '--autoplay-policy=no-user-gesture-required']
  const browser = await chromium.launch({ executablePath, args })

  return {
    server,
    browser,
    troubles,
    async window({ scale = 1, url = server.url, ...viewport } = { ...desk }) {
      const context = await browser.newContext({
        viewport,
        deviceScaleFactor: scale,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        baseURL: url,
      })
      context.setDefaultTimeout(patienceMs)
      watch(context, troubles)
      return context.newPage()
    },
    async stop() {
      await browser.close()
      await server.stop()
      await remove()
    },
  }
}

function watch(context: BrowserContext, troubles: string[]): void {
  context.on('weberror', (error) => troubles.push(`page: ${error.error().stack ?? error.error().message}`))
  context.on('console', (message) => {
    // a refusal's 4xx is told to the person; the browser's own line about it is no trouble
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      troubles.push(`console: ${message.text()}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.status()} ${response.url()}`)
  })
}

/** With `E2E_PICTURES=folder`: this screen as a picture, on a desk and on a phone. */
export async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_PICTURES']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await page.setViewportSize(phone)
  await page.screenshot({ path: join(folder, `${name}-phone.png`), fullPage: true })
  await page.setViewportSize(desk)
}

/** With `E2E_PICTURES=folder`: this screen as it is; for a hall's screen, and for what changes while one looks. */
export async function lookAsItIs(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_PICTURES']
  if (folder === undefined) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
