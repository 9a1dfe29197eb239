import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ContestState } from '@leitai/core/contest/state.ts'
import { firstOrganiser, newContest, startTestServer, type TestBrowser, type TestServer } from '../testing.ts'

let server: TestServer
let organiser: TestBrowser
beforeAll(async () => {
  server = await startTestServer()
  organiser = await firstOrganiser(server)
})
afterAll(() => server?.stop())

const question = (id: string, key: 'true' | 'false' = 'true') => ({
  kind: 'trueFalse',
  id,
  stem: `第 ${id} 题`,
  key: key === 'true',
})
const bank = (count: number) => ({ questions: Array.from({ length: count }, (_, index) => question(`q${index + 1}`)) })
const keep = (title: string, count: number) =>
  organiser.api.materials.save({ id: 'new', type: 'exam', title, body: bank(count), revision: 0 })

/** C21 with a paper of ten true/false questions. */
async function smallContest(): Promise<string> {
  const { id } = await newContest(organiser)
  const { rulebookYaml, rulebookRevision } = await organiser.api.contests.get({ id })
  const yaml = rulebookYaml.replace(
    /draw:\n(?: +- \{.*\n)+/,
    'draw:\n              - { kind: trueFalse, count: 10, points: 10 }\n',
  )
  const saved = await organiser.api.contests.saveRulebook({ id, yaml, revision: rulebookRevision })
  expect(saved.problems).toEqual([])
  return id
}

test('types say which files each can read and write', async () => {
  const types = await organiser.api.materials.types()
  expect(types.find(({ type }) => type === 'exam')).toMatchObject({
    title: { zh: '题库' },
    imports: expect.arrayContaining([
      expect.objectContaining({ format: 'excel', accept: expect.stringContaining('.xlsx') }),
    ]),
  })
})

test('a bank is checked, kept, listed with its size, and edited by revision (F15)', async () => {
  await expect(
    organiser.api.materials.save({
      id: 'new',
      type: 'exam',
      title: '坏题库',
      body: { questions: [{ kind: 'trueFalse' }] },
      revision: 0,
    }),
  ).rejects.toMatchObject({
    code: 'REFUSED',
    data: {
      code: 'unfit',
      details: expect.arrayContaining([expect.objectContaining({ path: expect.stringMatching(/^questions\.0\./) })]),
    },
  })
  await expect(
    organiser.api.materials.save({ id: 'new', type: 'ballet', title: 'x', body: {}, revision: 0 }),
  ).rejects.toMatchObject({ data: { code: 'notAvailable' } })

  const { id, revision } = await keep('判断题', 3)
  expect(await organiser.api.materials.list({ type: 'exam' })).toMatchObject([
    { id, title: '判断题', size: '3 题', usedBy: [] },
  ])
  expect(await organiser.api.materials.save({ id, type: 'exam', title: '判断题', body: bank(4), revision })).toEqual({
    id,
    revision: 2,
  })
  await expect(
    organiser.api.materials.save({ id, type: 'exam', title: '旧稿', body: bank(9), revision }),
  ).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { details: { current: { revision: 2, title: '判断题', body: { questions: { length: 4 } } } } },
  })
  expect((await organiser.api.materials.get({ id })).body).toMatchObject({ questions: { length: 4 } })
  expect(await organiser.api.materials.remove({ id })).toEqual({ ok: true })
  await expect(organiser.api.materials.get({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('an Excel file is read apart from the server: template, problems by cell, and what was exported comes back', async () => {
  const template = await organiser.api.materials.template({ type: 'exam', format: 'excel' })
  const read = await organiser.api.materials.read({
    type: 'exam',
    format: 'excel',
    file: new File([template], 'bank.xlsx'),
  })
  expect(read).toMatchObject({ problems: [], bad: 0 })
  const { id } = await organiser.api.materials.save({
    id: 'new',
    type: 'exam',
    title: '模板题',
    body: read.body,
    revision: 0,
  })
  const exported = await organiser.api.materials.export({ id, format: 'excel' })
  const again = await organiser.api.materials.read({
    type: 'exam',
    format: 'excel',
    file: new File([exported], 'bank.xlsx'),
  })
  expect(again.body).toEqual((await organiser.api.materials.get({ id })).body)
  await expect(
    organiser.api.materials.read({ type: 'exam', format: 'excel', file: new File(['PK\x03\x04 broken'], 'bank.xlsx') }),
  ).rejects.toMatchObject({ data: { code: 'unreadable' } })
  await expect(
    organiser.api.materials.read({ type: 'exam', format: 'word', file: new File([''], 'x') }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a contest takes a material that fits, names it by its content in the official record, and follows its edits until it begins', async () => {
  const contest = await smallContest()
  const recorded = async () => Object.values(((await server.host.state(contest))!.state as ContestState).materials)
  const assign = (materialId: string | null) =>
    organiser.api.contests.assignMaterial({ id: contest, itemId: 'theory', materialId })

  const small = await keep('太少', 3)
  await expect(assign(small.id)).rejects.toMatchObject({ code: 'REFUSED' })
  await expect(assign('no-such-material')).rejects.toMatchObject({ data: { code: 'noSuchMaterial' } })
  const bankOfTen = await keep('十题', 10)
  await assign(bankOfTen.id)
  expect((await organiser.api.contests.get({ id: contest })).items).toMatchObject([
    { id: 'theory', materialId: bankOfTen.id, materialTitle: '十题' },
  ])
  expect((await organiser.api.materials.get({ id: bankOfTen.id })).usedBy).toEqual(['客服知识竞赛'])
  const [first] = await recorded()
  expect(first).toMatchObject({ materialId: bankOfTen.id, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })

  await expect(
    organiser.api.materials.save({ id: bankOfTen.id, type: 'exam', title: '十题', body: bank(2), revision: 1 }),
  ).rejects.toMatchObject({ data: { code: 'unfitForContest', zh: expect.stringContaining('客服知识竞赛') } })
  await organiser.api.materials.save({ id: bankOfTen.id, type: 'exam', title: '十二题', body: bank(12), revision: 1 })
  const [second] = await recorded()
  expect(second!.sha256).not.toBe(first!.sha256)
  await expect(organiser.api.materials.remove({ id: bankOfTen.id })).rejects.toMatchObject({ data: { code: 'inUse' } })

  await assign(null)
  expect(await recorded()).toMatchObject([{ materialId: null }])
  await organiser.api.materials.remove({ id: bankOfTen.id })
})

test('A2 a material is its owner’s: another organiser finds none of it', async () => {
  const { id } = await keep('我的题库', 3)
  const { id: shared } = await newContest(organiser)
  const { password } = await organiser.api.people.add({
    id: shared,
    name: '别人',
    username: 'someone.else',
    roles: ['organiser'],
  })
  const other = server.browser()
  await other.signIn('someone.else', password!)
  expect(await other.api.materials.list({})).toEqual([])
  for (const ask of [
    () => other.api.materials.get({ id }),
    () => other.api.materials.export({ id, format: 'excel' }),
    () => other.api.materials.remove({ id }),
    () => other.api.materials.save({ id, type: 'exam', title: 'x', body: bank(1), revision: 1 }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
  await expect(
    other.api.contests.assignMaterial({ id: shared, itemId: 'theory', materialId: id }),
  ).rejects.toMatchObject({ data: { code: 'noSuchMaterial' } })
})
