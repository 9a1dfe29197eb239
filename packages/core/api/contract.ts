/**
 * The HTTP contract: schema once, server, client and the OpenAPI page derive from it. What happens live (acts, answers)
 * goes over the socket (`wire.ts`); here is what is edited, imported, exported, or needs a secret with it.
 * The browser imports the type alone.
 */
import { z } from 'zod'
import { roles } from '../run.ts'
import { stageAnalysis } from './analysis-contract.ts'
import { api, cellProblem } from './base.ts'
import { floor } from './fairness-contract.ts'
import { knowledge } from './knowledge-contract.ts'
import { training } from './training-contract.ts'

export type { CellProblem, RefusalData } from './base.ts'

const id = z.string().min(1).max(80)
const done = z.object({ ok: z.literal(true) })
const role = z.enum(roles)
const text = z.object({ zh: z.string(), en: z.string() })
const reason = z.string().trim().min(1).max(300)

const contestLine = z.object({
  id,
  slug: z.string(),
  title: text,
  rulebookId: z.string(),
  startsOn: z.string().nullable(),
  place: z.string(),
  step: z.string(),
  /** What waits for the person who asks. */
  waiting: z.array(text),
  myRoles: z.array(role),
  entrants: z.number().int(),
  archived: z.boolean(),
})

const itemLine = z.object({
  id,
  stage: id,
  type: z.string(),
  title: text,
  points: z.string(),
  minutes: z.number(),
  available: z.boolean(),
  materialId: id.nullable(),
  materialTitle: z.string().nullable(),
})

const rulebookProblem = z.object({ line: z.number().int(), column: z.number().int(), path: z.string(), message: text })
const difference = z.object({
  path: z.string(),
  clause: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})

export const entrant = z.object({
  id,
  number: z.string(),
  name: z.string(),
  gender: z.string(),
  birthDate: z.string().nullable(),
  delegation: z.string(),
  coaches: z.array(z.string()),
  members: z.array(z.string()),
  phone: z.string(),
  extraTimePercent: z.number(),
  /** The rulebook's further fields. */
  fields: z.record(z.string(), z.string()),
  status: z.enum(['pending', 'accepted', 'declined']),
  source: z.enum(['list', 'form', 'openLink']),
  revision: z.number().int(),
  /** Eligibility rules that this entrant breaks. */
  problems: z.array(z.object({ clause: z.string().nullable(), text })),
})
export type Entrant = z.infer<typeof entrant>

const entrantInput = z.object({
  number: z.string().max(20),
  name: z.string().trim().min(1).max(60),
  gender: z.string().max(10),
  birthDate: z.iso.date().nullable(),
  delegation: z.string().max(80),
  coaches: z.array(z.string().max(60)).max(20),
  members: z.array(z.string().max(60)).max(100),
  phone: z.string().max(20),
  extraTimePercent: z.number().min(0).max(100),
  fields: z.record(z.string().max(80), z.string().max(200)),
})

const materialLine = z.object({
  id,
  type: z.string(),
  title: z.string(),
  size: z.string(),
  updatedAt: z.number(),
  revision: z.number().int(),
  usedBy: z.array(z.string()),
})

/** An upload that was read but not taken yet: shown as a table with the wrong cells marked. */
const preview = <T extends z.ZodType>(row: T) =>
  z.object({
    previewId: id,
    columns: z.array(z.object({ key: z.string(), label: text })),
    rows: z.array(row),
    problems: z.array(cellProblem),
    good: z.number().int(),
    bad: z.number().int(),
  })

const person = z.object({
  id,
  name: z.string(),
  username: z.string(),
  delegation: z.string(),
  roles: z.array(role),
  enrolledLayers: z.array(z.number()),
})

/** `waiting`: not there yet. `live`: on the stage now. */
const piecePhase = z.enum(['waiting', 'live', 'open', 'closed'])
const judgesCall = z.object({ kind: z.enum(['remark', 'talk']), note: z.string(), at: z.number() })

const queueLine = z.object({
  stage: id,
  item: id,
  type: z.string(),
  title: text,
  code: id,
  /** The piece's marking run, and the run that holds the work. */
  markingId: z.string(),
  workId: z.string(),
  phase: piecePhase,
  done: z.number().int(),
  toMark: z.number().int(),
  handedIn: z.boolean(),
  /** The chief judge's latest call to this panel, while the sheet is not handed in again. */
  call: judgesCall.nullable(),
  calibration: z.enum(['alone', 'compared']).nullable(),
})

const pieceProgress = z.object({
  item: id,
  code: id,
  markingId: z.string(),
  workId: z.string(),
  type: z.string(),
  phase: piecePhase,
  toMark: z.number().int(),
  judges: z.array(z.object({ personId: id, name: z.string(), done: z.number().int(), handedIn: z.boolean() })),
  /** How many seats of the panel are empty for this code. */
  missing: z.number().int(),
  spread: z.object({ points: z.string(), alarm: z.boolean() }).nullable(),
  calls: z.array(judgesCall),
  calibration: z.enum(['alone', 'compared']).nullable(),
})

/** Where an entrant stands. */
const standing = z.object({ rank: z.number().nullable(), total: z.string(), award: text.nullable() })

/** Which number a correction changes: a judge's mark on a line, or without both the item's score itself. */
const correction = { item: id, code: id, judge: id.nullable(), line: id.nullable(), new: z.string().max(20) }

const appealLine = z.object({
  appeal: id,
  stage: id,
  item: id,
  entrantId: id,
  entrant: z.string(),
  clause: z.string(),
  statement: z.string(),
  at: z.number(),
  withdrawn: z.object({ reason: z.string(), at: z.number() }).nullable(),
  ruling: z.object({ upheld: z.boolean(), reason: z.string(), name: z.string(), at: z.number() }).nullable(),
})

export const contract = {
  me: api.route({ method: 'GET', path: '/me' }).output(
    z.object({
      person: z.object({ id, name: z.string(), username: z.string(), mayCreateContests: z.boolean() }).nullable(),
      seat: z.object({ contestId: id, contestTitle: text, code: z.string(), seat: z.string() }).nullable(),
      now: z.number(),
      virtualClock: z.boolean(),
    }),
  ),
  setup: {
    /** The one-time link that `npm start` prints. */
    firstOrganiser: api
      .route({ method: 'POST', path: '/setup/first-organiser' })
      .input(
        z.object({
          token: z.string(),
          name: z.string().min(1),
          username: z.string().min(3),
          password: z.string().min(8),
        }),
      )
      .output(done),
    state: api.route({ method: 'GET', path: '/setup' }).output(z.object({ needsFirstOrganiser: z.boolean() })),
  },
  seat: {
    /** Contest by slug; code (sealed) or candidate number; PIN from the slip. */
    signIn: api
      .route({ method: 'POST', path: '/seat/sign-in' })
      .input(z.object({ contest: z.string(), code: z.string(), pin: z.string() }))
      .output(z.object({ contestId: id, code: z.string() })),
    signOut: api.route({ method: 'POST', path: '/seat/sign-out' }).output(done),
    /** Open-link contests: join with a name, get a number and a PIN. */
    join: api
      .route({ method: 'POST', path: '/seat/join' })
      .input(
        z.object({
          contest: z.string(),
          name: z.string().trim().min(1).max(60),
          delegation: z.string().max(80).default(''),
          phone: z.string().max(20).default(''),
        }),
      )
      .output(z.object({ contestId: id, code: z.string(), pin: z.string() })),
    /** What this seat sits, in order, with the run to watch. */
    runs: api.route({ method: 'GET', path: '/seat/runs' }).output(
      z.array(
        z.object({
          runId: z.string(),
          item: id,
          type: z.string(),
          title: text,
          startsAt: z.number(),
          minutes: z.number(),
          rules: z.array(text),
          /** Performed one after another: this seat waits to be called. */
          turn: z.boolean(),
          checks: z.array(z.enum(['sound', 'microphone', 'screen'])),
          conduct: z.object({ fullScreen: z.boolean(), paste: z.enum(['refuse', 'log', 'allow']) }),
        }),
      ),
    ),
  },
  rulebooks: {
    list: api.route({ method: 'GET', path: '/rulebooks' }).output(
      z.array(
        z.object({
          id: z.string(),
          title: text,
          about: text.nullable(),
          items: z.array(z.object({ title: text, type: z.string(), available: z.boolean() })),
        }),
      ),
    ),
    check: api
      .route({ method: 'POST', path: '/rulebooks/check' })
      .input(z.object({ yaml: z.string().max(400_000) }))
      .output(z.object({ problems: z.array(rulebookProblem) })),
  },
  contests: {
    list: api.route({ method: 'GET', path: '/contests' }).output(z.array(contestLine)),
    create: api
      .route({ method: 'POST', path: '/contests' })
      .input(
        z.object({
          rulebookId: z.string(),
          titleZh: z.string().trim().min(1).max(80),
          titleEn: z.string().max(120).default(''),
          startsOn: z.iso.date().nullable(),
          place: z.string().max(80).default(''),
        }),
      )
      .output(z.object({ id })),
    get: api
      .route({ method: 'GET', path: '/contests/{id}' })
      .input(z.object({ id }))
      .output(
        contestLine.extend({
          rulebookYaml: z.string(),
          rulebookRevision: z.number().int(),
          differences: z.array(difference),
          problems: z.array(rulebookProblem),
          items: z.array(itemLine),
          publishedEdition: z.string().nullable(),
          unpublishedChanges: z.boolean(),
        }),
      ),
    update: api
      .route({ method: 'PATCH', path: '/contests/{id}' })
      .input(
        z.object({
          id,
          titleZh: z.string().min(1).max(80).optional(),
          titleEn: z.string().max(120).optional(),
          startsOn: z.iso.date().nullable().optional(),
          place: z.string().max(80).optional(),
        }),
      )
      .output(done),
    saveRulebook: api
      .route({ method: 'PUT', path: '/contests/{id}/rulebook' })
      .input(z.object({ id, yaml: z.string().max(400_000), revision: z.number().int() }))
      .output(
        z.object({ revision: z.number().int(), problems: z.array(rulebookProblem), differences: z.array(difference) }),
      ),
    publishRulebook: api
      .route({ method: 'POST', path: '/contests/{id}/rulebook/publish' })
      .input(z.object({ id, edition: z.string().min(1).max(20) }))
      .output(done),
    assignMaterial: api
      .route({ method: 'PUT', path: '/contests/{id}/items/{itemId}/material' })
      .input(z.object({ id, itemId: id, materialId: id.nullable() }))
      .output(done),
    closeRegistration: api
      .route({ method: 'POST', path: '/contests/{id}/registration/close' })
      .input(z.object({ id }))
      .output(z.object({ entrants: z.number().int() })),
    /** Public page by slug: rulebook, schedule, lists, results; only what is public. */
    publicPage: api
      .route({ method: 'GET', path: '/public/{slug}' })
      .input(z.object({ slug: z.string() }))
      .output(
        z.object({
          id,
          title: text,
          startsOn: z.string().nullable(),
          place: z.string(),
          rulebookYaml: z.string().nullable(),
          edition: z.string().nullable(),
          differences: z.array(difference),
          entry: z.array(z.enum(['list', 'form', 'openLink'])),
          registration: z.enum(['notOpen', 'open', 'closed']),
          fields: z.array(z.object({ id, label: text, required: z.boolean() })),
        }),
      ),
  },
  people: {
    list: api.route({ method: 'GET', path: '/contests/{id}/people' }).input(z.object({ id })).output(z.array(person)),
    /** Makes the account where the user name is new (the password is shown once), and gives the roles. */
    add: api
      .route({ method: 'POST', path: '/contests/{id}/people' })
      .input(
        z.object({
          id,
          name: z.string().trim().min(1).max(60),
          username: z.string().trim().min(3).max(40),
          delegation: z.string().max(80).default(''),
          roles: z.array(role).min(1),
        }),
      )
      .output(z.object({ personId: id, password: z.string().nullable() })),
    setRoles: api
      .route({ method: 'PUT', path: '/contests/{id}/people/{personId}' })
      .input(z.object({ id, personId: id, roles: z.array(role), delegation: z.string().max(80).optional() }))
      .output(done),
    resetPassword: api
      .route({ method: 'POST', path: '/contests/{id}/people/{personId}/password' })
      .input(z.object({ id, personId: id }))
      .output(z.object({ password: z.string() })),
  },
  entrants: {
    list: api
      .route({ method: 'GET', path: '/contests/{id}/entrants' })
      .input(z.object({ id }))
      .output(z.array(entrant)),
    save: api
      .route({ method: 'PUT', path: '/contests/{id}/entrants/{entrantId}' })
      .input(entrantInput.extend({ id, entrantId: id.or(z.literal('new')), revision: z.number().int() }))
      .output(entrant),
    remove: api
      .route({ method: 'DELETE', path: '/contests/{id}/entrants/{entrantId}' })
      .input(z.object({ id, entrantId: id }))
      .output(done),
    judge: api
      .route({ method: 'POST', path: '/contests/{id}/entrants/{entrantId}/judge' })
      .input(z.object({ id, entrantId: id, accept: z.boolean(), reason: z.string().max(300).default('') }))
      .output(entrant),
    importPreview: api
      .route({ method: 'POST', path: '/contests/{id}/entrants/import' })
      .input(z.object({ id, file: z.file() }))
      .output(preview(z.record(z.string(), z.string()))),
    /** `onlyGood` takes the rows without problems; otherwise any problem refuses the whole. */
    importTake: api
      .route({ method: 'POST', path: '/contests/{id}/entrants/import/take' })
      .input(z.object({ id, previewId: id, onlyGood: z.boolean() }))
      .output(z.object({ added: z.number().int(), updated: z.number().int() })),
    template: api
      .route({ method: 'GET', path: '/contests/{id}/entrants/template' })
      .input(z.object({ id }))
      .output(z.file()),
    export: api
      .route({ method: 'GET', path: '/contests/{id}/entrants/export' })
      .input(z.object({ id }))
      .output(z.file()),
    /** The public form. */
    apply: api
      .route({ method: 'POST', path: '/public/{slug}/apply' })
      .input(entrantInput.omit({ number: true, extraTimePercent: true }).extend({ slug: z.string() }))
      .output(z.object({ receipt: z.string() })),
  },
  materials: {
    /** Item types that take materials, with the file formats each can read and write. */
    types: api.route({ method: 'GET', path: '/materials/types' }).output(
      z.array(
        z.object({
          type: z.string(),
          title: text,
          imports: z.array(z.object({ format: z.string(), label: text, accept: z.string() })),
          exports: z.array(z.object({ format: z.string(), label: text })),
        }),
      ),
    ),
    list: api
      .route({ method: 'GET', path: '/materials' })
      .input(z.object({ type: z.string().optional() }))
      .output(z.array(materialLine)),
    get: api
      .route({ method: 'GET', path: '/materials/{id}' })
      .input(z.object({ id }))
      .output(materialLine.extend({ body: z.unknown() })),
    save: api
      .route({ method: 'PUT', path: '/materials/{id}' })
      .input(
        z.object({
          id: id.or(z.literal('new')),
          type: z.string(),
          title: z.string().trim().min(1).max(120),
          body: z.unknown(),
          revision: z.number().int(),
        }),
      )
      .output(z.object({ id, revision: z.number().int() })),
    remove: api.route({ method: 'DELETE', path: '/materials/{id}' }).input(z.object({ id })).output(done),
    /** Reads a file into a material without keeping it: the editor shows it with its problems, and saves. */
    read: api
      .route({ method: 'POST', path: '/materials/read' })
      .input(z.object({ type: z.string(), format: z.string(), file: z.file() }))
      .output(
        z.object({
          body: z.unknown().nullable(),
          problems: z.array(cellProblem),
          good: z.number().int(),
          bad: z.number().int(),
        }),
      ),
    export: api
      .route({ method: 'GET', path: '/materials/{id}/export/{format}' })
      .input(z.object({ id, format: z.string() }))
      .output(z.file()),
    template: api
      .route({ method: 'GET', path: '/materials/template/{type}/{format}' })
      .input(z.object({ type: z.string(), format: z.string() }))
      .output(z.file()),
    /** Uploads one file (a recording); its name is its content's hash. */
    upload: api
      .route({ method: 'POST', path: '/files' })
      .input(z.object({ file: z.file() }))
      .output(z.object({ hash: z.string(), bytes: z.number().int(), mime: z.string() })),
  },
  draw: {
    /** Draws seats for all who are checked in and not drawn yet, seals the mapping, and gives the slips once. */
    seats: api
      .route({ method: 'POST', path: '/contests/{id}/draw' })
      .input(z.object({ id }))
      .output(z.object({ batch: z.number().int(), codes: z.number().int(), slipsToken: z.string() })),
    resetPin: api
      .route({ method: 'POST', path: '/contests/{id}/codes/{code}/pin' })
      .input(z.object({ id, code: z.string(), reason }))
      .output(z.object({ pin: z.string() })),
    /** Who is connected and doing what, seat by seat. */
    room: api
      .route({ method: 'GET', path: '/contests/{id}/room' })
      .input(z.object({ id, session: id.optional() }))
      .output(
        z.array(
          z.object({
            code: z.string(),
            seat: z.string(),
            connected: z.boolean(),
            phase: z.enum(['waiting', 'open', 'paused', 'closed', 'none']),
            done: z.number().int(),
            total: z.number().int(),
            lastSaveAt: z.number().nullable(),
            incidents: z.number().int(),
            late: z.number().int(),
            checks: z.record(z.string(), z.boolean()),
          }),
        ),
      ),
  },
  seal: {
    /** The officer in person sets the layer's passphrase; the recovery key is shown once, to be printed and locked away. */
    enrol: api
      .route({ method: 'POST', path: '/contests/{id}/seal/{layer}/enrol' })
      .input(z.object({ id, layer: z.coerce.number().int(), passphrase: z.string().min(10) }))
      .output(z.object({ recoveryKey: z.string() })),
    open: api
      .route({ method: 'POST', path: '/contests/{id}/seal/{layer}/open' })
      .input(
        z.object({
          id,
          layer: z.coerce.number().int(),
          passphrase: z.string().optional(),
          recoveryKey: z.string().optional(),
        }),
      )
      .output(z.object({ opened: z.number().int(), unsealed: z.boolean() })),
  },
  marking: {
    /** The pieces that this judge is to mark, in order; each is then watched and marked over the socket. */
    queue: api
      .route({ method: 'GET', path: '/contests/{id}/marking/queue' })
      .input(z.object({ id }))
      .output(z.array(queueLine)),
    /** How far every panel is: counts, spread alarms, calls; never a mark. */
    progress: api
      .route({ method: 'GET', path: '/contests/{id}/marking/{stage}/progress' })
      .input(z.object({ id, stage: id }))
      .output(z.array(pieceProgress)),
    /** Looks up names, roles and delegations, and refuses conflicts of interest. */
    appointPanel: api
      .route({ method: 'PUT', path: '/contests/{id}/marking/{stage}/{item}/panel' })
      .input(
        z.object({ id, stage: id, item: id, group: z.number().int().min(1).nullable(), judges: z.array(id).max(30) }),
      )
      .output(done),
    /** Refuses `owed` with the list of who owes what; otherwise all marks stand from here on. */
    close: api
      .route({ method: 'POST', path: '/contests/{id}/marking/{stage}/close' })
      .input(z.object({ id, stage: id }))
      .output(done),
    reopen: api
      .route({ method: 'POST', path: '/contests/{id}/marking/{stage}/reopen' })
      .input(z.object({ id, stage: id, reason }))
      .output(done),
    /** What a correction would change, before anybody signs it. */
    previewCorrection: api
      .route({ method: 'POST', path: '/contests/{id}/marking/{stage}/correction/preview' })
      .input(z.object({ id, stage: id }).extend(correction))
      .output(
        z.object({
          old: z.string(),
          score: z.unknown(),
          changes: z.array(
            z.object({
              code: id,
              before: standing,
              after: standing,
            }),
          ),
        }),
      ),
    /** The chief judge signs a correction with the password. */
    correct: api
      .route({ method: 'POST', path: '/contests/{id}/marking/{stage}/correction' })
      .input(
        z
          .object({
            id,
            stage: id,
            reason,
            cause: z.enum(['review', 'appeal', 'error']),
            appeal: id.nullable().default(null),
            password: z.string(),
          })
          .extend(correction),
      )
      .output(done),
    /** A judge signs the order of equals with the password. */
    signTie: api
      .route({ method: 'POST', path: '/contests/{id}/marking/{stage}/tie/sign' })
      .input(z.object({ id, stage: id, order: z.array(id).min(2), password: z.string() }))
      .output(done),
    /** Orders of equals that wait for this judge's signature. */
    ties: api
      .route({ method: 'GET', path: '/contests/{id}/marking/ties' })
      .input(z.object({ id }))
      .output(
        z.array(
          z.object({
            stage: id,
            order: z.array(z.object({ code: id, name: z.string(), total: z.string() })),
            reason: z.string(),
            signed: z.number().int(),
            signers: z.number().int(),
            mine: z.boolean(),
          }),
        ),
      ),
  },
  appeals: {
    /** What a team leader may appeal: the delegation's entrants, the items, and until when. Also the appeals that were filed. */
    mine: api
      .route({ method: 'GET', path: '/contests/{id}/appeals/mine' })
      .input(z.object({ id }))
      .output(
        z.object({
          delegation: z.string(),
          clause: z.string().nullable(),
          withinMinutes: z.number().nullable(),
          /** What the minutes count from. */
          after: z.enum(['item', 'results']),
          entrants: z.array(
            z.object({
              entrantId: id,
              number: z.string(),
              name: z.string(),
              items: z.array(
                z.object({
                  stage: id,
                  item: id,
                  title: text,
                  from: z.number().nullable(),
                  until: z.number().nullable(),
                }),
              ),
            }),
          ),
          clauses: z.array(z.object({ clause: z.string(), title: text })),
          appeals: z.array(appealLine),
        }),
      ),
    file: api
      .route({ method: 'POST', path: '/contests/{id}/appeals' })
      .input(
        z.object({
          id,
          stage: id,
          item: id,
          entrantId: id,
          clause: z.string().trim().min(1).max(80),
          statement: z.string().trim().min(1).max(4000),
        }),
      )
      .output(z.object({ appeal: id })),
    withdraw: api
      .route({ method: 'POST', path: '/contests/{id}/appeals/{appeal}/withdraw' })
      .input(z.object({ id, appeal: id, reason }))
      .output(done),
    /** An arbiter rules with the password, finally. */
    rule: api
      .route({ method: 'POST', path: '/contests/{id}/appeals/{appeal}/rule' })
      .input(
        z.object({
          id,
          appeal: id,
          upheld: z.boolean(),
          reason: z.string().trim().min(1).max(2000),
          password: z.string(),
        }),
      )
      .output(done),
  },
  results: {
    /** Gathers every run's score and records it with the runs' heads. */
    compute: api
      .route({ method: 'POST', path: '/contests/{id}/results/{stage}/compute' })
      .input(z.object({ id, stage: id }))
      .output(z.object({ lines: z.number().int() })),
    /** Signs in person: the password is asked again. `digest` is of the result as the signer's page shows it; without it, of what stands now. */
    sign: api
      .route({ method: 'POST', path: '/contests/{id}/results/{stage}/sign' })
      .input(z.object({ id, stage: id, role, password: z.string(), digest: z.string().optional() }))
      .output(done),
    /** Raw marks as `MARKS.csv`, for `leitai results`. */
    marks: api
      .route({ method: 'GET', path: '/contests/{id}/results/{stage}/marks' })
      .input(z.object({ id, stage: id }))
      .output(z.file()),
    export: api
      .route({ method: 'GET', path: '/contests/{id}/results/{stage}/export' })
      .input(z.object({ id, stage: id }))
      .output(z.file()),
  },
  /** After a stage's marking is closed; for officials, never for its judges. */
  analysis: {
    of: api
      .route({ method: 'GET', path: '/contests/{id}/analysis/{stage}' })
      .input(z.object({ id, stage: id }))
      .output(stageAnalysis),
    export: api
      .route({ method: 'GET', path: '/contests/{id}/analysis/{stage}/export' })
      .input(z.object({ id, stage: id }))
      .output(z.file()),
  },
  training,
  knowledge,
  floor,
  archive: {
    make: api
      .route({ method: 'POST', path: '/contests/{id}/archive' })
      .input(z.object({ id }))
      .output(z.object({ sha256: z.string(), bytes: z.number().int() })),
    download: api.route({ method: 'GET', path: '/contests/{id}/archive' }).input(z.object({ id })).output(z.file()),
  },
}
export type Contract = typeof contract
