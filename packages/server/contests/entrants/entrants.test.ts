import { readXlsx, writeXlsx } from 'hucre'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { act, firstOrganiser, newContest, startTestServer, type TestBrowser, type TestServer } from '../../testing.ts'

let server: TestServer
let organiser: TestBrowser
let id: string
let slug: string
beforeAll(async () => {
  server = await startTestServer()
  organiser = await firstOrganiser(server)
})
beforeEach(async () => {
  ;({ id, slug } = await newContest(organiser, 'C18', '客户信息服务'))
})
afterAll(() => server?.stop())

const someone = {
  number: '',
  name: '张小雨',
  gender: '女',
  birthDate: '2007-03-15',
  delegation: '海州市',
  coaches: ['李老师'],
  members: [],
  phone: '',
  extraTimePercent: 0,
  fields: { school: '海州中职' },
}
const add = (input: Partial<typeof someone>) =>
  organiser.api.entrants.save({ id, entrantId: 'new', revision: 0, ...someone, ...input })
const sheet = async (rows: (string | number | Date | null)[][]) =>
  new File([new Uint8Array(await writeXlsx({ sheets: [{ name: '名单', rows }] }))], '名单.xlsx')
const cellsOf = async (file: Blob) => (await readXlsx(new Uint8Array(await file.arrayBuffer()))).sheets[0]!.rows

test('F15 two people edit one entrant: the later one is told, sees what stands, and nothing is lost', async () => {
  const entrant = await add({})
  const saved = await organiser.api.entrants.save({
    ...someone,
    id,
    entrantId: entrant.id,
    revision: entrant.revision,
    phone: '13800001234',
  })
  expect(saved).toMatchObject({ phone: '13800001234', revision: entrant.revision + 1 })
  await expect(
    organiser.api.entrants.save({ ...someone, id, entrantId: entrant.id, revision: entrant.revision, name: '张晓雨' }),
  ).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { details: { current: { name: '张小雨', phone: '13800001234', revision: 2 } } },
  })
  expect(
    await organiser.api.entrants.save({
      ...someone,
      id,
      entrantId: entrant.id,
      revision: 2,
      name: '张晓雨',
      phone: '13800001234',
    }),
  ).toMatchObject({ name: '张晓雨', revision: 3 })
})

test('F15 two people edit one rulebook: the later one gets both texts', async () => {
  const { rulebookYaml, rulebookRevision } = await organiser.api.contests.get({ id })
  const mine = rulebookYaml.replace('minutes: 20', 'minutes: 25')
  const saved = await organiser.api.contests.saveRulebook({ id, yaml: mine, revision: rulebookRevision })
  expect(saved.problems).toEqual([])
  expect(saved.differences).toMatchObject([{ before: '20', after: '25' }])
  await expect(
    organiser.api.contests.saveRulebook({ id, yaml: rulebookYaml, revision: rulebookRevision }),
  ).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { details: { current: { yaml: mine, revision: 2 } } },
  })
})

test('numbers are given where none was, and no two are alike, also when many are added at once', async () => {
  await add({ number: '017' })
  const given = await Promise.all(Array.from({ length: 8 }, () => add({})))
  expect(new Set(given.map(({ number }) => number)).size).toBe(8)
  expect(given.map(({ number }) => number).toSorted()).toEqual(['018', '019', '020', '021', '022', '023', '024', '025'])
  await expect(add({ number: '017' })).rejects.toMatchObject({ code: 'REFUSED', data: { code: 'numberTaken' } })
})

test('C18.entrants who breaks a rule of the rulebook is named with the clause', async () => {
  const old = await add({ birthDate: '1997-04-30' })
  expect(old.problems).toMatchObject([
    { clause: expect.stringMatching(/^C18\./), text: { zh: expect.stringContaining('1997-05-01') } },
  ])
  expect((await add({ birthDate: '1997-05-01' })).problems).toEqual([])
  expect((await add({ coaches: ['李老师', '王老师'] })).problems).toMatchObject([
    { text: { zh: '指导老师 2 名，最多 1 名' } },
  ])
  await Promise.all([
    add({ delegation: '春城市' }),
    add({ delegation: '春城市' }),
    add({ delegation: '春城市' }),
    add({ delegation: '春城市' }),
  ])
  expect((await add({ delegation: '春城市' })).problems).toMatchObject([
    { text: { zh: '代表队“春城市”有 5 人，最多 4 人' } },
  ])
})

test('the template can be filled in and comes back without a problem', async () => {
  const rows = await cellsOf(await organiser.api.entrants.template({ id }))
  expect(rows[0]).toEqual(expect.arrayContaining(['参赛号', '姓名', '出生日期', '代表队', '指导老师']))
  const preview = await organiser.api.entrants.importPreview({
    id,
    file: await sheet(rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))))),
  })
  expect(preview).toMatchObject({ problems: [], good: 1, bad: 0 })
  expect(await organiser.api.entrants.importTake({ id, previewId: preview.previewId, onlyGood: false })).toEqual({
    added: 1,
    updated: 0,
  })
  expect(await organiser.api.entrants.list({ id })).toMatchObject([
    { number: '001', name: '张小雨', birthDate: '2007-03-15', coaches: ['李老师'], source: 'list', status: 'accepted' },
  ])
})

test('every wrong cell is named: sheet, row, column, what is there and what is allowed; good rows can be taken alone', async () => {
  const file = await sheet([
    ['代表队', '姓名', '出生日期', '参赛号', '延时（%）', '学校'],
    ['海州市', '甲', new Date(Date.UTC(2007, 2, 15)), '7', null, '一中'],
    ['海州市', '', '2007/13/40', '7', '很多', '一中'],
    ['海州市', '丙', '2006年1月2日', '', 25, '一中'],
    [null, null, null, null, null, null],
  ])
  const preview = await organiser.api.entrants.importPreview({ id, file })
  expect(preview).toMatchObject({ good: 2, bad: 1 })
  expect(preview.rows.map(({ row, name, birthDate }) => [row, name, birthDate])).toEqual([
    ['2', '甲', '2007-03-15'],
    ['3', '', '2007/13/40'],
    ['4', '丙', '2006年1月2日'],
  ])
  expect(preview.problems).toMatchObject([
    { row: 3, column: 'B 姓名', key: 'name', value: '', problem: { zh: expect.stringContaining('必填') } },
    { row: 3, column: 'C 出生日期', value: '2007/13/40', problem: { en: expect.stringContaining('2007-03-15') } },
    { row: 3, column: 'E 延时（%）', value: '很多', problem: { zh: expect.stringContaining('0–100') } },
    { sheet: '名单', row: 3, column: 'D 参赛号', value: '7', problem: { zh: expect.stringContaining('第 2 行') } },
  ])
  await expect(
    organiser.api.entrants.importTake({ id, previewId: preview.previewId, onlyGood: false }),
  ).rejects.toMatchObject({ data: { code: 'badRows' } })
  expect(await organiser.api.entrants.importTake({ id, previewId: preview.previewId, onlyGood: true })).toEqual({
    added: 2,
    updated: 0,
  })
  expect(await organiser.api.entrants.list({ id })).toMatchObject([
    { number: '7', name: '甲' },
    { number: '008', name: '丙', birthDate: '2006-01-02', extraTimePercent: 25 },
  ])
  await expect(
    organiser.api.entrants.importTake({ id, previewId: preview.previewId, onlyGood: true }),
  ).rejects.toMatchObject({ data: { code: 'noPreview' } })
})

test('a list that comes again changes those who are there; a missing column is said', async () => {
  await add({ number: '001' })
  const again = await organiser.api.entrants.importPreview({
    id,
    file: new File(
      ['姓名,参赛号,联系电话,代表队,学校\n张小雨,001,139,海州市,海州中职\n新人,,,春城市,春城中职\n'],
      'list.csv',
    ),
  })
  expect(await organiser.api.entrants.importTake({ id, previewId: again.previewId, onlyGood: false })).toEqual({
    added: 1,
    updated: 1,
  })
  expect(await organiser.api.entrants.list({ id })).toMatchObject([
    { number: '001', phone: '139', revision: 2 },
    { number: '002', name: '新人' },
  ])
  const headless = await organiser.api.entrants.importPreview({ id, file: new File(['张小雨,001\n'], 'list.csv') })
  expect(headless).toMatchObject({
    good: 0,
    problems: [
      { row: 1, column: '姓名' },
      { row: 1, column: '学校' },
    ],
  })
})

test('a CSV that a Chinese Excel wrote in its own encoding is read', async () => {
  // 姓名,学校 / 王,海
  const gbk = new Uint8Array([
    0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd1, 0xa7, 0xd0, 0xa3, 0x0a, 0xcd, 0xf5, 0x2c, 0xba, 0xa3, 0x0a,
  ])
  const preview = await organiser.api.entrants.importPreview({ id, file: new File([gbk], 'list.csv') })
  expect(preview.rows).toMatchObject([{ name: '王', 'fields.school': '海' }])
})

test('A11 script and formulas in a name stay text: in the list, in the export, and when the export comes back', async () => {
  const names = ['<script>alert(1)</script>', '=HYPERLINK("http://evil.example","点")', '+1+1', '-2', '@SUM(A1)']
  for (const name of names) await add({ name })
  expect((await organiser.api.entrants.list({ id })).map(({ name }) => name)).toEqual(names)
  const file = await organiser.api.entrants.export({ id })
  const { sheets } = await readXlsx(new Uint8Array(await file.arrayBuffer()), { readStyles: true })
  const column = sheets[0]!.rows[0]!.indexOf('姓名')
  expect(sheets[0]!.rows.slice(1).map((row) => row[column])).toEqual([
    names[0],
    ...names.slice(1).map((name) => `'${name}`),
  ])
  expect([...(sheets[0]!.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([])

  const back = await organiser.api.entrants.importPreview({ id, file: new File([file], 'back.xlsx') })
  expect(back.rows.map(({ name }) => name)).toEqual(names)
  expect(await organiser.api.entrants.importTake({ id, previewId: back.previewId, onlyGood: false })).toEqual({
    added: 0,
    updated: 5,
  })
})

test('the public form: applications wait, are judged, and the accepted become the roster', async () => {
  const { rulebookYaml } = await organiser.api.contests.get({ id })
  const open = rulebookYaml.replace(/^( *)entry: .*$/m, '$1entry: [list, form]')
  await organiser.api.contests.saveRulebook({
    id,
    yaml: open.includes('entry: [list, form]')
      ? open
      : open.replace(/^( *)kind: individual$/m, '$1kind: individual\n$1entry: [list, form]'),
    revision: 1,
  })
  await organiser.api.contests.publishRulebook({ id, edition: '2026-1' })
  const visitor = server.browser()
  const { number: _number, extraTimePercent: _extra, ...form } = someone
  await expect(visitor.api.entrants.apply({ slug, ...form })).rejects.toMatchObject({ data: { code: 'notOpen' } })
  await act(server, id, 'openRegistration')
  expect(await visitor.api.contests.publicPage({ slug })).toMatchObject({
    registration: 'open',
    entry: ['list', 'form'],
  })
  const { receipt } = await visitor.api.entrants.apply({ slug, ...form })
  expect(receipt).toMatch(/^[0-9A-Z]{8}$/)
  await visitor.api.entrants.apply({ slug, ...form, name: '不合格者', birthDate: '1990-01-01' })

  await expect(organiser.api.contests.closeRegistration({ id })).rejects.toMatchObject({
    data: { code: 'pendingEntries' },
  })
  const [good, bad] = await organiser.api.entrants.list({ id })
  expect([good, bad]).toMatchObject([
    { status: 'pending', number: '', source: 'form' },
    { status: 'pending', problems: [{}] },
  ])
  expect(await organiser.api.entrants.judge({ id, entrantId: good!.id, accept: true, reason: '' })).toMatchObject({
    status: 'accepted',
    number: '001',
  })
  await organiser.api.entrants.judge({ id, entrantId: bad!.id, accept: true, reason: '' })
  await expect(organiser.api.contests.closeRegistration({ id })).rejects.toMatchObject({
    data: { code: 'notEligible', details: [{ name: '不合格者' }] },
  })
  await organiser.api.entrants.judge({ id, entrantId: bad!.id, accept: false, reason: '超龄' })
  expect(await organiser.api.contests.closeRegistration({ id })).toEqual({ entrants: 1 })

  const { roster } = (await server.host.state(id))!.state as ContestState
  expect(Object.values(roster)).toMatchObject([
    { entrantId: good!.id, number: '001', name: '张小雨', delegation: '海州市', coaches: ['李老师'] },
  ])
  await expect(add({})).rejects.toMatchObject({ data: { code: 'registrationClosed' } })
  await expect(organiser.api.entrants.remove({ id, entrantId: good!.id })).rejects.toMatchObject({
    data: { code: 'registrationClosed' },
  })
})
