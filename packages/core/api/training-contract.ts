/**
 * Training before a stage over HTTP: the organiser's plan, attendance and overview; for those who are trained their sessions,
 * their reading list and how far they are.
 */
import { z } from 'zod'
import { api, cellProblem } from './base.ts'

const id = z.string().min(1).max(80)
const text = z.object({ zh: z.string(), en: z.string() })
const done = z.object({ ok: z.literal(true) })
/** Of a team by name; '' for an individual. */
const member = z.string().max(60)
const attendanceStates = ['present', 'late', 'absent'] as const
const attendanceState = z.enum(attendanceStates)
/** Only what a browser opens as a page: never a script. */
const link = z
  .string()
  .trim()
  .max(500)
  .regex(/^(https?:\/\/\S+)?$/i)

const person = z.object({
  entrantId: id,
  number: z.string(),
  name: z.string(),
  delegation: z.string(),
  members: z.array(member),
})

const session = z.object({
  id,
  title: z.string(),
  startsAt: z.number(),
  endsAt: z.number(),
  place: z.string(),
  link: z.string(),
  capacity: z.number().int().nullable(),
  revision: z.number().int(),
})

const material = z.object({
  id,
  title: z.string(),
  kind: z.enum(['document', 'video', 'link']),
  link: z.string().nullable(),
  hash: z.string().nullable(),
  mime: z.string().nullable(),
  bytes: z.number().nullable(),
  /** Of a recording. */
  seconds: z.number().nullable(),
  required: z.boolean(),
  revision: z.number().int(),
})

const trainingLine = z.object({
  id,
  title: text,
  clause: z.string().nullable(),
  /** The stage that it prepares for. */
  before: text,
  minutes: z.number().nullable(),
  attendanceRequired: z.boolean(),
})

const counts = z.object({ present: z.number().int(), late: z.number().int(), absent: z.number().int() })
const mark = z.object({ entrantId: id, member, state: attendanceState })
const progress = z.object({
  material: id,
  entrantId: id,
  member,
  position: z.number(),
  percent: z.number().int(),
  finishedAt: z.number().nullable(),
})

const inContest = z.object({ id })
const inSession = z.object({ id, session: id })
const inTraining = z.object({ id, training: id })

export const training = {
  plan: api
    .route({ method: 'GET', path: '/contests/{id}/training' })
    .input(inContest)
    .output(
      z.array(
        trainingLine.extend({
          /** Null: it is not known yet who is trained. */
          people: z.array(person).nullable(),
          sessions: z.array(session.extend(counts.shape)),
          materials: z.array(material),
        }),
      ),
    ),
  saveSession: api
    .route({ method: 'PUT', path: '/contests/{id}/training/sessions/{session}' })
    .input(
      z.object({
        id,
        session: id.or(z.literal('new')),
        training: id,
        title: z.string().trim().min(1).max(120),
        startsAt: z.number().int(),
        endsAt: z.number().int(),
        place: z.string().trim().max(120),
        link,
        capacity: z.number().int().min(1).max(100_000).nullable(),
        revision: z.number().int(),
      }),
    )
    .output(z.object({ id, revision: z.number().int() })),
  removeSession: api
    .route({ method: 'DELETE', path: '/contests/{id}/training/sessions/{session}' })
    .input(inSession)
    .output(done),
  attendance: api
    .route({ method: 'GET', path: '/contests/{id}/training/sessions/{session}/attendance' })
    .input(inSession)
    .output(z.array(mark.extend({ by: z.string(), at: z.number() }))),
  /** `state` null takes a mark away again. */
  mark: api
    .route({ method: 'POST', path: '/contests/{id}/training/sessions/{session}/attendance' })
    .input(inSession.extend({ marks: z.array(mark.extend({ state: attendanceState.nullable() })).max(5000) }))
    .output(done),
  /** Reads a list without keeping it; its marks are then sent like any others. */
  readAttendance: api
    .route({ method: 'POST', path: '/contests/{id}/training/sessions/{session}/attendance/read' })
    .input(inSession.extend({ file: z.file() }))
    .output(z.object({ marks: z.array(mark), problems: z.array(cellProblem) })),
  exportAttendance: api
    .route({ method: 'GET', path: '/contests/{id}/training/sessions/{session}/attendance/export' })
    .input(inSession)
    .output(z.file()),
  /** A link is made here; a file comes as an upload, and is then named here. */
  saveMaterial: api
    .route({ method: 'PUT', path: '/contests/{id}/training/materials/{material}' })
    .input(
      z.object({
        id,
        material: id.or(z.literal('new')),
        training: id,
        title: z.string().trim().min(1).max(200),
        link: link.nullable(),
        required: z.boolean(),
        revision: z.number().int(),
      }),
    )
    .output(z.object({ id, revision: z.number().int() })),
  removeMaterial: api
    .route({ method: 'DELETE', path: '/contests/{id}/training/materials/{material}' })
    .input(z.object({ id, material: id }))
    .output(done),
  orderMaterials: api
    .route({ method: 'PUT', path: '/contests/{id}/training/{training}/order' })
    .input(inTraining.extend({ materials: z.array(id).max(1000) }))
    .output(done),
  /** How far everybody is, a line a person. */
  overview: api
    .route({ method: 'GET', path: '/contests/{id}/training/{training}/overview' })
    .input(inTraining)
    .output(
      z.object({
        sessions: z.number().int(),
        materials: z.number().int(),
        lines: z.array(
          z.object({
            entrantId: id,
            number: z.string(),
            name: z.string(),
            delegation: z.string(),
            member,
            ...counts.shape,
            finished: z.number().int(),
            /** Of what is required. */
            percent: z.number().int(),
            lastAt: z.number().nullable(),
          }),
        ),
      }),
    ),
  exportOverview: api
    .route({ method: 'GET', path: '/contests/{id}/training/{training}/overview/export' })
    .input(inTraining)
    .output(z.file()),
  /** For a delegation's leader and for a seat: what those who are theirs are trained in. */
  mine: api
    .route({ method: 'GET', path: '/contests/{id}/training/mine' })
    .input(inContest)
    .output(
      z.object({
        title: text,
        trainings: z.array(
          trainingLine.extend({
            people: z.array(person),
            /** Shut while the stage itself is played. */
            open: z.boolean(),
            sessions: z.array(session.omit({ capacity: true, revision: true })),
            materials: z.array(material.omit({ revision: true })),
            attendance: z.array(mark.extend({ session: id })),
            progress: z.array(progress),
          }),
        ),
      }),
    ),
  /** Where somebody stopped, what was played since, or that it is read. */
  note: api
    .route({ method: 'POST', path: '/contests/{id}/training/materials/{material}/progress' })
    .input(
      z.object({
        id,
        material: id,
        entrantId: id,
        member,
        position: z.number().min(0).max(1e7).optional(),
        watched: z
          .array(z.tuple([z.number().min(0).max(1e7), z.number().min(0).max(1e7)]))
          .max(500)
          .default([]),
        /** What has no length is finished when one says so. */
        finished: z.boolean().optional(),
      }),
    )
    .output(progress),
  /** What everybody may know: that there is training, and when. */
  schedule: api
    .route({ method: 'GET', path: '/public/{slug}/training' })
    .input(z.object({ slug: z.string() }))
    .output(z.array(z.object({ id, training: text, title: z.string(), startsAt: z.number(), endsAt: z.number() }))),
}
