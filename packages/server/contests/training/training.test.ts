/** C01.training: sessions with attendance, a reading list with documents and video, for those who go on and nobody else. */
import { setTimeout as sleep } from 'node:timers/promises'
import * as tus from 'tus-js-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { calendarPath, previewPath, readingPath, studyPath, uploadsPath } from '@leitai/core/api/paths.ts'
import { isRefusal, type Actor, type Role } from '@leitai/core/run.ts'
import { virtualClock } from '../../clock/virtual-clock.ts'
import { firstOrganiser, startTestServer, type TestBrowser, type TestServer } from '../../testing.ts'
import { docx, mp4, pdf } from '../../uploads/testing/files.ts'

const rulebook = `leitai: 1
id: T1
title: { zh: 服务之星, en: Star of service }
entrants: { kind: team, teamSize: { min: 2, max: 3 }, entry: [list] }
sealing: { layers: 0 }
checkIn: { required: false }
stages:
  - id: first
    title: { zh: 初赛, en: First }
    items: [{ id: paper, type: exam, title: { zh: 理论, en: Paper }, points: 100, minutes: 60, options: { paper: { by: all } } }]
    ranking: { tieBreaks: [{ by: shared }] }
    advancement: { by: top, count: 2 }
  - id: final
    title: { zh: 决赛, en: Final }
    items: [{ id: last, type: exam, title: { zh: 决赛理论, en: Paper }, points: 100, minutes: 60, options: { paper: { by: all } } }]
    ranking: { tieBreaks: [{ by: shared }] }
training:
  - { id: course, title: { zh: 决赛训练, en: Training }, before: final, minutes: 120, attendance: { required: true }, clause: T1.training.1 }
signatures: [chiefJudge]
`
/** A script, a formula and a spreadsheet's command among what people type (A11). */
const script = '<script>alert(1)</script>'
const teams = [
  { name: '云帆队', delegation: '海州客服中心', members: ['赵一', '钱二'] },
  { name: '=1+1队', delegation: '临江热力', members: ['孙三', '李四'] },
  { name: '远山队', delegation: '南湖银行', members: ['周五', '吴六'] },
]
const clock = virtualClock(Date.UTC(2026, 10, 22, 1, 0, 0), 0)
const hour = 3_600_000

let server: TestServer
let organiser: TestBrowser
let other: TestBrowser
let staff: TestBrowser
let id: string
let slug: string
/** Leaders by delegation, in the order of the teams; the third is out after the first stage. */
let leaders: TestBrowser[]
let entrants: string[]
let seats: TestBrowser[]
const course = 'course'

const act = (name: string, payload: unknown = {}) => submit(name, payload, { kind: 'server' })
const personAct = (name: string, payload: unknown = {}) =>
  submit(name, payload, { kind: 'person', id: 'organiser', roles: ['organiser', 'staff', 'chiefJudge'] })

async function submit(name: string, payload: unknown, by: Actor) {
  const answer = await server.host.submit({ runId: id, commandId: `t-${name}-${Math.random()}`, name, payload, by })
  if (isRefusal(answer)) throw new Error(`${name}: ${answer.code} ${answer.en}`)
}

async function signedIn(username: string, roles: Role[], delegation = '') {
  const { password } = await organiser.api.people.add({ id, name: username, username, delegation, roles })
  const browser = server.browser()
  await browser.signIn(username, password!)
  return browser
}

beforeAll(async () => {
  server = await startTestServer({ clock })
  organiser = await firstOrganiser(server)
  const { api } = organiser
  ;({ id } = await api.contests.create({ rulebookId: 'C20', titleZh: '服务之星', startsOn: '2026-11-22' }))
  const got = await api.contests.get({ id })
  slug = got.slug
  const { problems } = await api.contests.saveRulebook({ id, yaml: rulebook, revision: got.rulebookRevision })
  if (problems.length > 0) throw new Error(JSON.stringify(problems))
  await api.contests.publishRulebook({ id, edition: '1' })
  leaders = []
  for (const [index, { delegation }] of teams.entries())
    leaders.push(await signedIn(`leader${index}`, ['leader'], delegation))
  staff = await signedIn('the.staff', ['staff', 'judge', 'chiefJudge', 'host'])
  // an organiser of another contest, and a leader of a delegation of the same name there
  const second = await api.contests.create({ rulebookId: 'C20', titleZh: '另一场', startsOn: '2026-11-22' })
  const { password } = await api.people.add({
    id: second.id,
    name: 'other',
    username: 'other',
    delegation: teams[0]!.delegation,
    roles: ['organiser', 'leader'],
  })
  other = server.browser()
  await other.signIn('other', password!)

  await personAct('openRegistration')
  for (const team of teams)
    await api.entrants.save({
      id,
      entrantId: 'new',
      revision: 0,
      number: '',
      gender: '',
      birthDate: null,
      coaches: [],
      phone: '',
      extraTimePercent: 0,
      fields: {},
      ...team,
    })
  await api.contests.closeRegistration({ id })
  entrants = (await api.entrants.list({ id })).map((entrant) => entrant.id)
  for (const [stage, item] of [
    ['first', 'paper'],
    ['final', 'last'],
  ])
    await act('recordMaterial', { stage, item, materialId: 'm', title: '题', sha256: 'ab' })
  await personAct('setRoom', { seats: ['A1', 'A2', 'A3'], spare: [] })
  for (const entrantId of entrants) await personAct('checkIn', { entrantId })
  await api.draw.seats({ id })
  await personAct('planSessions', {
    sessions: [
      { id: 's1', stage: 'first', item: 'paper', group: 1, startsAt: clock.now() },
      { id: 's2', stage: 'final', item: 'last', group: 1, startsAt: clock.now() + hour },
    ],
  })
  const pins = await server.parts.seats.issuePins(id, ['001', '002', '003'])
  seats = []
  for (const code of ['001', '002', '003']) {
    const browser = server.browser()
    await browser.api.seat.signIn({ contest: slug, code, pin: pins.get(code)! })
    seats.push(browser)
  }
})
afterAll(() => server?.stop())

/** The first two teams go on. */
async function throughTheFirst() {
  const score = (points: string) => ({ id: 'paper', label: { zh: '理论', en: 'Paper' }, points, max: '100' })
  await personAct('openSession', { session: 's1' })
  await personAct('closeSession', { session: 's1', reason: '结束' })
  await act('closeMarking', { stage: 'first' })
  await act('recordResults', {
    stage: 'first',
    scores: { '001': { paper: score('90') }, '002': { paper: score('80') }, '003': { paper: score('70') } },
    secondsUsed: { '001': {}, '002': {}, '003': {} },
    heads: [],
  })
  const password = 'correct horse battery'
  await organiser.api.people.setRoles({
    id,
    personId: (await organiser.api.me()).person!.id,
    roles: ['organiser', 'chiefJudge'],
  })
  await organiser.signIn('organiser', password)
  await organiser.api.results.sign({ id, stage: 'first', role: 'chiefJudge', password })
  await personAct('publishResults', { stage: 'first' })
  await personAct('advance', { stage: 'first' })
}

function upload(
  who: TestBrowser,
  content: Buffer,
  filename: string,
  more: Record<string, string> = {},
  chunkSize = 1 << 20,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const sending = new tus.Upload(content, {
      endpoint: `${server.url}${uploadsPath}`,
      metadata: { into: 'training', runId: id, slot: course, filename, modified: '1', ...more },
      headers: { cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      chunkSize,
      retryDelays: [],
      storeFingerprintForResuming: false,
      onSuccess: () => resolve(sending.url!.slice(-32)),
      onError: reject,
    })
    sending.start()
  })
}

async function refused(sent: Promise<unknown>): Promise<{ status: number; code: string; zh: string }> {
  const error = await sent.then(
    () => null,
    (error: tus.DetailedError) => error,
  )
  const { originalResponse } = error!
  return {
    status: originalResponse!.getStatus(),
    ...(JSON.parse(originalResponse!.getBody()) as { code: string; zh: string }),
  }
}

async function outcome(who: TestBrowser, upload: string) {
  for (;;) {
    const told = (await (await who.fetch(`${uploadsPath}/${upload}`)).json()) as {
      state: string
      refusal?: { code: string; zh: string }
    }
    if (told.state !== 'checking') return told
    await sleep(20)
  }
}

const plan = async () => (await organiser.api.training.plan({ id }))[0]!
const materialOf = async (title: string) => (await plan()).materials.find((one) => one.title === title)!
const notThere = { code: 'NOT_FOUND', status: 404 }
let session: string

test('C01.training the organiser plans a session; one that ends before it starts is refused', async () => {
  const startsAt = clock.now() + 24 * hour
  const input = {
    id,
    session: 'new',
    training: course,
    title: `心理学 ${script}`,
    startsAt,
    endsAt: startsAt + 2 * hour,
    place: '一号厅；二层, 东',
    link: 'https://meeting.example/secret-room',
    capacity: 30,
    revision: 0,
  }
  ;({ id: session } = await organiser.api.training.saveSession(input))
  await expect(organiser.api.training.saveSession({ ...input, endsAt: startsAt })).rejects.toMatchObject({
    data: { code: 'endsBeforeStart' },
  })
  await expect(organiser.api.training.saveSession({ ...input, training: 'none' })).rejects.toMatchObject({
    data: { code: 'noTraining' },
  })
  // A11 a link that runs something is no link
  await expect(organiser.api.training.saveSession({ ...input, link: 'javascript:alert(1)' })).rejects.toMatchObject({
    data: { code: 'invalidInput' },
  })
  const { revision } = await organiser.api.training.saveSession({ ...input, session, place: '一号厅', revision: 1 })
  expect(revision).toBe(2)
  // somebody else saved in the meantime
  await expect(organiser.api.training.saveSession({ ...input, session, revision: 1 })).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { details: { current: { place: '一号厅', revision: 2 } } },
  })
})

test('C01.training before it is known who goes on, nobody is trained', async () => {
  expect((await plan()).people).toBeNull()
  for (const browser of [...leaders, ...seats])
    await expect(browser.api.training.mine({ id })).rejects.toMatchObject(notThere)
})

describe('when the first stage is over', () => {
  beforeAll(throughTheFirst)

  test('C01.training a film of several pieces and a document come in by their content; the list keeps the order that is given', async () => {
    const film = mp4('Author', { seconds: 40 })
    expect(await outcome(organiser, await upload(organiser, film, '服务心理.mp4', {}, 400))).toEqual({ state: 'done' })
    expect(await outcome(organiser, await upload(organiser, await pdf('Author'), '礼仪.pdf'))).toEqual({
      state: 'done',
    })
    expect(await outcome(organiser, await upload(organiser, await docx('Author'), `${script}.docx`))).toEqual({
      state: 'done',
    })
    const link = await organiser.api.training.saveMaterial({
      id,
      material: 'new',
      training: course,
      title: '影响力（图书）',
      link: 'https://books.example/1',
      required: false,
      revision: 0,
    })
    const { materials } = await plan()
    expect(materials.map(({ title, kind, required }) => [title, kind, required])).toEqual([
      ['服务心理', 'video', true],
      ['礼仪', 'document', true],
      [script, 'document', true],
      ['影响力（图书）', 'link', false],
    ])
    expect(materials[0]!.seconds).toBe(40)
    await organiser.api.training.orderMaterials({ id, training: course, materials: [link.id] })
    expect((await plan()).materials[0]!.id).toBe(link.id)
    await organiser.api.training.orderMaterials({ id, training: course, materials: materials.map((one) => one.id) })
  })

  test('A12 a wrong type and a file that is too large are refused with what is taken, and leave nothing on the list', async () => {
    const before = (await plan()).materials.length
    const told = await outcome(organiser, await upload(organiser, Buffer.from('MZ\x90\x00 program'), '课件.pdf'))
    expect(told).toMatchObject({ state: 'refused', refusal: { code: 'wrongType' } })
    expect(told.refusal!.zh).toContain('视频（mp4、mov、webm、mkv）')
    const large = await organiser.fetch(uploadsPath, {
      method: 'POST',
      headers: {
        'tus-resumable': '1.0.0',
        'upload-length': String(3 * 2 ** 30),
        'upload-metadata': Object.entries({
          into: 'training',
          runId: id,
          slot: course,
          filename: 'a.mp4',
          modified: '1',
        })
          .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
          .join(','),
      },
    })
    expect([large.status, ((await large.json()) as { code: string; zh: string }).zh]).toEqual([
      422,
      expect.stringContaining('最大 2.00 GB'),
    ])
    expect((await plan()).materials).toHaveLength(before)
  })

  test('A2 nobody but the contest’s organisers brings files, plans, records attendance or sees the overview', async () => {
    for (const who of [other, staff, leaders[0]!, seats[0]!, server.browser()]) {
      expect(await refused(upload(who, await pdf('x'), 'x.pdf'))).toMatchObject({ status: 404 })
      const { training } = who.api
      for (const asked of [
        () => training.plan({ id }),
        () => training.attendance({ id, session }),
        () => training.overview({ id, training: course }),
        () => training.exportOverview({ id, training: course }),
        () => training.exportAttendance({ id, session }),
        () => training.mark({ id, session, marks: [] }),
        () => training.removeSession({ id, session }),
        () => training.orderMaterials({ id, training: course, materials: [] }),
      ])
        await expect(asked()).rejects.toMatchObject({ status: expect.toBeOneOf([401, 404]) })
    }
    // a training that there is not
    expect(await refused(upload(organiser, await pdf('x'), 'x.pdf', { slot: 'none' }))).toMatchObject({ status: 404 })
    expect((await plan()).materials).toHaveLength(4)
  })

  test('C01.training those who go on see their own team alone, by their leader and by their seat', async () => {
    for (const browser of [leaders[0]!, seats[0]!]) {
      const { trainings } = await browser.api.training.mine({ id })
      expect(trainings.map(({ people, open }) => [people.map(({ name }) => name), open])).toEqual([[['云帆队'], true]])
      expect(trainings[0]!.sessions[0]!.link).toBe('https://meeting.example/secret-room')
      expect(JSON.stringify(trainings)).not.toMatch(/孙三|李四|临江热力|周五/)
    }
  })

  test('A2 a team that is out, another contest’s people and the public get nothing: no list, no file, no preview, no calendar', async () => {
    const [film, paper, letter] = await Promise.all([materialOf('服务心理'), materialOf('礼仪'), materialOf(script)])
    const out = [leaders[2]!, seats[2]!, other, staff, server.browser()]
    server.log.length = 0
    for (const browser of out) {
      await expect(browser.api.training.mine({ id })).rejects.toMatchObject(notThere)
      for (const { hash } of [film, paper, letter])
        expect((await browser.fetch(readingPath(hash!, id))).status).toBe(404)
      expect((await browser.fetch(previewPath(readingPath(letter.hash!, id)))).status).toBe(404)
      expect((await browser.fetch(calendarPath(id, session))).status).toBe(404)
      await expect(
        browser.api.training.note({ id, material: film.id, entrantId: entrants[0]!, member: '赵一', position: 3 }),
      ).rejects.toMatchObject(notThere)
    }
    expect(server.log.filter((line) => line.startsWith('denied:')).length).toBeGreaterThanOrEqual(out.length * 5)
    // with a right of one's own, but not by it: without saying the training, and for somebody else's team
    expect((await leaders[0]!.fetch(`/files/${film.hash}`)).status).toBe(404)
    await expect(
      leaders[0]!.api.training.note({ id, material: film.id, entrantId: entrants[1]!, member: '孙三', position: 3 }),
    ).rejects.toMatchObject(notThere)
    await expect(
      leaders[0]!.api.training.note({ id, material: film.id, entrantId: entrants[0]!, member: '孙三', position: 3 }),
    ).rejects.toMatchObject(notThere)
  })

  test('C01.training what is public is that there is training, and when: neither where nor how to get in', async () => {
    const schedule = await server.browser().api.training.schedule({ slug })
    expect(schedule.map(({ training, title }) => [training.zh, title])).toEqual([['决赛训练', `心理学 ${script}`]])
    expect(JSON.stringify(schedule)).not.toMatch(/一号厅|meeting/)
    await expect(server.browser().api.training.schedule({ slug: 'none' })).rejects.toMatchObject(notThere)
  })

  test('C01.training a film is fetched in ranges; a part of another file is answered by the whole', async () => {
    const film = await materialOf('服务心理')
    const path = readingPath(film.hash!, id)
    const ask = (headers: Record<string, string>) => leaders[0]!.fetch(path, { headers })
    const part = await ask({ range: 'bytes=100-199' })
    expect([part.status, part.headers.get('content-range'), (await part.arrayBuffer()).byteLength]).toEqual([
      206,
      `bytes 100-199/${film.bytes}`,
      100,
    ])
    const etag = part.headers.get('etag')!
    expect((await ask({ range: 'bytes=100-199', 'if-range': etag })).status).toBe(206)
    const whole = await ask({ range: 'bytes=100-199', 'if-range': '"other"' })
    expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, film.bytes])
    const beyond = await ask({ range: `bytes=${film.bytes}-` })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${film.bytes}`])
  })

  test('A11 a script in a title is text; in the calendar too, where commas and line ends are escaped', async () => {
    const answer = await leaders[0]!.fetch(calendarPath(id, session))
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = (await answer.text()).replaceAll('\r\n ', '')
    expect(text).toContain(`SUMMARY:心理学 ${script} · 服务之星\r\n`)
    expect(text).toContain('DTSTART:20261123T010000Z\r\nDTEND:20261123T030000Z\r\n')
    const preview = await leaders[0]!.fetch(previewPath(readingPath((await materialOf(script)).hash!, id)))
    expect([preview.status, preview.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('application/json'),
    ])
  })

  test('C01.training where one stopped is kept for each member; what was watched adds up, and a film ends finished', async () => {
    const film = await materialOf('服务心理')
    const { note } = leaders[0]!.api.training
    const who = { id, material: film.id, entrantId: entrants[0]!, member: '赵一' }
    expect(await note({ ...who, position: 10.2, watched: [[0, 10.2]] })).toMatchObject({
      position: 10.2,
      percent: 25,
      finishedAt: null,
    })
    // as a page that closes sends it
    const beacon = await leaders[0]!.fetch(studyPath(id, film.id), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.url },
      body: JSON.stringify({ entrantId: who.entrantId, member: who.member, position: 12.5, watched: [[10, 12.5]] }),
    })
    expect(beacon.status).toBe(200)
    const progressOf = async (browser: TestBrowser) => (await browser.api.training.mine({ id })).trainings[0]!.progress
    expect(await progressOf(leaders[0]!)).toMatchObject([{ member: '赵一', position: 12.5, percent: 31 }])
    // the seat of the same team goes on where the leader's page stopped
    expect(await progressOf(seats[0]!)).toEqual(await progressOf(leaders[0]!))
    expect(await progressOf(leaders[1]!)).toEqual([])
    const done = await seats[0]!.api.training.note({ ...who, position: 40, watched: [[12, 40]] })
    expect([done.percent, done.finishedAt]).toEqual([100, clock.now()])
    // an older word that comes late takes nothing back
    expect((await note({ ...who, position: 5, watched: [[0, 5]] })).finishedAt).toBe(clock.now())
    const paper = await materialOf('礼仪')
    await note({ ...who, material: paper.id, finished: true })
    expect((await note({ ...who, material: paper.id, finished: false })).finishedAt).toBeNull()
    await note({ ...who, material: paper.id, finished: true })
  })

  test('C01.training attendance is ticked by member, corrected and taken back; only those who are trained can be ticked', async () => {
    const mark = (member: string, state: 'present' | 'late' | 'absent' | null, entrantId = entrants[0]!) =>
      organiser.api.training.mark({ id, session, marks: [{ entrantId, member, state }] })
    await mark('赵一', 'present')
    await mark('钱二', 'late')
    await mark('钱二', null)
    await mark('孙三', 'absent', entrants[1]!)
    expect(
      (await organiser.api.training.attendance({ id, session })).map(({ member, state, by }) => [member, state, by]),
    ).toEqual(
      expect.arrayContaining([
        ['赵一', 'present', '组织者'],
        ['孙三', 'absent', '组织者'],
      ]),
    )
    for (const [member, entrantId] of [
      ['周五', entrants[2]!],
      ['孙三', entrants[0]!],
      ['', entrants[0]!],
    ] as const)
      await expect(mark(member, 'present', entrantId)).rejects.toMatchObject({ data: { code: 'notTrained' } })
    expect(await plan()).toMatchObject({ sessions: [{ present: 1, late: 0, absent: 1 }] })
    // whoever is marked keeps the session from being thrown away
    await expect(organiser.api.training.removeSession({ id, session })).rejects.toMatchObject({
      data: { code: 'attended' },
    })
    const mine = (await leaders[0]!.api.training.mine({ id })).trainings[0]!
    expect(mine.attendance).toEqual([{ session, entrantId: entrants[0], member: '赵一', state: 'present' }])
  })

  test('A11 the list goes out as a spreadsheet and comes back the same; what cannot be read is named cell by cell', async () => {
    const file = await organiser.api.training.exportAttendance({ id, session })
    const back = await organiser.api.training.readAttendance({ id, session, file })
    expect(back.problems).toEqual([])
    expect(back.marks).toEqual([
      { entrantId: entrants[0], member: '赵一', state: 'present' },
      { entrantId: entrants[1], member: '孙三', state: 'absent' },
    ])
    const written = '参赛号,队员,签到\n001,钱二,迟到\n003,周五,出席\n001,无名,出席\n002,李四,来过\n'
    const read = await organiser.api.training.readAttendance({ id, session, file: new File([written], 'a.csv') })
    expect(read.marks).toEqual([{ entrantId: entrants[0], member: '钱二', state: 'late' }])
    expect(read.problems.map(({ row, column, value }) => [row, column, value])).toEqual([
      [3, 'A 参赛号', '003'],
      [4, 'B 队员', '无名'],
      [5, 'C 签到', '来过'],
    ])
    await expect(
      organiser.api.training.readAttendance({ id, session, file: new File(['a,b\n1,2\n'], 'b.csv') }),
    ).resolves.toMatchObject({ marks: [], problems: [{ row: 1 }, { row: 1 }] })
  })

  test('C01.training the overview counts, for each member, sessions, finished materials and what is required', async () => {
    const { sessions, materials, lines } = await organiser.api.training.overview({ id, training: course })
    expect([sessions, materials]).toEqual([1, 4])
    expect(
      lines.map((line) => [line.name, line.member, line.present, line.absent, line.finished, line.percent]),
    ).toEqual([
      // the film and the paper of three that are required
      ['云帆队', '赵一', 1, 0, 2, 66],
      ['云帆队', '钱二', 0, 0, 0, 0],
      ['=1+1队', '孙三', 0, 1, 0, 0],
      ['=1+1队', '李四', 0, 0, 0, 0],
    ])
    const sheet = await organiser.api.training.exportOverview({ id, training: course })
    expect(sheet.size).toBeGreaterThan(1000)
  })

  test('C01.training the sheet to sign names everybody who is trained, and is not for leaders', async () => {
    const path = `/api/contests/${id}/print/training.pdf?session=${session}`
    const paper = await organiser.fetch(path)
    expect([paper.status, paper.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect((await leaders[0]!.fetch(path)).status).toBe(403)
    expect((await server.browser().fetch(path)).status).toBe(401)
    expect((await organiser.fetch(path.replace(session, 'none'))).status).toBe(422)
  })

  test('A2 while the stage is played nobody reads up: files and progress are shut, and open again afterwards', async () => {
    const film = await materialOf('服务心理')
    const get = () => seats[0]!.fetch(readingPath(film.hash!, id))
    const noted = () =>
      seats[0]!.api.training.note({ id, material: film.id, entrantId: entrants[0]!, member: '赵一', position: 1 })
    expect((await get()).status).toBe(200)
    await personAct('openSession', { session: 's2' })
    expect((await get()).status).toBe(404)
    await expect(noted()).rejects.toMatchObject({ data: { code: 'readingShut' } })
    expect((await seats[0]!.api.training.mine({ id })).trainings[0]!.open).toBe(false)
    // the organiser prepares the next one
    expect((await organiser.fetch(readingPath(film.hash!, id))).status).toBe(200)
    await personAct('closeSession', { session: 's2', reason: '结束' })
    expect((await get()).status).toBe(200)
  })

  test('what is taken off the list is gone for everybody', async () => {
    const film = await materialOf('服务心理')
    await organiser.api.training.removeMaterial({ id, material: film.id })
    for (const browser of [organiser, leaders[0]!])
      expect((await browser.fetch(readingPath(film.hash!, id))).status).toBe(404)
    await expect(organiser.api.training.removeMaterial({ id, material: film.id })).rejects.toMatchObject(notThere)
  })
})
