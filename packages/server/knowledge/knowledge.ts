/**
 * Who may search the material of a run, and the record of it. The run's rules decide (`knowledge` of `run.ts`); what a seat
 * searches and opens is a command in its name, and nothing is given before that is durable.
 */
import type { IncomingHttpHeaders } from 'node:http'
import { placeOf } from '@leitai/core/contest/reading.ts'
import { itemKey, type ContestState } from '@leitai/core/contest/state.ts'
import type {
  KnowledgeArticle,
  KnowledgeFilters,
  KnowledgeOverview,
  KnowledgeQuery,
  KnowledgeResult,
  OpenedPayload,
  SearchedPayload,
} from '@leitai/core/knowledge.ts'
import { isRefusal, refuse, type Actor, type Refusal } from '@leitai/core/run.ts'
import type { ItemTypes } from '../contests/item-types.ts'
import type { Identities, Identity } from '../people/identity.ts'
import { newId } from '../people/tokens.ts'
import type { RunHost } from '../runs/contract.ts'
import { describe } from '../runs/connection.ts'
import { Allowance } from './allowance.ts'
import { openCollections, type CollectionsParts } from './collections.ts'
import { overviewOf, search } from './search.ts'

/** Whose request it is, and as what they look where they have several roles. */
export interface Asker {
  headers: IncomingHttpHeaders
  as?: string | undefined
}

export interface Knowledge {
  /** Makes what can be searched of a recorded material searchable, where that is not done yet. */
  prepare(sha256: string, type: string, body: unknown): Promise<void>
  /** Null: nothing there for this one. Refuses `tooMany`, and what the run's rules refuse. */
  search(asker: Asker, runId: string, query: KnowledgeQuery): Promise<KnowledgeResult | Refusal | null>
  open(asker: Asker, runId: string, article: string): Promise<KnowledgeArticle | Refusal | null>
  browse(asker: Asker, runId: string): Promise<KnowledgeOverview | Refusal | null>
  stop(): Promise<void>
}

export interface KnowledgeParts extends CollectionsParts {
  host: Pick<RunHost, 'state' | 'submit'>
  identities: Identities
  items: Pick<ItemTypes, 'serverOf' | 'rulesOf'>
  log(line: string): void
}

const pace = { perSecond: 4, burst: 20 }

/** Somebody who may search now: in which material, and in whose name it is recorded. */
interface Admitted {
  sha256: string
  /** Null: not a contestant; not recorded. */
  by: Actor | null
}

export function openKnowledge(parts: KnowledgeParts): Knowledge {
  const { host, identities, items } = parts
  const collections = openCollections(parts)
  const allowance = new Allowance(pace)

  async function admit({ headers, as }: Asker, runId: string): Promise<Admitted | Refusal | null> {
    let asked: Identity = { kind: 'anonymous' }
    // a seat's own right counts also where somebody is signed in as an organiser in the same browser
    for (const prefer of as === undefined ? (['seat', 'person'] as const) : (['person'] as const)) {
      const who = await identities.identify(headers, prefer)
      if (prefer === 'seat' || asked.kind === 'anonymous') asked = who
      const viewer = await identities.viewerFor(who, runId, who.kind === 'seat' ? undefined : as)
      const run = viewer === null ? null : await host.state(runId)
      const may = run !== null && items.rulesOf(run.type)?.knowledge?.(run.state, viewer!) === true
      const sha256 = may ? await materialOf(runId) : null
      if (sha256 === null) continue
      const by = who.kind === 'seat' ? identities.actorFor(who, runId) : null
      // a seat that could search without a trace would be no contestant of this run
      if (who.kind === 'seat' && by === null) continue
      return allowance.take(describe(who)) ? { sha256, by } : tooMany()
    }
    parts.log(`denied: ${describe(asked)} asked for the knowledge of run ${runId.slice(0, 100)}`)
    return null
  }

  /** The hash of what was recorded for the run's item. */
  async function materialOf(runId: string): Promise<string | null> {
    const place = placeOf(runId)
    const contest = place === null ? null : await host.state(place.contestId)
    if (place === null || contest?.type !== 'contest') return null
    const { materials } = contest.state as ContestState
    return materials[itemKey(place.stage, place.item)]?.sha256 || null
  }

  /** A refusal keeps back what was found. */
  async function record(
    { by }: Admitted,
    runId: string,
    command: { name: 'searched'; payload: SearchedPayload } | { name: 'opened'; payload: OpenedPayload },
  ): Promise<Refusal | null> {
    if (by === null) return null
    const answer = await host.submit({ runId, commandId: `${command.name}-${newId()}`, ...command, by })
    return isRefusal(answer) ? answer : null
  }

  return {
    async prepare(sha256, type, body) {
      const articles = items.serverOf(type)?.knowledge?.(body)
      if (articles !== undefined) await collections.ensure(sha256, articles)
    },

    async search(asker, runId, asked) {
      const admitted = await admit(asker, runId)
      if (admitted === null || isRefusal(admitted)) return admitted
      const directory = await collections.directory(admitted.sha256)
      if (directory === null) return null
      const query = { ...asked, query: asked.query.toWellFormed() }
      const result = await search(collections, directory, query)
      const found: SearchedPayload = {
        query: query.query,
        filters: filtersOf(query),
        found: result.total,
        ids: result.hits.slice(0, 10).map(({ id }) => id),
      }
      return (await record(admitted, runId, { name: 'searched', payload: found })) ?? result
    },

    async open(asker, runId, id) {
      const admitted = await admit(asker, runId)
      if (admitted === null || isRefusal(admitted)) return admitted
      const article = await collections.article(admitted.sha256, id)
      if (article === null) return null
      return (await record(admitted, runId, { name: 'opened', payload: { article: article.id } })) ?? article
    },

    async browse(asker, runId) {
      const admitted = await admit(asker, runId)
      if (admitted === null || isRefusal(admitted)) return admitted
      const directory = await collections.directory(admitted.sha256)
      return directory === null ? null : overviewOf(directory)
    },

    stop: () => collections.stop(),
  }
}

/** Those that are given; the record holds no empty ones. */
function filtersOf({ category, tag, since }: KnowledgeFilters): KnowledgeFilters {
  return {
    ...(category === undefined || category.length === 0 ? {} : { category }),
    ...(tag === undefined ? {} : { tag }),
    ...(since === undefined ? {} : { since }),
  }
}

function tooMany(): Refusal {
  return refuse('tooMany', '检索过于频繁，请稍候再试', 'Too many searches at once; wait a moment')
}
