/**
 * Files in real browsers: a contestant hands in a text, a table, a sound and a film over a network that breaks; judges hear and
 * see them without learning whose they are. And the recording of a performance: missed, brought by the host, replaced by the
 * entrant, heard by the judge.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page, Response } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runIdOf } from '@leitai/core/contest/reading.ts'
import { isRefusal, type Actor } from '@leitai/core/run.ts'
import { mp3, png, wav } from '@leitai/server/uploads/testing/files.ts'
import { conductWords } from '../packages/items/roleplay/web/conduct-words.ts'
import { recordingWords } from '../packages/items/roleplay/web/recording-words.ts'
import { roleplayWords } from '../packages/items/roleplay/web/words.ts'
import { submissionWords } from '../packages/items/submission/web/words.ts'
import { fileWords } from '../packages/design/words.ts'
import { contestantWords } from '../packages/web/contestant/words.ts'
import { hostWords } from '../packages/web/host/words.ts'
import { arrange, type Arranged } from './arrange.ts'
import { allSaved, receipt, signInSeat } from './contestant.ts'
import { desk as screen, look, openHouse, patience, type House } from './house.ts'
import { openLine, type Line } from './line.ts'
import { button, handOver, signIn } from './people.ts'

const w = submissionWords.zh
const own = contestantWords.zh
const recording = recordingWords.zh
const host = hostWords.zh

const sheet = (id: string) => `
        marking:
          by: judges
          judges: 1
          sheet:
            - { kind: points, id: ${id}-all, label: { zh: 总体, en: Overall }, max: 10, step: 0.5 }`
const rulebook = `
leitai: 1
id: UPLOADS
title: { zh: 作品赛, en: Works }
entrants: { kind: individual, entry: [list] }
sealing: { layers: 1 }
conduct: { fullScreen: false, paste: refuse }
stages:
  - id: final
    title: { zh: 决赛, en: Final }
    items:
      - id: work
        type: submission
        title: { zh: 服务作品, en: Work }
        points: 10
        minutes: 60
        options:
          parts:
            - { kind: text, id: reply, label: { zh: 回复信, en: Reply } }
            - kind: table
              id: plan
              label: { zh: 改进表, en: Plan }
              rows: 3
              columns: [{ id: what, label: { zh: 措施, en: What } }, { id: when, label: { zh: 时限, en: When } }]
            - { kind: file, id: voice, label: { zh: 录音, en: Voice }, accept: [audio], mostMegabytes: 40 }
            - { kind: file, id: film, label: { zh: 短片, en: Film }, accept: [video], mostMegabytes: 20, mostSeconds: 60 }${sheet('work')}
      - id: phone
        type: roleplay
        title: { zh: 电话服务, en: Phone }
        points: 10
        minutes: 3
        start: turn
        options: { draw: entrant, performance: { minutes: 3 }, audience: clock, recording: required }${sheet('phone')}
    ranking: { tieBreaks: [{ by: shared }] }
signatures: [chiefJudge]
`
const task = {
  title: '回访',
  tasks: [{ id: 'reply', title: '热力客户回访', text: '请写回复信、列改进表，并录一段回访。', lookFor: '语气真诚' }],
}
const both = (zh: string) => ({ zh, en: zh })
const scenes = {
  title: both('来电'),
  scenes: [
    {
      id: 'bill',
      title: both('账单疑问'),
      audience: both('一位客户来电。'),
      entrant: both('请接听。'),
      judges: both('客户着急。'),
      handout: [],
      questions: [],
    },
  ],
  questions: [],
}

/** In the file's name, and written into the file by the program that made it. */
const author = '欧阳文静'
const soundName = `${author}的录音.wav`
const filmName = `${author}_final.webm`
/** Larger than what a slow network takes while somebody looks on. */
const soundSeconds = 1500

let house: House
let contest: Arranged
let line: Line
/** A file must be the same one when it is chosen again. */
let folder: string
let contestant: Page
let judge: Page
let desk: Page

beforeAll(async () => {
  house = await openHouse()
  const people: { personId: string; username: string; password: string }[] = []
  contest = await arrange(house, {
    title: '作品赛',
    rulebook,
    materials: { work: { type: 'submission', body: () => task }, phone: { type: 'roleplay', body: () => scenes } },
    entrants: [{ name: author, delegation: '临江热力' }],
    async beforeDraw(api, id) {
      for (const [name, username, role] of [
        ['李明远', 'judge1', 'judge'],
        ['何主持', 'host', 'host'],
      ] as const) {
        const { personId, password } = await api.people.add({ id, name, username, delegation: '', roles: [role] })
        people.push({ personId, username, password: password! })
      }
    },
  })
  const { api, id, slug, slips } = contest
  for (const item of ['work', 'phone'])
    await api.marking.appointPanel({ id, stage: 'final', item, group: null, judges: [people[0]!.personId] })
  judge = await house.window()
  desk = await house.window()
  for (const [index, page] of [judge, desk].entries())
    await signIn(page, people[index]!.username, people[index]!.password)
  line = await openLine(house.server.url)
  folder = await mkdtemp(join(tmpdir(), 'leitai-files-'))
  contestant = await house.window({ ...screen, url: line.url })
  await signInSeat(contestant, slug, slips[0]!.code, slips[0]!.pin)
})
afterAll(async () => {
  line?.stop()
  await house?.stop()
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
})

const code = () => contest.slips[0]!.code
const runOf = (item: string) => runIdOf(contest.id, 'final', item, code())
const part = (label: string) => contestant.locator('section', { has: contestant.getByRole('heading', { name: label }) })

async function choose(label: string, name: string, buffer: Buffer, mimeType: string) {
  await handOver(contestant, () => part(label).getByRole('button', { name: w.choose, exact: true }).click(), {
    name,
    mimeType,
    buffer,
  })
}

/** A second of film, as a browser records one; behind it a tag with the author's name. */
async function film(page: Page): Promise<Buffer> {
  const recorded = await page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 64
    const context = canvas.getContext('2d')!
    const paint = setInterval(() => {
      context.fillStyle = `hsl(${performance.now() % 360} 60% 50%)`
      context.fillRect(0, 0, 64, 64)
    }, 40)
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' })
    const chunks: Blob[] = []
    recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data))
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve))
    recorder.start(200)
    await new Promise((resolve) => setTimeout(resolve, 1500))
    recorder.stop()
    await stopped
    clearInterval(paint)
    return [...new Uint8Array(await new Blob(chunks).arrayBuffer())]
  })
  const element = (id: string, content: Buffer) => {
    const size = Buffer.alloc(8)
    size.writeBigUInt64BE(BigInt(content.length) | (1n << 56n))
    return Buffer.concat([Buffer.from(id, 'hex'), size, content])
  }
  const tag = element(
    '67c8',
    Buffer.concat([element('45a3', Buffer.from('ARTIST')), element('4487', Buffer.from(author))]),
  )
  return Buffer.concat([Buffer.from(recorded), element('1254c367', element('7373', tag))])
}

/** The list of who takes part is public, without codes: it says nothing of a work. */
function withoutPublicList(frame: string): string {
  if (!frame.startsWith('{"t":"view"')) return frame
  const { view, ...rest } = JSON.parse(frame) as { runId: string; view: { entrants?: { code?: string }[] } }
  if (rest.runId !== contest.id || view.entrants?.some(({ code }) => code !== undefined) === true) return frame
  return JSON.stringify({ ...rest, view: { ...view, entrants: [] } })
}

test('what is required and missing is told before handing in', async () => {
  await contest.act('openSession', { session: 'work' })
  await contestant.getByText('热力客户回访').waitFor()
  const foot = contestant.getByRole('status').filter({ hasText: w.missing })
  await expect.poll(() => foot.textContent(), patience).toBe(`${w.missing}回复信、改进表、录音、短片`)

  await contestant.getByRole('textbox', { name: '回复信' }).fill('尊敬的客户，来信收悉，今天下午派人上门测温。')
  await contestant.getByRole('textbox').nth(1).fill('上门测温')
  await expect.poll(() => foot.textContent(), patience).toBe(`${w.missing}录音、短片`)
  await contestant.keyboard.press('Control+Enter')
  const asked = contestant.getByRole('heading', { name: own.confirmTitle })
  await asked.waitFor()
  await contestant.getByText('还有 2 个部分未完成（共 4 个部分）。').waitFor()
  await button(contestant, own.confirmNo).click()
  await asked.waitFor({ state: 'detached' })
})

test('A12 a file that is not what it is called is refused by its content, in a sentence', async () => {
  await choose('录音', '回访.mp3', png('x'), 'audio/mpeg')
  await part('录音').getByRole('alert').getByText('这个文件实际是 png').waitFor()
  await look(contestant, 'uploads-refused')
  expect(await part('录音').locator('[data-state=there]').count()).toBe(0)
  await button(contestant, w.hide).click()
})

test('F4 an upload goes on by itself when the network is back, and after a reload from where it was', async () => {
  contestant.on('dialog', (dialog) => void dialog.accept())
  const file = join(folder, soundName)
  await writeFile(file, wav(author, soundSeconds))
  const bring = (key: string) =>
    handOver(contestant, () => part('录音').getByRole('button', { name: key, exact: true }).click(), file)
  const row = part('录音').locator('[data-state]')
  const told = async () => Number(/(\d+)%/.exec(await row.innerText())?.[1] ?? 0)
  line.pace(4_000_000)
  await bring(w.choose)
  await expect.poll(told, patience).toBeGreaterThan(45)

  line.cut()
  await row.getByText(w.waiting).waitFor()
  await look(contestant, 'uploads-waiting')
  line.mend()
  await row.getByText(w.sending).waitFor()
  const had = await told()
  await expect.poll(told, patience).toBeGreaterThan(Math.max(had, 60))

  await contestant.reload()
  await row.getByText('请再选同一个文件继续').waitFor()
  await look(contestant, 'uploads-unfinished')
  const kept = Number(await row.locator('progress').getAttribute('value'))
  expect(kept).toBeGreaterThan(8 * 2 ** 20)
  line.pace(null)
  const offsets: number[] = []
  contestant.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  await bring(w.again)
  await part('录音').locator('[data-state=there]').getByText('25:00').waitFor()
  // what the server had was not sent a second time
  expect(Math.min(...offsets)).toBeGreaterThanOrEqual(kept)
})

test('the film comes, everything is there, and the work is handed in', async () => {
  await choose('短片', filmName, await film(contestant), 'video/webm')
  await part('短片').locator('[data-state=there]').getByText(filmName).waitFor()
  await contestant.getByText(w.complete).waitFor()
  await look(contestant, 'uploads-complete')
  await allSaved(contestant)
  await contestant.keyboard.press('Control+Enter')
  await contestant.getByText('4 个部分已全部完成。').waitFor()
  await contestant.keyboard.press('Enter')
  expect(await receipt(contestant)).not.toBe('')
})

test('A3 the judge hears and sees it under neutral names, and nothing that comes says whose it is', async () => {
  await contest.act('closeSession', { session: 'work', reason: '全部交卷' })
  await house.server.parts.markingDesk.settled(contest.id)
  const heard: Promise<string>[] = []
  judge.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => heard.push(Promise.resolve(String(payload)))),
  )
  // the bytes of sound and film are looked at below
  const note = async (response: Response) =>
    [
      response.url(),
      JSON.stringify(await response.allHeaders()),
      response.url().includes('/files/') ? '' : await response.text().catch(() => ''),
    ].join('\n')
  judge.on('response', (response) => heard.push(note(response)))
  await judge.goto(`/judge/${contest.id}?item=work&code=${code()}`)
  for (const shown of ['尊敬的客户，来信收悉', '上门测温', 'voice.wav', 'film.webm'])
    await judge.getByText(shown).first().waitFor()
  await look(judge, 'uploads-judge')

  const played = (media: string) =>
    judge.locator(media).evaluate((element: HTMLMediaElement) => ({
      ready: element.readyState >= element.HAVE_CURRENT_DATA,
      moved: element.currentTime > 0.3,
      speed: element.playbackRate,
    }))
  await judge.locator('[data-work]').focus()
  await judge.keyboard.press('k')
  await expect.poll(() => played('audio'), patience).toEqual({ ready: true, moved: true, speed: 1 })
  await judge.keyboard.press('.')
  await expect.poll(() => played('audio'), patience).toMatchObject({ speed: 1.25 })
  await judge.keyboard.press('k')
  await judge.locator('video').evaluate((element: HTMLMediaElement) => element.play())
  await expect.poll(() => played('video'), patience).toMatchObject({ ready: true, moved: true })
  expect(await judge.getByText(fileWords.zh.unplayable).count()).toBe(0)

  const links = judge.getByRole('link', { name: w.download })
  expect(await links.evaluateAll((all) => all.map((one) => one.getAttribute('download')))).toEqual([
    'voice.wav',
    'film.webm',
  ])
  for (const link of await links.all()) {
    const answer = await judge.request.get((await link.getAttribute('href'))!)
    const bytes = await answer.body()
    expect(bytes.length).toBeGreaterThan(1000)
    for (const spelled of [Buffer.from(author), Buffer.from(author, 'utf16le')])
      expect(bytes.includes(spelled), `${await link.getAttribute('download')} says whose it is`).toBe(false)
    expect(decodeURIComponent(JSON.stringify(answer.headers()))).not.toContain(author)
  }
  expect(await judge.content()).not.toContain(author)
  const all = (await Promise.all(heard)).map(withoutPublicList)
  const saying = (word: string) => all.filter((one) => one.includes(word)).map((one) => one.slice(0, 400))
  expect(saying('voice.wav')).not.toEqual([])
  for (const name of [author, encodeURIComponent(author)]) expect(saying(name)).toEqual([])
})

test('a required recording that is missing is told at the desk; the host brings it, from the stage or from the order', async () => {
  const conductor: Actor = { kind: 'person', id: 'host', roles: ['host'] }
  const conduct = async (name: string) => {
    const answer = await house.server.host.submit({
      runId: runOf('phone'),
      commandId: `e2e-${name}`,
      name,
      payload: {},
      by: conductor,
    })
    if (isRefusal(answer)) throw new Error(answer.en)
  }
  await contest.act('openSession', { session: 'phone' })
  await contest.act('callToStage', { session: 'phone', codes: [code()] })
  await conduct('beginPerformance')
  await desk.goto(`/host/${contest.id}?session=phone`)
  const row = desk.getByRole('region', { name: recording.title })
  await row.getByText(recording.wanted).waitFor()
  await look(desk, 'recording-performing')
  await desk.waitForTimeout(600)
  await conduct('endPerformance')
  await desk.getByText(conductWords.zh.stages.over).and(desk.locator('[aria-current=step]')).waitFor()
  await row.getByText(recording.owed).waitFor()
  await look(desk, 'recording-owed')

  // the next one is on: who is done is found in the order
  await contest.act('callToStage', { session: 'phone', codes: [] })
  await desk.getByText(host.queue.owed.replace('{what}', recording.title)).waitFor()
  await look(desk, 'recording-owed-in-order')
  await button(desk, host.queue.more.replace('{code}', code())).click()
  await desk.getByRole('menuitem', { name: recording.title }).click()
  await handOver(desk, () => desk.getByRole('dialog').getByRole('button', { name: recording.bring }).click(), {
    name: '机位1.mp3',
    mimeType: 'audio/mpeg',
    buffer: await mp3(author),
  })
  await row.getByText(recording.there.replace('{name}', '机位1.mp3')).waitFor()
  await look(desk, 'recording-there')
  await desk.keyboard.press('Escape')
  await expect.poll(() => desk.getByText(host.queue.owed.replace('{what}', recording.title)).count(), patience).toBe(0)
})

test('the entrant may replace it after the end, and the judge hears the last one', async () => {
  await contestant.getByText(own.turn.over).waitFor()
  const row = contestant.getByRole('region', { name: recording.title })
  await row.getByText(recording.there.replace('{name}', '机位1.mp3')).waitFor()
  await look(contestant, 'recording-receipt')
  line.pace(60_000)
  await handOver(contestant, () => row.getByRole('button', { name: recording.replace }).click(), {
    name: soundName,
    mimeType: 'audio/wav',
    buffer: wav(author, 7),
  })
  await row.getByText(recording.stays).waitFor()
  await look(contestant, 'recording-sending')
  line.pace(null)
  await row.getByText(recording.there.replace('{name}', soundName)).waitFor()
  await row.getByText('0:07').waitFor()

  await judge.goto(`/judge/${contest.id}?item=phone&code=${code()}`)
  const player = judge.getByLabel(roleplayWords.zh.recording, { exact: true })
  await expect.poll(() => player.evaluate((element: HTMLAudioElement) => element.duration), patience).toBe(7)
  const bytes = await (await judge.request.get((await player.getAttribute('src'))!)).body()
  expect(bytes.includes(Buffer.from(author))).toBe(false)
  expect(await judge.content()).not.toContain(author)
  expect(await judge.locator('main').evaluate((main) => Math.round(main.getBoundingClientRect().bottom))).toBe(
    screen.height,
  )
  await look(judge, 'recording-judge')
})

test('no page failed on the way', () => {
  // the browser's own line about a socket that was cut
  expect(house.troubles.filter((trouble) => !trouble.startsWith('console: WebSocket connection'))).toEqual([])
})
