/**
 * `/api/contests/:id/print/:document.pdf`. Each paper has its readers; what a person may not have yet is refused in words
 * that can be shown. Candidate slips need the token of their draw besides a role: they exist once, in memory.
 */
import type { FastifyInstance } from 'fastify'
import type { ContestEvent } from '@leitai/core/contest/state.ts'
import { isRefusal, refuse, type Recorded, type Refusal, type Role } from '@leitai/core/run.ts'
import { lanAddresses } from '../addresses.ts'
import { contestState } from '../contests/contest-state.ts'
import { findContest } from '../contests/contests.ts'
import { seatLines } from '../contests/fairness/seat-measures.ts'
import { findSession } from '../contests/training/sessions.ts'
import type { Parts } from '../parts.ts'
import { withRoles } from '../people/roles.ts'
import { certificates } from './documents/certificates.ts'
import { checkIn } from './documents/check-in.ts'
import { fairness } from './documents/fairness.ts'
import { incidents } from './documents/incidents.ts'
import { matches } from './documents/matches.ts'
import { poster } from './documents/poster.ts'
import { results, scoreSheets } from './documents/results.ts'
import { reviewRecord } from './documents/review.ts'
import { ruling } from './documents/ruling.ts'
import { seatLabels } from './documents/seat-labels.ts'
import { slips } from './documents/slips.ts'
import { trainingSheet } from './documents/training-sheet.ts'
import type { Printed } from './printer.ts'
import type { Subject } from './subject.ts'

export type PrintParts = Pick<
  Parts,
  'database' | 'host' | 'clock' | 'identities' | 'slipBox' | 'printer' | 'archivist' | 'log'
>

interface Query {
  token?: string
  stage?: string
  code?: string
  award?: string
  entrant?: string
  kind?: string
  appeal?: string
  session?: string
}

interface Paper {
  readers: readonly Role[]
  /** What the saved file is called. */
  title: string
  make(subject: Subject, query: Query, parts: PrintParts): Printed | Refusal | Promise<Printed | Refusal>
}

const floor: readonly Role[] = ['organiser', 'staff']
const officials: readonly Role[] = ['organiser', 'chiefJudge', 'supervisor', 'arbiter']

const papers: Readonly<Record<string, Paper>> = {
  slips: { readers: floor, title: '参赛凭条', make: slipsOfToken },
  'seat-labels': { readers: floor, title: '座位签', make: seatLabels },
  'check-in': { readers: floor, title: '检录表', make: checkIn },
  fairness: {
    readers: [...floor, ...officials],
    title: '赛场公平性检测表',
    make: async (subject, _, parts) => fairness(subject, await seatLines(parts, subject.contest.id, subject.state)),
  },
  matches: {
    readers: [...floor, ...officials, 'host'],
    title: '对阵表',
    make: (subject, { stage }) => matches(subject, stage),
  },
  incidents: { readers: [...floor, ...officials], title: '赛场情况记录表', make: incidentsOfJournal },
  results: { readers: officials, title: '成绩表', make: (subject, { stage }) => results(subject, stage) },
  'score-sheets': {
    readers: officials,
    title: '评分单',
    make: (subject, { stage, code }) => scoreSheets(subject, stage, code),
  },
  review: {
    readers: officials,
    title: '复核与更正记录',
    make: async (subject, { stage }, parts) => reviewRecord(subject, stage, await namesOf(subject, parts)),
  },
  ruling: { readers: officials, title: '仲裁裁决书', make: (subject, { appeal }) => ruling(subject, appeal) },
  training: {
    readers: floor,
    title: '训练签到表',
    make: async (subject, { session }, parts) =>
      trainingSheet(subject, await findSession(parts, subject.contest.id, session ?? '')),
  },
  certificates: {
    readers: ['organiser'],
    title: '证书',
    make: (subject, { award, entrant, kind }) =>
      certificates(subject, {
        award,
        entrantId: entrant,
        kind: kind === 'coach' || kind === 'entrant' ? kind : undefined,
      }),
  },
  poster: { readers: floor, title: '海报', make: poster },
}

export function servePrint(app: FastifyInstance, parts: PrintParts): void {
  app.get<{ Params: { id: string; file: string }; Querystring: Query }>(
    '/api/contests/:id/print/:file',
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { id, file } = request.params
      const name = /^([a-z-]{1,40})\.pdf$/.exec(file)?.[1] ?? ''
      const paper = Object.hasOwn(papers, name) ? papers[name] : undefined
      const who = await parts.identities.identify(request.headers, 'person')
      if (who.kind !== 'person')
        return reply.code(401).send({ code: 'signIn', zh: '请先登录。', en: 'Please sign in.' })
      const roles = who.roles.get(id) ?? []
      const contest = paper === undefined || roles.length === 0 ? undefined : await findContest(parts, id)
      if (paper === undefined || contest === undefined) {
        parts.log(`denied: person ${who.id} asked to print ${file.slice(0, 40)} of contest ${id.slice(0, 40)}`)
        return reply
          .code(404)
          .send({ code: 'notFound', zh: '没有找到，或您无权查看。', en: 'Not found, or not yours to see.' })
      }
      if (!roles.some((role) => paper.readers.includes(role))) {
        return reply
          .code(403)
          .send({ code: 'notAllowed', zh: `您的角色不能打印${paper.title}。`, en: 'Your role may not print this.' })
      }
      const subject = await subjectOf(parts, contest, baseOf(request))
      const printed = isRefusal(subject) ? subject : await paper.make(subject, texts(request.query), parts)
      if (isRefusal(printed)) return reply.code(422).send({ code: printed.code, zh: printed.zh, en: printed.en })
      const pdf = await parts.printer.print(printed)
      if (name === 'slips') parts.log(`print: candidate slips of contest ${id} by person ${who.id}`)
      return reply
        .headers({
          'content-type': 'application/pdf',
          'content-disposition': `inline; filename="${name}.pdf"; filename*=UTF-8''${encodeURIComponent(`${contest.title_zh} ${paper.title}.pdf`)}`,
          // the browser's own viewer is a plug-in to the policy
          'content-security-policy':
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        })
        .send(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength))
    },
  )
}

/** A contest as it is printed now, for those who put papers into other places (the archive). */
export async function subjectOf(
  parts: Pick<PrintParts, 'host' | 'clock' | 'archivist'>,
  contest: Subject['contest'],
  base: string,
): Promise<Subject | Refusal> {
  const state = await contestState(parts.host, contest.id)
  if (isRefusal(state)) return state
  const { version, head } = (await parts.host.state(contest.id))!
  return { contest, state, version, head, key: await parts.archivist.fingerprint(), base, now: parts.clock.now() }
}

function slipsOfToken(subject: Subject, { token }: Query, { slipBox }: PrintParts): Promise<Printed> | Refusal {
  const batch = token === undefined ? null : slipBox.take(subject.contest.id, token)
  if (batch === null) {
    return refuse(
      'slipsGone',
      '凭条只在抽签后两小时内可以打印，服务器重启后也不再保留。请对未拿到凭条的选手重置密码，或作废重抽。',
      'Slips can be printed for two hours after the draw, and not after a restart. Reset the PINs of those without a slip, or void the draw and draw again.',
    )
  }
  return slips(subject, batch)
}

async function incidentsOfJournal(subject: Subject, _: Query, parts: PrintParts): Promise<Printed> {
  async function* events() {
    for await (const { event } of parts.host.events(subject.contest.id)) yield event as Recorded<ContestEvent>
  }
  return incidents(subject, events(), await namesOf(subject, parts))
}

/** Of everybody with a role in the contest, by id. */
async function namesOf(subject: Subject, parts: Pick<PrintParts, 'database'>): Promise<Map<string, string>> {
  const people = await withRoles(parts, subject.contest.id)
  return new Map(people.map(({ id, name }) => [id, name]))
}

/** A parameter that was given twice is none. */
function texts(query: Query): Query {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => typeof value === 'string')) as Query
}

/** The address that contestants type: whoever prints on the server itself must not hand out `localhost`. */
function baseOf(request: { protocol: string; host: string; hostname: string }): string {
  const own = ['localhost', '127.0.0.1', '::1', '[::1]'].includes(request.hostname)
  const lan = own ? lanAddresses()[0] : undefined
  const port = /:(\d+)$/.exec(request.host)?.[1]
  return lan === undefined
    ? `${request.protocol}://${request.host}`
    : `${request.protocol}://${lan}${port === undefined ? '' : `:${port}`}`
}
