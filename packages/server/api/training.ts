import { isRefusal } from '@leitai/core/run.ts'
import { isReadingOpen, membersOf, trained, trainingOf } from '@leitai/core/training/trained.ts'
import { readApart } from '../apart/apart.ts'
import { contestState } from '../contests/contest-state.ts'
import { findContestBySlug } from '../contests/contests.ts'
import { attendanceSheet, readAttendance } from '../contests/training/attendance-list.ts'
import {
  findMaterial,
  materialsOf,
  orderMaterials,
  presentMaterial,
  removeMaterial,
  saveMaterial,
} from '../contests/training/materials.ts'
import { myTraining, presentPerson, presentTraining } from '../contests/training/mine.ts'
import { note, overview, presentProgress } from '../contests/training/progress.ts'
import { noTraining, readingShut } from '../contests/training/refusals.ts'
import {
  attendanceOf,
  findSession,
  markAttendance,
  presentSession,
  removeSession,
  saveSession,
  sessionsOf,
  type SessionRow,
} from '../contests/training/sessions.ts'
import { studentsOf } from '../contests/training/students.ts'
import { overviewSheet } from '../contests/training/workbook.ts'
import { xlsxFile } from '../spreadsheets/write.ts'
import { conflict, inContest, notFound, ok, orRefuse, os, type ApiContext } from './context.ts'

export const training = {
  plan: os.training.plan.handler(async ({ context, input: { id } }) => {
    const { state } = await organised(context, id)
    const { parts } = context
    const [sessions, materials, attendance] = await Promise.all([
      sessionsOf(parts, id),
      materialsOf(parts, id),
      attendanceOf(parts, id),
    ])
    return (state.rulebook?.rulebook.training ?? []).map((one) => ({
      ...presentTraining(state, one),
      people: trained(state, one)?.map(presentPerson) ?? null,
      sessions: sessions
        .filter((row) => row.training === one.id)
        .map((row) => {
          const marks = attendance.filter((mark) => mark.session_id === row.id)
          const count = (told: 'present' | 'late' | 'absent') => marks.filter((mark) => mark.state === told).length
          return {
            ...presentSession(row),
            capacity: row.capacity,
            revision: row.revision,
            present: count('present'),
            late: count('late'),
            absent: count('absent'),
          }
        }),
      materials: materials
        .filter((row) => row.training === one.id)
        .map((row) => ({ ...presentMaterial(row), revision: row.revision })),
    }))
  }),

  saveSession: os.training.saveSession.handler(async ({ context, input: { id, session, revision, ...input } }) => {
    const { state } = await organised(context, id)
    const saved = orRefuse(await saveSession(context.parts, state, session, revision, input))
    if (saved === null) throw notFound()
    if ('stale' in saved) throw conflict({ ...presentSession(saved.stale), revision: saved.stale.revision })
    return saved
  }),

  removeSession: os.training.removeSession.handler(async ({ context, input: { id, session } }) => {
    inContest(context, id)
    const removed = await removeSession(context.parts, id, session)
    if (removed === null) throw notFound()
    orRefuse(removed)
    return ok
  }),

  attendance: os.training.attendance.handler(async ({ context, input: { id, session } }) => {
    inContest(context, id)
    await existing(context, id, session)
    return (await attendanceOf(context.parts, id))
      .filter((row) => row.session_id === session)
      .map(({ entrant_id: entrantId, member, state, by, at }) => ({ entrantId, member, state, by, at }))
  }),

  mark: os.training.mark.handler(async ({ context, input: { id, session, marks } }) => {
    const { person, state } = await organised(context, id)
    const row = await existing(context, id, session)
    const refused = await markAttendance(context.parts, state, row, person.id, marks)
    if (refused !== null) orRefuse(refused)
    return ok
  }),

  readAttendance: os.training.readAttendance.handler(async ({ context, input: { id, session, file } }) => {
    const { state } = await organised(context, id)
    const row = await existing(context, id, session)
    const noFiles = () => Promise.reject(new Error('a list of names holds no files'))
    const content = new Uint8Array(await file.arrayBuffer())
    const table = orRefuse(await readApart({ job: 'table', filename: file.name, content }, noFiles))
    const known = trainingOf(state, row.training)
    return readAttendance(table, (known && trained(state, known)) ?? [])
  }),

  exportAttendance: os.training.exportAttendance.handler(async ({ context, input: { id, session } }) => {
    const { state } = await organised(context, id)
    const row = await existing(context, id, session)
    const known = trainingOf(state, row.training)
    const marks = (await attendanceOf(context.parts, id))
      .filter((mark) => mark.session_id === session)
      .map(({ entrant_id: entrantId, member, state: told }) => ({ entrantId, member, state: told }))
    return xlsxFile('训练签到.xlsx', await attendanceSheet((known && trained(state, known)) ?? [], marks))
  }),

  saveMaterial: os.training.saveMaterial.handler(async ({ context, input: { id, material, revision, ...input } }) => {
    const { state } = await organised(context, id)
    const saved = orRefuse(await saveMaterial(context.parts, state, material, revision, input))
    if (saved === null) throw notFound()
    if ('stale' in saved) throw conflict({ ...presentMaterial(saved.stale), revision: saved.stale.revision })
    return saved
  }),

  removeMaterial: os.training.removeMaterial.handler(async ({ context, input: { id, material } }) => {
    inContest(context, id)
    if (!(await removeMaterial(context.parts, id, material))) throw notFound()
    return ok
  }),

  orderMaterials: os.training.orderMaterials.handler(async ({ context, input }) => {
    inContest(context, input.id)
    await orderMaterials(context.parts, input.id, input.training, input.materials)
    return ok
  }),

  overview: os.training.overview.handler(async ({ context, input }) => overviewOf(context, input)),

  exportOverview: os.training.exportOverview.handler(async ({ context, input }) =>
    xlsxFile('训练情况.xlsx', await overviewSheet(await overviewOf(context, input))),
  ),

  mine: os.training.mine.handler(async ({ context, input: { id } }) =>
    myTraining(context.parts, await studying(context, id)),
  ),

  note: os.training.note.handler(async ({ context, input: { id, material, ...noted } }) => {
    const { parts } = context
    const { state, trainings } = await studying(context, id)
    const row = await findMaterial(parts, id, material)
    const own = trainings.find((one) => one.training.id === row?.training)
    const entry = own?.people.find(({ entrantId }) => entrantId === noted.entrantId)
    if (row === undefined || own === undefined || !(entry && membersOf(entry).includes(noted.member))) {
      parts.log(`denied: progress with a training material of contest ${id.slice(0, 40)}`)
      throw notFound()
    }
    if (!isReadingOpen(state, own.training)) return orRefuse(readingShut())
    return presentProgress(await note(parts, row, noted), row.seconds)
  }),

  schedule: os.training.schedule.handler(async ({ context: { parts }, input }) => {
    const contest = await findContestBySlug(parts, input.slug)
    if (contest === undefined || contest.published_at === null) throw notFound()
    const state = await contestState(parts.host, contest.id)
    if (isRefusal(state)) throw notFound()
    return (await sessionsOf(parts, contest.id)).flatMap((row) => {
      const known = trainingOf(state, row.training)
      // where it is, and how to get in, is for those who are trained
      return known === undefined
        ? []
        : [{ id: row.id, training: known.title, title: row.title, startsAt: row.starts_at, endsAt: row.ends_at }]
    })
  }),
}

async function organised(context: ApiContext, id: string) {
  const person = inContest(context, id)
  const state = await contestState(context.parts.host, id)
  if (isRefusal(state)) throw notFound()
  return { person, state }
}

async function existing({ parts }: ApiContext, id: string, session: string): Promise<SessionRow> {
  const row = await findSession(parts, id, session)
  if (row === undefined) throw notFound()
  return row
}

async function studying({ parts, headers, who }: ApiContext, id: string) {
  const students = await studentsOf(parts, headers, id)
  if (students !== null) return students
  // leaders' and seats' own pages ask whether there is anything: that is no attempt
  const asksForOwn = who.kind === 'seat' ? who.contestId === id : who.kind === 'person' && who.roles.has(id)
  if (!asksForOwn) parts.log(`denied: training of contest ${id.slice(0, 40)}`)
  throw notFound()
}

async function overviewOf(context: ApiContext, { id, training: asked }: { id: string; training: string }) {
  const { state } = await organised(context, id)
  const known = trainingOf(state, asked)
  return known === undefined ? orRefuse(noTraining()) : overview(context.parts, state, known)
}
